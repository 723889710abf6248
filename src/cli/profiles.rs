//! `profiles`: the authorities that are known, one in full, and a file that is checked.

use super::args::ProfilesArgs;
use super::face::Face;
use super::print;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::op::profiles::{check, list, show};
use crate::telling;

/// Carries `profiles` out.
pub(super) fn run(face: &Face, args: ProfilesArgs) -> Result<(), Failure> {
    let language = i18n::current();
    let paths = face.paths.as_ref();
    match args {
        ProfilesArgs::List => {
            let outcome = list(paths, &language);
            face.answer("profiles", &outcome, |style| {
                ended(style.lines(&telling::profiles(&outcome)))
            })
        }
        ProfilesArgs::Show { name, answers } => {
            let question = t!("cli-ask-profile");
            let name = face.value(name, "PROFILE", &question, "parafa profiles show PROFILE")?;
            let outcome = show(paths, &name, &language, answers)?;
            if let Some(file) = outcome
                .answers
                .as_ref()
                .filter(|_| !face.globals.manner.json)
            {
                return print::out(file);
            }
            face.answer("profiles", &outcome, |style| {
                ended(style.lines(&telling::profile(&outcome)))
            })
        }
        ProfilesArgs::Check(file) => {
            let question = t!("cli-ask-profile-file");
            let given = file.map(|file| file.to_string_lossy().into_owned());
            let file = face.value(given, "FILE", &question, "parafa profiles check FILE")?;
            let outcome = check(file.as_ref(), &language)?;
            face.answer("profiles", &outcome, |style| {
                ended(style.lines(&telling::checked_profile(&outcome)))
            })
        }
    }
}
