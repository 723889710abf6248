//! `pin`: states, changes, a new one by the officer.

use super::args::PinArgs;
use super::face::Face;
use super::manner::Style;
use super::tokens::{columns, ended, heading, nothing, pin};
use super::words;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::op::pin::{Done, Pin, PinOutcome};
use crate::op::shape::{TokenRow, TokenRowState};
use crate::sanitize;
use crate::token::Role;

/// Carries `pin` out.
pub(super) fn run(face: &Face, args: PinArgs) -> Result<(), Failure> {
    let pin = match args {
        PinArgs::Status => Pin::Status,
        PinArgs::Change { officer: false } => Pin::Change(Role::User),
        PinArgs::Change { officer: true } => Pin::Change(Role::So),
        PinArgs::Unblock => Pin::Unblock,
    };
    let sentence = match pin {
        Pin::Status => None,
        Pin::Change(Role::So) => Some(t!("cli-pin-about-officer")),
        Pin::Change(_) => Some(t!("cli-pin-about-user")),
        Pin::Unblock => Some(t!("cli-pin-about-unblock")),
    };
    if let Some(sentence) = sentence {
        face.say(&sentence);
    }
    let outcome = face.work(|setting, _| pin.run(setting, &i18n::current()))?;
    face.answer("pin", &outcome, |style| text(&outcome, face.token(), style))?;
    outcome.cut.map_or(Ok(()), Err)
}

fn text(outcome: &PinOutcome, wanted: Option<&str>, style: Style) -> String {
    let done = match (outcome.done, outcome.role) {
        (Done::Status, _) => None,
        (Done::Changed, Some("so")) => Some(t!("cli-pin-changed-officer")),
        (Done::Changed, _) => Some(t!("cli-pin-changed")),
        (Done::Unblocked, _) => Some(t!("cli-pin-unblocked")),
    };
    let mut lines: Vec<String> = done
        .into_iter()
        .map(|line| style.good(&format!("✓ {line}")))
        .collect();
    for token in &outcome.tokens {
        lines.push(style.bold(&heading(token)));
        if token.state == TokenRowState::Ready {
            lines.extend(facts(token));
        }
        let of_token = outcome.unlocks.iter().filter(|row| row.token == token.uri);
        for row in of_token {
            let issuer = Some(row.issuer.as_str());
            let parts = [issuer, row.text.as_deref(), row.phone.as_deref()];
            let mut parts: Vec<String> = parts.into_iter().flatten().map(sanitize::line).collect();
            if row.to_be_confirmed {
                parts.push(t!("cli-to-be-confirmed"));
            }
            lines.push(style.warning(&t!("cli-pin-unlocked-by", text = parts.join(" · "))));
        }
        lines.push(String::new());
    }
    if outcome.tokens.is_empty() && outcome.done == Done::Status && outcome.cut.is_none() {
        lines.push(nothing(&outcome.modules, wanted));
    }
    ended(lines)
}

fn facts(token: &TokenRow) -> Vec<String> {
    let range = |least: Option<u64>, most: Option<u64>| {
        let bound = |bound: Option<u64>| bound.map_or_else(|| "?".to_owned(), |it| it.to_string());
        format!("{}–{}", bound(least), bound(most))
    };
    let mut facts = vec![
        (t!("cli-table-pin"), pin(token)),
        (t!("cli-table-so-pin"), words::pin_state(token.so_pin.state)),
        (
            t!("cli-table-pin-length"),
            range(token.pin.min, token.pin.max),
        ),
    ];
    if token.pin.pinpad == Some(true) {
        facts.push((t!("cli-table-pin-pad"), t!("cli-yes")));
    }
    columns(&facts)
}
