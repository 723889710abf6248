//! `delete`: off the token, after a confirmation.

use super::args::{DeleteArgs, DeleteWhat};
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::delete::{Delete, What};
use crate::telling;

/// Carries `delete` out.
pub(super) fn run(face: &Face, args: DeleteArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-id");
    let id = face.value(args.id, "ID", &question, "parafa delete ID")?;
    let what = match args.what {
        None | Some(DeleteWhat::Certificate) => What::Certificate,
        Some(DeleteWhat::Key) => What::Key,
        Some(DeleteWhat::All) => What::All,
    };
    let outcome = face.work(|setting, _| Delete { id, what }.run(setting))?;
    face.answer("delete", &outcome, |style| {
        ended(style.lines(&telling::deleted(&outcome)))
    })
}
