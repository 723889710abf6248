//! `form`: papers for the authority.

use std::path::Path;

use super::args::FormArgs;
use super::face::Face;
use super::fields::{self, Fields};
use super::manner::Style;
use super::show::{Named, named};
use super::tokens::ended;
use crate::ask::Ask;
use crate::error::{Code, Failure, Notice};
use crate::i18n::{self, t};
use crate::op::Missing;
use crate::op::form::{
    self, CertificateFrom, CertificateTaken, Draft, FileKind, Form, FormFile, FormOutcome, HandIn,
    MissingOf, Object,
};
use crate::profile::Profiles;
use crate::sanitize;

/// Carries `form` out.
pub(super) fn run(face: &Face, args: FormArgs) -> Result<(), Failure> {
    let object = match args.object.map(named).transpose()? {
        None => None,
        Some(Named::Id(id)) => Some(Object::Id(id)),
        Some(Named::File(source)) => Some(Object::File(source)),
    };
    let wanted = Form {
        object,
        profile: args.profile,
        kind: args.kind,
        providers: args.r#for,
        when: args.when,
        out: args.out,
    };
    let profiles = Profiles::load(face.paths.as_ref());
    let language = i18n::current();
    let outcome = face.work(|setting, _| {
        let mut draft = wanted.begin(setting, &profiles, &language)?;
        fields::ask(face, &mut draft)?;
        draft.write(setting)
    })?;
    if args.open {
        open(face, &outcome)?;
    }
    face.answer("form", &outcome, |style| ended(lines(&outcome, style)))
}

impl Fields for Draft<'_> {
    type Of = MissingOf;

    fn next(&self) -> Option<(MissingOf, Missing)> {
        let one = self.missing().into_iter().next()?;
        let mut field = one.field.clone();
        if let Some(provider) = &one.provider {
            field.label = format!("{provider}: {}", field.label);
        }
        Some((one, field))
    }

    fn put(&mut self, of: &MissingOf, value: &str) -> Result<(), Failure> {
        Draft::put(self, of, value)
    }

    fn refusal(&self) -> Failure {
        Draft::refusal(self)
    }
}

/// The only paper, else the folder of all, in the desktop's program. Papers that it cannot show are papers all the same.
fn open(face: &Face, outcome: &FormOutcome) -> Result<(), Failure> {
    let mut papers = outcome.files.iter().filter(|file| is_paper(file));
    let path = match (papers.next(), papers.next()) {
        (Some(only), None) => &only.path,
        _ => &outcome.folder,
    };
    if let Err(reason) = form::open(Path::new(path), &face.start()?.hidden) {
        let notice = Notice::new(Code::NotOpened)
            .with("path", sanitize::line(path))
            .with("text", sanitize::line(&reason));
        face.ask.tell(&notice);
    }
    Ok(())
}

fn is_paper(file: &FormFile) -> bool {
    !matches!(file.kind, FileKind::Certificate | FileKind::Mail)
}

fn lines(outcome: &FormOutcome, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(certificate) = &outcome.certificate {
        lines.push(taken(certificate));
    }
    let title = sanitize::line(&outcome.title);
    lines.push(match &outcome.case {
        Some(case) => t!("cli-form-case", title = title, case = case.as_str()),
        None => t!("cli-form-title", title = title),
    });
    lines.push(style.bold(&sanitize::line(&outcome.folder)));
    lines.extend(outcome.files.iter().map(|file| row(file, &outcome.folder)));
    lines.push(t!("cli-next"));
    lines.extend(next(&outcome.hand_in));
    if let Some(case) = &outcome.case {
        lines.push(format!("  parafa todo {case}"));
    }
    lines
}

/// Which certificate, by what people compare: holder, serial number, place.
fn taken(certificate: &CertificateTaken) -> String {
    let holder = certificate.holder.as_ref();
    let name = sanitize::line(holder.unwrap_or(&certificate.subject));
    let serial = certificate.serial.as_str();
    let place = sanitize::line(&certificate.place);
    match certificate.source {
        CertificateFrom::Token => t!(
            "cli-form-from-token",
            name = name,
            serial = serial,
            place = place
        ),
        CertificateFrom::File => t!(
            "cli-form-from-file",
            name = name,
            serial = serial,
            place = place
        ),
        CertificateFrom::Case => t!(
            "cli-form-from-case",
            name = name,
            serial = serial,
            case = place
        ),
        CertificateFrom::Remembered => t!(
            "cli-form-remembered",
            name = name,
            serial = serial,
            place = place
        ),
    }
}

fn row(file: &FormFile, folder: &str) -> String {
    let path = Path::new(&file.path);
    let path = path.strip_prefix(folder).unwrap_or(path);
    let path = sanitize::line(&path.display().to_string());
    if file.written {
        format!("  {path}")
    } else {
        format!("  {}", t!("cli-form-there", path = path))
    }
}

/// Where the papers go from here.
fn next(hand_in: &HandIn) -> Vec<String> {
    let shown = |text: &String| format!("  {}", sanitize::line(text));
    let all = [&hand_in.to, &hand_in.desk, &hand_in.mail, &hand_in.web];
    all.into_iter().flatten().map(shown).collect()
}
