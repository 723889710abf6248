//! `explain`: cause, remedy, what to ask the caller, and who unlocks the token; offline.

use super::args::ExplainArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::op::explain::{self, find, is_about_pins};
use crate::telling;

/// Carries `explain` out.
pub(super) fn run(face: &Face, args: ExplainArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-number");
    let number = face.value(args.number, "NUMBER", &question, "parafa explain NUMBER")?;
    let code = find(&number)?;
    let mut unlocks = Vec::new();
    if is_about_pins(code) {
        // What the number means is told whatever the drivers do.
        let language = i18n::current();
        let found = face.work(|setting, _| Ok(explain::unlocks(setting, &language)));
        unlocks = found.unwrap_or_default();
    }
    let outcome = telling::explanation(code, unlocks);
    face.answer("explain", &outcome, |style| {
        ended(style.lines(&telling::explained(&outcome)))
    })
}
