//! What a screen says and asks at one step, beyond its row in documents.

use super::command::{came_of, exported, waits_for_generator};
use crate::case::{Case, StepNow};
use crate::op::follow::parsed;
use crate::profile::{Action, Fact, Per, Profile, Text};

/// The rest of a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepMore {
    /// Its id in the profile.
    pub step: String,
    /// On which computer, or for which request.
    pub on: Option<String>,
    /// The steps of the profile that must be done before.
    pub after: Vec<String>,
    /// It is done on each computer, so that its tick wants a name.
    pub on_computers: bool,
    /// What stops when it is left out.
    pub if_skipped: Option<String>,
    /// What helps when something is lost.
    pub if_lost: Option<String>,
    /// What else is to be said.
    pub note: Option<String>,
    /// The days that it usually takes.
    pub usual_days: Option<u32>,
    /// The number that its tick records.
    pub records: Option<Records>,
    /// Its requests are taken over from the folder of the authority's own generator.
    pub adopts: bool,
    /// The certificate that is to be revoked, where the case replaces one: its serial number, lower-case hex.
    pub revokes: Option<String>,
    /// The certificate that is to be written to a file, once it is there.
    pub exports: Option<Exported>,
    /// The log-in that it tries.
    pub connects: Option<LogIn>,
    /// What it looks at, on the tokens: serial numbers, lower-case hex; all where none is known.
    pub checks: Vec<String>,
    /// The page that it is about.
    pub address: Option<String>,
    /// What is to be copied: the field's name, and its value where it is known.
    pub copies: Option<(String, Option<String>)>,
}

/// A certificate that a step writes to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its serial number, lower-case hex.
    pub serial: String,
    /// Whether the file is DER; else PEM.
    pub der: bool,
    /// What the profile calls the file.
    pub name: Option<String>,
}

/// A log-in that a step tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogIn {
    /// Where, as far as it is known.
    pub address: Option<String>,
    /// With which certificate, once it is there: its serial number, lower-case hex.
    pub serial: Option<String>,
}

impl LogIn {
    /// Of a step; `None` where it tries none.
    pub(super) fn of(
        action: Option<&Action>,
        profile: &Profile,
        case: &Case,
        values: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Self> {
        let Some(Action::Connect(field)) = action else {
            return None;
        };
        let field = field.as_ref().and_then(|id| profile.field(id));
        let address = field.and_then(|field| values(&field.id).or_else(|| field.default.clone()));
        Some(Self {
            address,
            serial: came_of(case).pop(),
        })
    }
}

/// A number that a step records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// What it is called.
    pub label: String,
    /// What helps to fill it in.
    pub hint: Option<String>,
}

impl StepMore {
    /// From the profile, in the user's language.
    pub(super) fn of(
        row: &StepNow<'_>,
        profile: &Profile,
        case: &Case,
        values: &dyn Fn(&str) -> Option<String>,
        language: &str,
    ) -> Self {
        let step = row.step;
        let own = profile.header.language.as_str();
        let shown = |text: Option<&Text>| text.map(|text| text.shown(language, own).to_owned());
        let old = case.replaces.as_ref().and_then(parsed);
        let field = match &step.action {
            Some(Action::Record(id)) => profile.field(id),
            _ => None,
        };
        Self {
            step: step.id.clone(),
            on: row.place.clone(),
            after: step.after.clone(),
            on_computers: step.per == Per::Computer,
            if_skipped: shown(step.if_skipped.as_ref()),
            if_lost: shown(step.if_lost.as_ref()),
            note: shown(step.note()),
            usual_days: step.usual_days,
            adopts: step.action == Some(Action::Request) && waits_for_generator(profile, case),
            revokes: old
                .filter(|_| step.action == Some(Action::Revoke))
                .map(|old| old.serial().hex),
            exports: match &step.action {
                Some(Action::Export(id)) => exported(case, profile, id),
                _ => None,
            },
            connects: LogIn::of(step.action.as_ref(), profile, case, values),
            checks: match step.action {
                Some(Action::Check) => came_of(case),
                _ => Vec::new(),
            },
            address: match &step.action {
                Some(Action::Open(url)) => Some(url.clone()),
                _ => None,
            },
            copies: match &step.action {
                Some(Action::Copy(id)) => profile.field(id).map(|field| {
                    let label = field.label.shown(language, own).to_owned();
                    (label, values(id))
                }),
                _ => None,
            },
            records: field.map(|field| Records {
                label: field.label.shown(language, own).to_owned(),
                hint: shown(field.hint.as_ref()),
            }),
        }
    }
}

/// Whom the certificate names that a case replaces.
pub(super) fn replaced_holder(case: &Case) -> Option<String> {
    let old = case.replaces.as_ref().and_then(parsed)?;
    old.holder()
}
