//! `explain`: cause, remedy, and what to ask the caller, offline.

use super::args::ExplainArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::explain::find;
use crate::telling;

/// Carries `explain` out.
pub(super) fn run(face: &Face, args: ExplainArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-number");
    let number = face.value(args.number, "NUMBER", &question, "parafa explain NUMBER")?;
    let outcome = telling::explanation(find(&number)?);
    face.answer("explain", &outcome, |style| {
        ended(style.lines(&telling::explained(&outcome)))
    })
}
