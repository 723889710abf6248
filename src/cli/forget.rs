//! `forget`: drops a remembered certificate.

use super::args::ForgetArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::forget;
use crate::telling;

/// Carries `forget` out.
pub(super) fn run(face: &Face, args: ForgetArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-id");
    let id = face.value(args.id, "ID", &question, "parafa forget ID")?;
    let outcome = face.work(|setting, _| forget::run(setting, &id))?;
    face.answer("forget", &outcome, |style| {
        ended(style.lines(&telling::forgotten(&outcome)))
    })
}
