//! PINs: which there are, in which state, who unlocks them; and what was changed.

use super::{Line, Weight, columns, heading, pin, pin_state};
use crate::i18n::t;
use crate::op::pin::{Done, Pin, PinOutcome, UnlocksRow};
use crate::op::shape::{TokenRow, TokenRowState};
use crate::sanitize;
use crate::token::Role;

/// Which PIN is meant, and which is not, before it is asked.
#[must_use]
pub fn about(pin: Pin) -> Option<String> {
    match pin {
        Pin::Status => None,
        Pin::Change(Role::So) => Some(t!("cli-pin-about-officer")),
        Pin::Change(_) => Some(t!("cli-pin-about-user")),
        Pin::Unblock => Some(t!("cli-pin-about-unblock")),
    }
}

/// What was done, then token by token its PINs and who unlocks it.
#[must_use]
pub fn pins(outcome: &PinOutcome) -> Vec<Line> {
    let done = match (outcome.done, outcome.role) {
        (Done::Status, _) => None,
        (Done::Changed, Some("so")) => Some(t!("cli-pin-changed-officer")),
        (Done::Changed, _) => Some(t!("cli-pin-changed")),
        (Done::Unblocked, _) => Some(t!("cli-pin-unblocked")),
    };
    let mut lines: Vec<Line> = done
        .into_iter()
        .map(|line| Line::of(Weight::Good, format!("✓ {line}")))
        .collect();
    for token in &outcome.tokens {
        lines.push(Line::heading(heading(token)));
        if token.state == TokenRowState::Ready {
            lines.extend(facts(token).into_iter().map(Line::plain));
        }
        let of_token = outcome.unlocks.iter().filter(|row| row.token == token.uri);
        lines.extend(of_token.map(unlocks));
        lines.push(Line::plain(""));
    }
    lines
}

/// Who unlocks a token, in one line.
pub(super) fn unlocks(row: &UnlocksRow) -> Line {
    let issuer = Some(row.issuer.as_str());
    let parts = [issuer, row.text.as_deref(), row.phone.as_deref()];
    let mut parts: Vec<String> = parts.into_iter().flatten().map(sanitize::line).collect();
    if row.to_be_confirmed {
        parts.push(t!("cli-to-be-confirmed"));
    }
    let text = t!("cli-pin-unlocked-by", text = parts.join(" · "));
    Line::of(Weight::Warning, text)
}

fn facts(token: &TokenRow) -> Vec<String> {
    let bound = |bound: Option<u64>| bound.map_or_else(|| "?".to_owned(), |it| it.to_string());
    let mut facts = vec![
        (t!("cli-table-pin"), pin(token)),
        (t!("cli-table-so-pin"), pin_state(token.so_pin.state)),
    ];
    if (token.pin.min, token.pin.max) != (None, None) {
        let range = format!("{}–{}", bound(token.pin.min), bound(token.pin.max));
        facts.push((t!("cli-table-pin-length"), range));
    }
    if token.pin.pinpad == Some(true) {
        facts.push((t!("cli-table-pin-pad"), t!("cli-yes")));
    }
    columns(&facts)
}
