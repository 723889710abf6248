//! What a code says: its cause, what to do, and what to ask the caller.

use super::Line;
use super::pins::unlocks;
use crate::error::{Args, Code};
use crate::i18n::{self, t};
use crate::op::explain::ExplainOutcome;
use crate::op::pin::UnlocksRow;
use crate::sanitize;

/// What to do next.
#[must_use]
pub fn advice(code: Code) -> String {
    i18n::text(&format!("rec-{}", code.fluent()), &Args::new())
}

/// Why that happens.
pub(super) fn cause(code: Code) -> String {
    i18n::attribute(&format!("err-{}", code.fluent()), "cause")
}

/// What the helpdesk asks the caller.
fn ask(code: Code) -> String {
    i18n::attribute(&format!("err-{}", code.fluent()), "ask")
}

/// The answer of `explain`.
#[must_use]
pub fn explanation(code: Code, unlocks: Vec<UnlocksRow>) -> ExplainOutcome {
    ExplainOutcome {
        number: code.label(),
        code: code.name().to_owned(),
        cause: cause(code),
        remedy: advice(code),
        ask: ask(code),
        unlocks,
    }
}

/// The same in lines: each part below its heading.
#[must_use]
pub fn explained(outcome: &ExplainOutcome) -> Vec<Line> {
    let parts = [
        (t!("cli-explain-cause"), &outcome.cause),
        (t!("cli-advice"), &outcome.remedy),
        (t!("cli-explain-ask"), &outcome.ask),
    ];
    let parts = parts
        .into_iter()
        .map(|(name, text)| Line::plain(format!("{name} {text}")));
    let title = format!("{}  {}", outcome.number, outcome.code);
    let mut lines = vec![Line::heading(title)];
    lines.extend(parts);
    for row in &outcome.unlocks {
        lines.push(Line::plain(t!(
            "cli-explain-token",
            uri = sanitize::line(&row.token)
        )));
        lines.push(unlocks(row));
    }
    lines
}
