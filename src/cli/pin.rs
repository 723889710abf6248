//! `pin`: states, changes, a new one by the officer.

use super::args::PinArgs;
use super::face::Face;
use super::manner::Style;
use super::tokens::{ended, nothing};
use crate::error::Failure;
use crate::i18n;
use crate::op::pin::{Done, Pin, PinOutcome};
use crate::telling;
use crate::token::Role;

/// Carries `pin` out.
pub(super) fn run(face: &Face, args: PinArgs) -> Result<(), Failure> {
    let pin = match args {
        PinArgs::Status => Pin::Status,
        PinArgs::Change { officer: false } => Pin::Change(Role::User),
        PinArgs::Change { officer: true } => Pin::Change(Role::So),
        PinArgs::Unblock => Pin::Unblock,
    };
    if let Some(sentence) = telling::about(pin) {
        face.say(&sentence);
    }
    let outcome = face.work(|setting, _| pin.run(setting, &i18n::current()))?;
    face.answer("pin", &outcome, |style| text(&outcome, face.token(), style))?;
    outcome.cut.map_or(Ok(()), Err)
}

fn text(outcome: &PinOutcome, wanted: Option<&str>, style: Style) -> String {
    let mut lines = style.lines(&telling::pins(outcome));
    if outcome.tokens.is_empty() && outcome.done == Done::Status && outcome.cut.is_none() {
        lines.push(nothing(&outcome.modules, wanted));
    }
    ended(lines)
}
