//! `tidy`: what is left over, why, and what became of it.

use super::args::TidyArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::op::tidy::Tidy;
use crate::telling;

/// Carries `tidy` out.
pub(super) fn run(face: &Face, args: TidyArgs) -> Result<(), Failure> {
    let tidy = Tidy {
        folder: args.folder,
        remove: args.remove,
        login: args.login,
        only: None,
    };
    let outcome = face.work(|setting, _| tidy.run(setting))?;
    face.answer("tidy", &outcome, |style| {
        ended(style.lines(&telling::leftovers(&outcome)))
    })?;
    outcome.cut.map_or(Ok(()), Err)
}
