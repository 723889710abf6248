//! Why a token is not seen, in words for somebody who only knows that the program does not see the certificate.

use super::{Line, Weight, advice, cards, codes};
use crate::error::{Args, Code};
use crate::i18n::{self, t};
use crate::op::doctor::{DoctorOutcome, FindingRow, Severity, Step, StepRow, StepState};
use crate::sanitize;

/// Gives every finding its sentences.
pub fn diagnosed(outcome: &mut DoctorOutcome) {
    for one in &mut outcome.findings {
        let args = one.notice.args.iter();
        let args: Args = args
            .map(|(name, text)| (*name, sanitize::line(text)))
            .collect();
        one.message = i18n::text(&format!("err-{}", one.notice.code.fluent()), &args);
        one.hint = advice(one.notice.code);
    }
}

/// What is to be said first: that certificates are seen, or the likely reason why none is; and whatever else was found.
#[must_use]
pub fn diagnosis(outcome: &DoctorOutcome) -> Vec<Line> {
    let reason = outcome.explaining();
    let mut lines = Vec::new();
    if outcome.certificates > 0 {
        let text = t!("cli-doctor-seen", count = outcome.certificates);
        lines.push(Line::of(Weight::Good, text));
        lines.push(Line::plain(t!("cli-doctor-seen-other")));
        let files = outcome.showing.iter();
        lines.extend(files.map(|file| Line::plain(format!("    {}", sanitize::line(file)))));
    } else if let Some(one) = reason {
        lines.push(Line::heading(t!("cli-doctor-unseen")));
        lines.extend(finding(one, Weight::Warning));
        let cause = codes::cause(one.notice.code);
        lines.push(Line::of(Weight::Dim, format!("  {cause}")));
        lines.extend(origin(outcome, one));
    } else {
        lines.push(Line::heading(t!("cli-doctor-unseen-unknown")));
    }
    let others = outcome.findings.iter();
    let others = others.filter(|one| reason.is_none_or(|first| !std::ptr::eq(first, *one)));
    let mut others = others.peekable();
    if others.peek().is_some() {
        lines.push(Line::plain(""));
        lines.push(Line::heading(t!("cli-doctor-besides")));
    }
    for one in others {
        let weight = match one.severity {
            Severity::Error | Severity::Warning => Weight::Warning,
            Severity::Info => Weight::Plain,
        };
        lines.extend(finding(one, weight));
    }
    lines
}

/// What was looked at, from the plug to the certificate.
#[must_use]
pub fn way(outcome: &DoctorOutcome) -> Vec<Line> {
    let mut lines = vec![Line::heading(t!("cli-doctor-steps"))];
    lines.extend(outcome.steps.iter().map(step));
    lines
}

/// What the helpdesk would get, and that names are left out.
#[must_use]
pub fn bundle(text: &str) -> Vec<Line> {
    let mut lines = vec![Line::heading(t!("cli-doctor-bundle"))];
    let body = text.lines().map(sanitize::line);
    lines.extend(body.map(|line| Line::of(Weight::Dim, line)));
    lines
}

/// That the file was written.
#[must_use]
pub fn bundled(path: &str) -> Line {
    let text = t!("cli-doctor-bundle-written", path = sanitize::line(path));
    Line::of(Weight::Good, text)
}

/// Of a driver that is missing: where it comes from.
fn origin(outcome: &DoctorOutcome, one: &FindingRow) -> Vec<Line> {
    let readers = outcome.readers.iter().map(|reader| &reader.looks_like);
    let tokens = outcome.tokens.iter().map(|token| &token.looks_like);
    let mut guesses = readers.chain(tokens).flatten();
    let name = one
        .notice
        .args
        .get("name")
        .filter(|_| one.notice.code == Code::DriverMissing);
    let guess = name.and_then(|name| guesses.find(|guess| guess.name == *name));
    let lines = guess.map(cards::origin).unwrap_or_default().into_iter();
    let below = lines.map(|line| Line::of(line.weight, format!("  {}", line.text)));
    below.collect()
}

fn finding(one: &FindingRow, weight: Weight) -> Vec<Line> {
    let text = format!("{}  {}", one.number, one.message);
    let hint = format!("  {} {}", t!("cli-advice"), one.hint);
    vec![Line::of(weight, text), Line::plain(hint)]
}

fn step(row: &StepRow) -> Line {
    let name = match row.step {
        Step::Program => t!("cli-doctor-step-program"),
        Step::Service => t!("cli-doctor-step-service"),
        Step::Reader => t!("cli-doctor-step-reader"),
        Step::Card => t!("cli-doctor-step-card"),
        Step::Driver => t!("cli-doctor-step-driver"),
        Step::Token => t!("cli-doctor-step-token"),
        Step::Pin => t!("cli-doctor-step-pin"),
        Step::Certificate => t!("cli-doctor-step-certificate"),
    };
    let (sign, weight, state) = match row.state {
        StepState::Ok => ("✓", Weight::Plain, t!("cli-doctor-state-ok")),
        StepState::Warning => ("!", Weight::Warning, t!("cli-doctor-state-warning")),
        StepState::Error => ("✗", Weight::Warning, t!("cli-doctor-state-error")),
        StepState::Unknown => ("·", Weight::Dim, t!("cli-doctor-state-unknown")),
    };
    let names: Vec<String> = row.names.iter().map(|name| sanitize::line(name)).collect();
    let names = match names.join(", ") {
        names if names.is_empty() => names,
        names => format!(" ({names})"),
    };
    Line::of(weight, format!("{sign} {name}: {state}{names}"))
}
