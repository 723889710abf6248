//! `identify`: which key, request, token a file belongs to.

use super::args::IdentifyArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::files::Source;
use crate::op::identify;
use crate::telling;

/// Carries `identify` out.
pub(super) fn run(face: &Face, args: IdentifyArgs) -> Result<(), Failure> {
    let mut sources: Vec<Source> = args.files.into_iter().map(source).collect();
    if sources.is_empty() {
        let question = t!("cli-ask-file");
        let file = face.value(None, "FILE", &question, "parafa identify FILE")?;
        sources.push(source(file.into()));
    }
    let outcome = face.work(|setting, _| identify::run(setting, &sources))?;
    face.answer("identify", &outcome, |style| {
        ended(style.lines(&telling::identified(&outcome)))
    })?;
    outcome.cut.map_or(Ok(()), Err)
}

fn source(path: std::path::PathBuf) -> Source {
    if path == std::path::Path::new("-") {
        Source::Stdin
    } else {
        Source::Path(path)
    }
}
