//! `import`: keys from files onto the token.

use std::path::{Path, PathBuf};

use super::args::ImportArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::files::Source;
use crate::op::import::Import;
use crate::telling;

/// Carries `import` out.
pub(super) fn run(face: &Face, args: ImportArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-key-file");
    let input = match args.file {
        Some(path) => path,
        None => face
            .value(None, "FILE", &question, "parafa import FILE")
            .map(PathBuf::from)?,
    };
    let input = if input == Path::new("-") {
        Source::Stdin
    } else {
        Source::Path(input)
    };
    let import = Import {
        input,
        entry: args.entry,
        label: args.label,
        place: args.place,
        chain: args.ca,
    };
    let outcome = face.work(|setting, _| import.run(setting))?;
    face.answer("import", &outcome, |style| {
        ended(style.lines(&telling::imported(&outcome, args.ca)))
    })
}
