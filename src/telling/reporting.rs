//! A check as files: in which words persons are made unknown, the page, and what is said of what was written.

use super::Line;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::op::check::report::{MarkWords, Persons, Told, page};
use crate::op::check::{CheckOutcome, ReportRow};
use crate::sanitize;

/// What marks are called that stand for persons, in the language that is spoken.
#[must_use]
pub fn mark_words() -> MarkWords {
    MarkWords {
        certificate: t!("cli-report-mark-certificate"),
        file: t!("cli-report-mark-file"),
        holder: t!("cli-report-mark-holder"),
        key: t!("cli-report-mark-key"),
        serial: t!("cli-report-mark-serial"),
        token: t!("cli-report-mark-token"),
        value: t!("cli-report-mark-value"),
    }
}

/// The page of an outcome whose sentences are made, in the language that is spoken; `notes`: what was said on the way.
pub fn report_page(
    outcome: &CheckOutcome,
    notes: &[String],
    persons: Persons,
) -> Result<String, Failure> {
    let language = i18n::current();
    let told = Told {
        notes,
        language: &language,
    };
    page(outcome, told, persons)
}

/// What was written.
#[must_use]
pub fn reported(files: &[ReportRow]) -> Vec<Line> {
    let line = |row: &ReportRow| {
        let path = sanitize::line(&row.path);
        Line::plain(t!("cli-report-written", path = path))
    };
    files.iter().map(line).collect()
}
