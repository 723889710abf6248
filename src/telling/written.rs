//! What was written, removed or forgotten: keys and certificates, on tokens, in files, in what is remembered.

use super::leftovers::{name, saved};
use super::{Line, Weight};
use crate::i18n::t;
use crate::op::delete::DeleteOutcome;
use crate::op::export::ExportOutcome;
use crate::op::forget::{ForgetOutcome, ForgottenRow};
use crate::op::import::{ImportOutcome, ImportedRow};
use crate::sanitize;

/// Keys and certificates that came from a file; `wanted`: its authorities' certificates were to be written, too.
#[must_use]
pub fn imported(outcome: &ImportOutcome, wanted: bool) -> Vec<Line> {
    let mut lines = imported_keys(&outcome.imported);
    lines.extend(outcome.installed.iter().map(|row| {
        let name = sanitize::line(&row.subject);
        let serial = sanitize::line(&row.serial);
        let line = t!("cli-install-done", name = name, serial = serial);
        Line::of(Weight::Good, format!("✓ {line}"))
    }));
    let given = outcome.chain.len();
    lines.extend(authorities(given, outcome.chain_written, wanted));
    lines
}

/// The keys that came from a file, and what that means.
#[must_use]
pub fn imported_keys(imported: &[ImportedRow]) -> Vec<Line> {
    let mut lines: Vec<Line> = imported
        .iter()
        .map(|row| Line::of(Weight::Good, format!("✓ {}", key_line(row))))
        .collect();
    if imported.iter().any(|row| row.way.is_some()) {
        lines.push(Line::plain(t!("cli-import-copy")));
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

/// What became of the authorities' certificates; `wanted`: they were to be written.
#[must_use]
pub fn authorities(given: usize, written: u32, wanted: bool) -> Option<Line> {
    let (count, written) = (given.to_string(), written.to_string());
    let told = if wanted {
        t!("cli-install-chain-wanted", count = count, written = written)
    } else {
        t!("cli-install-chain", count = count)
    };
    (given > 0).then(|| Line::plain(told))
}

/// The files that were written.
#[must_use]
pub fn exported(outcome: &ExportOutcome) -> Vec<Line> {
    let line = |path: &str| t!("cli-export-written", path = sanitize::line(path));
    let files = outcome.files.iter();
    files.map(|row| Line::plain(line(&row.path))).collect()
}

/// What is gone from a token, what stays, and where certificates were saved before.
#[must_use]
pub fn deleted(outcome: &DeleteOutcome) -> Vec<Line> {
    let saved = outcome.saved.iter().map(saved);
    let removed = outcome.removed.iter().map(|row| {
        let name = name(row);
        t!("cli-delete-removed", name = name)
    });
    let kept = outcome.kept.iter().map(|row| {
        let name = name(row);
        t!("cli-delete-kept", name = name)
    });
    saved.chain(removed).chain(kept).map(Line::plain).collect()
}

/// What is not remembered any more.
#[must_use]
pub fn forgotten(outcome: &ForgetOutcome) -> Vec<Line> {
    let line = |row: &ForgottenRow| {
        let name = row.label.clone().unwrap_or_else(|| row.sha256.clone());
        let serial = row.serial.clone().unwrap_or_else(|| "-".to_owned());
        t!(
            "cli-forget-done",
            name = sanitize::line(&name),
            serial = serial
        )
    };
    let all = outcome.forgotten.iter();
    all.map(|row| Line::plain(line(row))).collect()
}
