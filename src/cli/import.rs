//! `import`: keys from files onto the token.

use std::path::{Path, PathBuf};

use super::args::ImportArgs;
use super::face::Face;
use super::manner::Style;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::files::Source;
use crate::op::import::{Import, ImportOutcome, ImportedRow};
use crate::sanitize;

/// Carries `import` out.
pub(super) fn run(face: &Face, args: ImportArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-key-file");
    let input = match args.file {
        Some(path) => path,
        None => face
            .value(None, "FILE", &question, "parafa import FILE")
            .map(PathBuf::from)?,
    };
    let input = if input == Path::new("-") {
        Source::Stdin
    } else {
        Source::Path(input)
    };
    let import = Import {
        input,
        entry: args.entry,
        label: args.label,
        place: args.place,
        chain: args.ca,
    };
    let outcome = face.work(|setting, _| import.run(setting))?;
    face.answer("import", &outcome, |style| text(&outcome, args.ca, style))
}

fn text(outcome: &ImportOutcome, authorities: bool, style: Style) -> String {
    let mut lines = key_lines(&outcome.imported, style);
    lines.extend(outcome.installed.iter().map(|row| {
        let name = sanitize::line(&row.subject);
        let serial = row.serial.as_str();
        let line = t!("cli-install-done", name = name, serial = serial);
        style.good(&format!("✓ {line}"))
    }));
    lines.extend(chain_line(
        outcome.chain.len(),
        outcome.chain_written,
        authorities,
    ));
    ended(lines)
}

/// What became of the authorities' certificates; `wanted`: `--ca` was given.
pub(super) fn chain_line(given: usize, written: u32, wanted: bool) -> Option<String> {
    let (count, written) = (given.to_string(), written.to_string());
    let told = if wanted {
        t!("cli-install-chain-wanted", count = count, written = written)
    } else {
        t!("cli-install-chain", count = count)
    };
    (given > 0).then_some(told)
}

/// The keys that came from a file, and what that means.
pub(super) fn key_lines(imported: &[ImportedRow], style: Style) -> Vec<String> {
    let mut lines: Vec<String> = imported
        .iter()
        .map(|row| style.good(&format!("✓ {}", key_line(row))))
        .collect();
    if imported.iter().any(|row| row.way.is_some()) {
        lines.push(t!("cli-import-copy"));
    }
    lines
}

fn key_line(row: &ImportedRow) -> String {
    let name = row.label.as_deref().or(row.id.as_deref());
    let name = name.map_or_else(|| t!("cli-unnamed"), sanitize::line);
    let short: String = row.key_sha256.chars().take(8).collect();
    if row.way.is_some() {
        t!("cli-import-done", name = name, key = short)
    } else {
        t!("cli-import-already", name = name, key = short)
    }
}
