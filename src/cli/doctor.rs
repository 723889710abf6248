//! `doctor`: why a token is not seen.

use std::path::Path;

use super::args::DoctorArgs;
use super::face::Face;
use super::tokens::ended;
use crate::ask::{Answer, Ask, Question};
use crate::error::{Args, Code, Failure};
use crate::op::doctor::{self, BundleRow, Doctor, DoctorOutcome};
use crate::op::files;
use crate::sanitize;
use crate::telling::{self, Line};

/// Carries `doctor` out.
pub(super) fn run(face: &Face, args: &DoctorArgs) -> Result<(), Failure> {
    if let Some(path) = args.bundle.as_deref().filter(|path| path.exists()) {
        let name = files::absolute(path);
        return Err(Failure::new(Code::FileExists)
            .with("path", &name)
            .with("file", &name));
    }
    let mut outcome = face
        .work_anyway(|setting, discovery, settings| Doctor { settings }.run(setting, discovery))?;
    telling::diagnosed(&mut outcome);
    if let Some(path) = &args.bundle {
        outcome.bundle = Some(write(face, path, &outcome)?);
    }
    face.answer("doctor", &outcome, |style| {
        ended(style.lines(&lines(&outcome)))
    })
}

/// Shows what the helpdesk would get, and writes it after a yes.
fn write(face: &Face, path: &Path, outcome: &DoctorOutcome) -> Result<BundleRow, Failure> {
    let text = doctor::bundle_text(outcome);
    for line in telling::bundle(&text) {
        face.say(&line.text);
    }
    let name = sanitize::line(&files::absolute(path));
    let question = Question {
        id: "cli-ask-bundle",
        args: Args::from([("path", name.clone())]),
    };
    let refused = match face.ask.confirm(&question) {
        Answer::Yes => return doctor::write_bundle(path, &text),
        Answer::No => Code::Declined,
        Answer::Nobody => Code::ConfirmationNeeded,
    };
    Err(Failure::new(refused)
        .with("word", "file")
        .with("value", name))
}

fn lines(outcome: &DoctorOutcome) -> Vec<Line> {
    let mut lines = telling::diagnosis(outcome);
    lines.push(Line::plain(""));
    lines.extend(telling::way(outcome));
    if let Some(bundle) = &outcome.bundle {
        lines.push(Line::plain(""));
        lines.push(telling::bundled(&bundle.path));
    }
    lines
}
