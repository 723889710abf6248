//! `form`: papers for the authority.

use std::path::Path;

use super::args::FormArgs;
use super::face::Face;
use super::fields::{self, Fields};
use super::show::{Named, named};
use super::tokens::ended;
use crate::ask::Ask;
use crate::error::{Code, Failure, Notice};
use crate::i18n;
use crate::op::Missing;
use crate::op::form::{self, Draft, Form, FormOutcome, MissingOf, Object};
use crate::profile::Profiles;
use crate::sanitize;
use crate::telling;

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
    face.answer("form", &outcome, |style| {
        ended(style.lines(&telling::papers(&outcome)))
    })
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
    let path = outcome.to_be_shown();
    if let Err(reason) = form::open(Path::new(path), &face.start()?.hidden) {
        let notice = Notice::new(Code::NotOpened)
            .with("path", sanitize::line(path))
            .with("text", sanitize::line(&reason));
        face.ask.tell(&notice);
    }
    Ok(())
}
