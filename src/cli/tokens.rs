//! `tokens`: what is plugged in.

use super::face::Face;
use super::manner::Style;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::shape::{ModuleRow, ModuleState, TokenRow, TokenRowState};
use crate::op::tokens::{self, TokensOutcome};
use crate::sanitize;
use crate::telling;
pub(super) use crate::telling::{columns, heading, pin};

/// Carries `tokens` out.
pub(super) fn run(face: &Face) -> Result<(), Failure> {
    let outcome = face.work(|setting, _| tokens::run(setting))?;
    face.answer("tokens", &outcome, |style| {
        text(&outcome, face.token(), style)
    })?;
    outcome.cut.map_or(Ok(()), Err)
}

fn text(outcome: &TokensOutcome, wanted: Option<&str>, style: Style) -> String {
    let mut lines = Vec::new();
    let mut before: Option<&TokenRow> = None;
    for token in &outcome.tokens {
        if !before.is_some_and(|before| before.shares_card(token)) {
            lines.extend(telling::card_group(token, &outcome.tokens));
        }
        before = Some(token);
        lines.push(style.bold(&heading(token)));
        lines.extend(facts(token));
        lines.push(String::new());
    }
    if outcome.tokens.is_empty() && !outcome.partial {
        lines.push(nothing(&outcome.modules, wanted));
    }
    let devices = telling::devices(&outcome.devices).into_iter();
    lines.extend(devices.map(|line| line.text));
    lines.extend(failed_modules(&outcome.modules, style));
    ended(lines)
}

fn facts(token: &TokenRow) -> Vec<String> {
    if token.module.is_none() {
        let lines = telling::unread_card(token).into_iter();
        return lines.map(|line| format!("  {}", line.text)).collect();
    }
    let mut facts: Vec<(String, String)> = Vec::new();
    if let Some(model) = &token.model {
        let maker = token.manufacturer.as_deref().unwrap_or_default();
        facts.push((t!("cli-table-model"), format!("{model} ({maker})")));
    }
    if token.state == TokenRowState::Ready {
        facts.push((t!("cli-table-pin"), pin(token)));
    }
    let others = token.also_via.iter().map(String::as_str);
    let modules: Vec<&str> = token.module.as_deref().into_iter().chain(others).collect();
    facts.push((t!("cli-table-driver"), modules.join(", ")));
    facts.push((t!("cli-table-address"), token.uri.clone()));
    let guesses = telling::looks_like(&token.looks_like).into_iter();
    let guesses = guesses.map(|line| format!("  {}", line.text));
    columns(&facts).into_iter().chain(guesses).collect()
}

/// Nothing is plugged in, nothing that was wanted, or there is no driver that could see it.
pub(super) fn nothing(modules: &[ModuleRow], wanted: Option<&str>) -> String {
    if modules.is_empty() {
        return t!("cli-no-drivers");
    }
    let ids: Vec<String> = modules.iter().map(|row| sanitize::line(&row.id)).collect();
    let names = ids.join(", ");
    match wanted {
        Some(token) => t!(
            "cli-no-such-token",
            token = sanitize::line(token),
            names = names
        ),
        None => t!("cli-no-tokens", names = names),
    }
}

/// Drivers that did not answer well.
pub(super) fn failed_modules(modules: &[ModuleRow], style: Style) -> Vec<String> {
    modules
        .iter()
        .filter(|row| row.state != ModuleState::Ok)
        .map(|row| {
            let detail = row.detail.as_deref().unwrap_or("-");
            style.warning(&t!(
                "cli-driver-failed",
                name = sanitize::line(&row.id),
                state = telling::driver_state(row.state),
                text = sanitize::line(detail)
            ))
        })
        .collect()
}

/// Lines as one text that ends with a line end.
pub(super) fn ended(mut lines: Vec<String>) -> String {
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.push(String::new());
    lines.join("\n")
}
