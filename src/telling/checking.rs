//! What was found on a token or in a file: a verdict in one line, then what somebody can act on.

use super::{Line, Weight};
use crate::error::Args;
use crate::i18n::{self, t};
use crate::op::Proof;
use crate::op::check::{CheckOutcome, FindingRow, PathRow, PathState, RevocationState, Severity};
use crate::sanitize;

/// Findings that are shown where not all are wanted.
const MOST: usize = 5;

/// The answer with its sentences, in the language that is spoken.
#[must_use]
pub fn judged(mut outcome: CheckOutcome) -> CheckOutcome {
    with_sentences(&mut outcome.findings);
    outcome.verdict = verdict(&outcome);
    outcome
}

/// Gives each finding its sentence and its advice.
pub(super) fn with_sentences(findings: &mut [FindingRow]) {
    for row in findings {
        let id = row.of.fluent();
        row.message = i18n::text(&format!("err-{id}"), &row.args);
        row.hint = i18n::text(&format!("rec-{id}"), &Args::new());
    }
}

fn verdict(outcome: &CheckOutcome) -> String {
    let first = |severity| {
        let mut all = outcome.findings.iter();
        all.find(|row| row.severity == severity)
            .map(|row| row.message.clone())
            .unwrap_or_default()
    };
    let errors = outcome.count(Severity::Error);
    let warnings = outcome.count(Severity::Warning);
    match (errors, warnings, outcome.checked.as_slice()) {
        (1, _, _) => t!("cli-check-wrong", text = first(Severity::Error)),
        (2.., _, _) => {
            let more = errors.saturating_sub(1);
            t!(
                "cli-check-wrong-more",
                text = first(Severity::Error),
                count = more
            )
        }
        _ if outcome.partial => t!("cli-check-partial"),
        (_, 1, _) => t!("cli-check-warned", text = first(Severity::Warning)),
        (_, 2.., _) => {
            let more = warnings.saturating_sub(1);
            t!(
                "cli-check-warned-more",
                text = first(Severity::Warning),
                count = more
            )
        }
        (_, _, [only]) => {
            let date = only.not_after.split('T').next().unwrap_or_default();
            t!(
                "cli-check-good",
                name = sanitize::line(&only.holder),
                date = date
            )
        }
        (_, _, []) => t!("cli-check-nothing-wrong"),
        (_, _, all) => t!("cli-check-all-good", count = all.len()),
    }
}

/// The verdict, what was looked at, and the findings; `all`: also those that are only good to know.
#[must_use]
pub fn checked(outcome: &CheckOutcome, all: bool) -> Vec<Line> {
    let (weight, sign) = if !outcome.ok {
        (Weight::Warning, "✗")
    } else if outcome.count(Severity::Warning) > 0 {
        (Weight::Warning, "!")
    } else {
        (Weight::Good, "✓")
    };
    let mut lines = vec![Line::of(weight, format!("{sign} {}", outcome.verdict))];
    lines.extend(subjects(outcome));
    let shown = |row: &&FindingRow| all || row.severity != Severity::Info;
    let most = if all { usize::MAX } else { MOST };
    let rows: Vec<&FindingRow> = outcome.findings.iter().filter(shown).take(most).collect();
    if !rows.is_empty() {
        lines.push(Line::plain(""));
    }
    lines.extend(rows.iter().flat_map(|row| finding(row)));
    lines
}

/// How many findings are not shown where not all are wanted.
#[must_use]
pub fn findings_hidden(outcome: &CheckOutcome) -> usize {
    let shown = outcome.findings.iter();
    let shown = shown
        .filter(|row| row.severity != Severity::Info)
        .take(MOST);
    outcome.findings.len().saturating_sub(shown.count())
}

/// By whose rules each certificate was judged.
fn subjects(outcome: &CheckOutcome) -> Vec<Line> {
    let row = |row: &crate::op::check::CheckedRow| {
        let name = sanitize::line(&row.holder);
        let serial = sanitize::line(&row.serial.to_uppercase());
        let known = [row.profile.as_deref(), row.request.as_deref()];
        let known: Vec<String> = known.into_iter().flatten().map(sanitize::line).collect();
        let by = if known.is_empty() {
            t!("cli-check-by-none")
        } else {
            known.join(" · ")
        };
        let proof = match row.proof {
            Some(Proof::Signed | Proof::Decrypted) => format!(" · {}", t!("cli-check-proved")),
            _ => String::new(),
        };
        let text = t!("cli-check-subject", name = name, serial = serial, by = by);
        let mut lines = vec![Line::plain(format!("  {text}{proof}"))];
        let traced = row.trace.as_ref().map(traced);
        let traced = traced.into_iter().flatten();
        lines.extend(traced.map(|text| Line::plain(format!("  · {text}"))));
        lines
    };
    outcome.checked.iter().flat_map(row).collect()
}

/// What is good about a certificate's path. What is not is a finding.
fn traced(path: &PathRow) -> Vec<String> {
    let mut good = Vec::new();
    // Nothing counts that somebody says who is not trusted.
    if path.state != PathState::Trusted {
        return good;
    }
    if let Some(end) = path.steps.last() {
        let name = sanitize::line(&end.subject);
        good.push(t!("cli-check-trusted", name = name));
    }
    let known = path.steps.first().and_then(|own| own.revocation.as_ref());
    if let Some(known) = known.filter(|known| known.state == RevocationState::Good) {
        let date = known.as_of.as_deref().unwrap_or_default();
        let date = date.split('T').next().unwrap_or_default();
        let by = sanitize::line(known.by.as_deref().unwrap_or_default());
        good.push(t!("cli-check-not-revoked", date = date, by = by));
    }
    good
}

/// A finding: number, sentence, advice.
pub(super) fn finding(row: &FindingRow) -> Vec<Line> {
    let (weight, sign) = match row.severity {
        Severity::Error => (Weight::Warning, "✗"),
        Severity::Warning => (Weight::Warning, "!"),
        Severity::Info => (Weight::Plain, "·"),
    };
    let mut lines = vec![
        Line::of(weight, format!("{sign} {}  {}", row.number, row.message)),
        Line::plain(format!("        {}", row.hint)),
    ];
    if row.to_be_confirmed {
        lines.push(Line::plain(format!(
            "        {}",
            t!("cli-check-to-be-confirmed")
        )));
    }
    lines
}
