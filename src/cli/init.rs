//! `init`: a token made blank, with a label and PINs.

use super::args::InitArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::init::Init;
use crate::telling;

/// Carries `init` out.
pub(super) fn run(face: &Face, args: InitArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-label");
    let label = face.value(
        args.label,
        "--label",
        &question,
        "parafa init --label LABEL",
    )?;
    let outcome = face.work(|setting, _| Init { label }.run(setting))?;
    face.answer("init", &outcome, |style| {
        ended(style.lines(&telling::initialised(&outcome)))
    })
}
