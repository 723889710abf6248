//! A token's name, the state of its PINs, and what came of setting one up.

use super::Line;
use crate::i18n::t;
use crate::op::init::InitOutcome;
use crate::op::shape::{TokenRow, TokenRowState};
use crate::sanitize;
use crate::token::PinState;

/// A token's name: label and serial number, else its reader.
#[must_use]
pub fn heading(token: &TokenRow) -> String {
    if token.module.is_none() {
        let reader = sanitize::line(token.card.as_deref().unwrap_or("-"));
        return format!("{reader}  {}", t!("cli-card-unread"));
    }
    let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let label = said(&token.label).unwrap_or_else(|| t!("cli-unnamed"));
    let name = match said(&token.serial) {
        Some(serial) => t!(
            "cli-token-heading",
            label = sanitize::line(&label),
            serial = sanitize::line(&serial)
        ),
        None => sanitize::line(&label),
    };
    match token.state {
        TokenRowState::Ready => name,
        TokenRowState::Uninitialised => format!("{name}  {}", t!("cli-token-blank")),
        TokenRowState::Unrecognised => format!("{name}  {}", t!("cli-token-unrecognised")),
        TokenRowState::Error => format!("{name}  {}", t!("cli-token-error")),
    }
}

/// The state of the PIN, and how often one was refused on this computer.
#[must_use]
pub fn pin(token: &TokenRow) -> String {
    let state = pin_state(token.pin.state);
    match token.pin.failed_here {
        0 => state,
        count => format!("{state}; {}", t!("cli-pin-refused-here", count = count)),
    }
}

/// What the token says of a PIN.
#[must_use]
pub fn pin_state(state: PinState) -> String {
    match state {
        PinState::NoWarning => t!("cli-pin-state-no-warning"),
        PinState::CountLow => t!("cli-pin-state-count-low"),
        PinState::FinalTry => t!("cli-pin-state-final-try"),
        PinState::Locked => t!("cli-pin-state-locked"),
        PinState::NotSet => t!("cli-pin-state-not-set"),
        PinState::ToBeChanged => t!("cli-pin-state-to-be-changed"),
        PinState::Unknown => t!("cli-pin-state-unknown"),
    }
}

/// A token that was made blank and set up.
#[must_use]
pub fn initialised(outcome: &InitOutcome) -> Vec<Line> {
    vec![
        Line::plain(t!("cli-init-done", token = heading(&outcome.token))),
        Line::plain(format!("  {}", sanitize::line(&outcome.token.uri))),
    ]
}
