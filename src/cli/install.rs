//! `install`: what the authority sent, onto the token.

use std::path::{Path, PathBuf};

use super::args::InstallArgs;
use super::face::Face;
use super::manner::Style;
use super::tokens::ended;
use super::{print, words};
use crate::error::Failure;
use crate::i18n::t;
use crate::op::files::Source;
use crate::op::install::Install;
use crate::op::shape::InstallOutcome;
use crate::sanitize;
use crate::telling;

/// Carries `install` out.
pub(super) fn run(face: &Face, args: InstallArgs) -> Result<(), Failure> {
    let mut inputs: Vec<Source> = args.inputs.into_iter().map(source).collect();
    if inputs.is_empty() {
        let question = t!("cli-ask-file");
        let file = face.value(None, "FILE", &question, "parafa install FILE")?;
        inputs.push(source(file.into()));
    }
    inputs.extend(args.chain.into_iter().map(source));
    let authorities = args.ca;
    let install = Install {
        inputs,
        login: args.login,
        allow_expired: args.allow_expired,
        authorities,
        backup: args.backup,
    };
    let mut outcome = face.work(|setting, _| install.run(setting))?;
    for row in &mut outcome.skipped {
        if let Some(failure) = &row.failure {
            row.message = words::message(failure.code, &print::safe(&failure.args));
        }
    }
    face.answer("install", &outcome, |style| {
        text(&outcome, authorities, style)
    })?;
    match outcome.into_failure() {
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}

fn source(path: PathBuf) -> Source {
    if path == Path::new("-") {
        Source::Stdin
    } else {
        Source::Path(path)
    }
}

fn text(outcome: &InstallOutcome, authorities: bool, style: Style) -> String {
    let mut lines = style.lines(&telling::imported_keys(&outcome.imported));
    for row in &outcome.installed {
        let name = sanitize::line(&row.subject);
        let serial = row.serial.as_str();
        lines.push(style.good(&format!(
            "✓ {}",
            t!("cli-install-done", name = name, serial = serial)
        )));
    }
    for row in &outcome.completed {
        let path = sanitize::line(&row.path);
        lines.push(style.good(&format!("✓ {}", t!("cli-install-completed", path = path))));
    }
    for row in &outcome.kept {
        let file = sanitize::line(&row.file);
        let text = t!("cli-install-kept", file = file, case = row.case.as_str());
        lines.push(style.good(&format!("✓ {text}")));
    }
    for row in &outcome.already {
        let file = sanitize::line(&row.file);
        lines.push(format!("✓ {}", t!("cli-install-already", file = file)));
    }
    let given = outcome.chain.len();
    let chain = telling::authorities(given, outcome.chain_written, authorities);
    lines.extend(chain.map(|line| line.text));
    for row in &outcome.skipped {
        let (file, mut text) = (sanitize::line(&row.file), sanitize::line(&row.message));
        if let Some(failure) = &row.failure {
            text = format!("{} {text}", failure.code.label());
        }
        lines.push(style.warning(&format!(
            "! {}",
            t!("cli-install-skipped", file = file, text = text)
        )));
    }
    ended(lines)
}
