//! `sign`: a detached signature over a file.

use std::path::PathBuf;

use super::args::SignArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::sign::Sign;
use crate::telling;

/// Carries `sign` out.
pub(super) fn run(face: &Face, args: SignArgs) -> Result<(), Failure> {
    let file = match args.file {
        Some(path) => path,
        None => face
            .value(
                None,
                "FILE",
                &t!("cli-ask-file-to-sign"),
                "parafa sign FILE",
            )
            .map(PathBuf::from)?,
    };
    let sign = Sign {
        file,
        id: args.id,
        out: args.out,
    };
    let outcome = face.work(|setting, _| sign.run(setting))?;
    face.answer("sign", &outcome, |style| {
        ended(style.lines(&telling::signed(&outcome)))
    })
}
