//! What is said below a form of its chosen line.

use super::super::draw::{Look, Row};
use super::super::words;
use super::form::{Entry, Form, Line};
use super::page::text;
use crate::error::{Args, Code, Notice};
use crate::i18n::t;
use crate::op::asked::Kept;
use crate::sanitize;

/// The lines, `width` columns wide.
pub(super) fn below(form: &Form, width: usize) -> Vec<Row> {
    let mut shown = vec![Row::text("")];
    let (index, again) = match form.line() {
        Line::Value(index) => (index, false),
        Line::Again(index) => (index, true),
        Line::Remember(index) => {
            let entry = form.entries.get(index);
            let label = entry.map(|entry| sanitize::line(&entry.asked.label));
            shown.push(Row::heading(label.unwrap_or_default()));
            shown.extend(text(&t!("tui-form-remember-hint"), Look::Plain, width));
            return shown;
        }
        Line::Go => {
            shown.extend(text(&t!("tui-form-go-hint"), Look::Plain, width));
            return shown;
        }
    };
    let Some(entry) = form.entries.get(index) else {
        return shown;
    };
    let label = sanitize::line(&entry.asked.label);
    shown.push(Row::heading(match (entry.asked.needed, again) {
        (_, true) => t!("tui-form-again-of", label = label),
        (true, _) => t!("tui-form-needed", label = label),
        (false, _) => t!("tui-form-may", label = label),
    }));
    if again {
        let differs = entry.differs().then(|| t!("tui-form-differs"));
        let say = differs.unwrap_or_else(|| t!("tui-form-same"));
        shown.extend(text(&say, Look::Plain, width));
        return shown;
    }
    for (look, line) in judged(entry) {
        shown.extend(text(&line, look, width));
    }
    for line in help(entry) {
        shown.extend(text(&line, Look::Plain, width));
    }
    shown.extend(text(&kept(form, entry), Look::Dim, width));
    shown
}

/// What is wrong, or may be.
fn judged(entry: &Entry) -> Vec<(Look, String)> {
    let mut lines = Vec::new();
    lines.extend(entry.cut().map(|cut| (Look::Warn, format!("! {cut}"))));
    match &entry.judged {
        Some(Err(failure)) => {
            let line = words::sentence(&short(failure.code, &failure.args));
            lines.push((Look::Bad, format!("✗ {line}")));
        }
        Some(Ok(fit)) => {
            let doubts = fit.doubts.iter();
            let doubts = doubts.map(|doubt| words::sentence(&short(doubt.code, &doubt.args)));
            lines.extend(doubts.map(|line| (Look::Warn, format!("! {line}"))));
            if fit.value != entry.value() {
                let value = sanitize::fit(&sanitize::line(&fit.value), VALUE);
                lines.push((Look::Plain, t!("tui-form-used-as", value = value)));
            }
        }
        None => {}
    }
    lines
}

/// What is said of a value, which itself stands above and may be long.
fn short(code: Code, args: &Args) -> Notice {
    let mut args = args.clone();
    if let Some(value) = args.get_mut("value") {
        *value = sanitize::fit(&sanitize::line(value), VALUE);
    }
    Notice { code, args }
}

/// Columns of a value within a sentence.
const VALUE: usize = 50;

/// What helps to fill it in.
fn help(entry: &Entry) -> Vec<String> {
    let asked = &entry.asked;
    let safe = |text: &Option<String>| text.as_deref().map(sanitize::line);
    let mut lines: Vec<String> = safe(&asked.hint).into_iter().collect();
    if !asked.choices.is_empty() {
        let names = words::names(&asked.choices);
        lines.push(t!("tui-form-choices", names = names));
    }
    let lookup = safe(&asked.lookup);
    lines.extend(lookup.map(|place| t!("tui-form-lookup", name = place)));
    let example = safe(&asked.example).filter(|_| asked.choices.is_empty());
    lines.extend(example.map(|value| t!("tui-form-example", value = value)));
    if let (Some(default), "") = (safe(&asked.default), entry.value()) {
        lines.push(t!("tui-form-default", value = default));
    }
    if asked.to_be_confirmed {
        lines.push(format!("? {}", t!("tui-case-unconfirmed")));
    }
    lines
}

/// What becomes of the value.
fn kept(form: &Form, entry: &Entry) -> String {
    let name = form.whose.as_deref().map(sanitize::line);
    match (entry.asked.kept, name) {
        (Kept::WithProvider, Some(name)) => t!("tui-kept-with", name = name),
        (Kept::WithProvider | Kept::WithCase, _) => t!("tui-kept-with-this-case"),
        (Kept::OnDemand, Some(_)) => t!("tui-kept-on-demand"),
        (Kept::OnDemand, None) | (Kept::Never, _) => t!("tui-kept-never"),
    }
}
