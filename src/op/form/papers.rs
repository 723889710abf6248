//! Which papers: those of the profile that the occasion wants, and the certificate on a sheet.

use super::{Form, Occasion};
use crate::case::Case;
use crate::error::{Code, Failure};
use crate::paper;
use crate::profile::{self, Condition, FormKind, Per, Profile, Value};
use crate::sanitize;
use crate::token::TokenState;

/// A paper that is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted<'p> {
    /// One of the profile's.
    Form(&'p profile::Form),
    /// The certificate, where the profile has no sheet for it.
    Certificate,
}

impl<'p> Wanted<'p> {
    /// Its id, by which it is asked for and by which its file is called.
    pub(super) fn id(self) -> &'p str {
        match self {
            Self::Form(form) => &form.id,
            Self::Certificate => CERTIFICATE,
        }
    }

    pub(super) fn kind(self) -> FormKind {
        match self {
            Self::Form(form) => form.kind,
            Self::Certificate => FormKind::CertificateSheet,
        }
    }

    pub(super) fn form(self) -> Option<&'p profile::Form> {
        match self {
            Self::Form(form) => Some(form),
            Self::Certificate => None,
        }
    }

    pub(super) fn needs_certificate(self) -> bool {
        self.form().is_none_or(paper::needs_certificate)
    }

    pub(super) fn per_provider(self) -> bool {
        self.form().is_some_and(|form| form.per == Per::Provider)
    }

    /// Whether the authority gets it: what is for one's own use never lies among what is mailed.
    pub(super) fn handed_in(self) -> bool {
        self.form().is_some_and(handed_in)
    }
}

fn handed_in(form: &profile::Form) -> bool {
    let mailed = form.mail_subject.is_some() || !form.mail_text.is_empty();
    form.kind == FormKind::Registration || mailed || form.to.is_some()
}

/// Whether a profile has papers that go to the authority for each provider.
pub(super) fn has_pack(profile: &Profile) -> bool {
    let mut forms = profile.forms.iter();
    forms.any(|form| form.per == Per::Provider && handed_in(form))
}

/// All that the words of `--kind` mean, whatever the occasion; the sheet with the certificate where nothing is named
/// only beside what needs a certificate anyway.
pub(super) fn named<'p>(profile: &'p Profile, form: &Form) -> Vec<Wanted<'p>> {
    let mut all: Vec<Wanted<'p>> = profile.forms.iter().map(Wanted::Form).collect();
    let own = all
        .iter()
        .any(|one| one.kind() == FormKind::CertificateSheet);
    let Some(kind) = form.kind.as_deref() else {
        let certificate = form.object.is_some() || all.iter().any(|one| one.needs_certificate());
        if !own && (certificate || all.is_empty()) {
            all.push(Wanted::Certificate);
        }
        return all;
    };
    if !own {
        all.push(Wanted::Certificate);
    }
    if all.iter().any(|one| one.id() == kind) {
        all.retain(|one| one.id() == kind);
    } else {
        all.retain(|one| one.kind().name() == kind);
    }
    all
}

/// Those whose conditions are met; `stores` is where the keys of this matter live, nothing where nobody knows.
pub(super) fn fitting<'p>(
    all: &[Wanted<'p>],
    occasion: Occasion,
    stores: &[String],
) -> Vec<Wanted<'p>> {
    let met = |condition: &Condition| match condition {
        Condition::First | Condition::NewProvider => occasion == Occasion::First,
        Condition::Renewal => occasion == Occasion::Renewal,
        Condition::KeyInFile => lives(stores, &["file", "both"]),
        Condition::KeyOnToken => lives(stores, &["token", "both"]),
    };
    let fits = |one: &&Wanted<'p>| one.form().is_none_or(|form| form.when.iter().all(met));
    all.iter().filter(fits).copied().collect()
}

fn lives(stores: &[String], words: &[&str]) -> bool {
    stores.is_empty() || stores.iter().any(|store| words.contains(&store.as_str()))
}

/// Where the keys of a case live, as far as that is decided.
pub(super) fn stores(case: Option<&Case>) -> Vec<String> {
    let wanted = case.into_iter().flat_map(|case| &case.wanted);
    wanted.filter_map(|one| one.store.clone()).collect()
}

/// No paper is what was asked for; these there are.
pub(super) fn none_of(kind: Option<&str>, profile: &Profile, there: &[Wanted<'_>]) -> Failure {
    let names: Vec<&str> = there.iter().map(|one| one.id()).collect();
    Failure::new(Code::ValueUnknown)
        .with("option", "--kind")
        .with("value", sanitize::line(kind.unwrap_or("-")))
        .with("names", names.join(", "))
        .detail("profile", profile.id())
        .detail("candidates", names)
        .state(TokenState::NothingChanged)
}

/// The fields that a paper uses, in lines and texts.
pub(super) fn fields(form: &profile::Form) -> Vec<&str> {
    let lines = form.line.iter().filter_map(|line| match &line.value {
        Value::Field(id) => Some(id.as_str()),
        Value::Shown(_) => None,
    });
    let texts = form
        .intro
        .iter()
        .chain(&form.closing)
        .chain(&form.mail_text);
    let texts = texts.chain(&form.mail_subject);
    let used = texts.flat_map(|text| profile::placeholders(text).unwrap_or_default());
    lines.chain(used).collect()
}

/// What the sheet of a profile without one is called.
const CERTIFICATE: &str = "certificate";
