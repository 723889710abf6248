//! A field as a face asks for it.

use std::collections::BTreeMap;

use super::values::{Fit, Values};
use crate::error::Failure;
use crate::profile::{Fact, Field, FieldOf, Keep, Profile};

/// What becomes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept with its provider.
    WithProvider,
    /// It is kept with its case.
    WithCase,
    /// It is kept with its provider only when the user says so.
    OnDemand,
    /// It is never written down.
    Never,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What helps to fill it in.
    pub hint: Option<String>,
    /// The public register in which it stands.
    pub lookup: Option<String>,
    /// A made-up value of the right form.
    pub example: Option<String>,
    /// The value must be one of these; empty: any.
    pub choices: Vec<String>,
    /// What it is when nothing is typed.
    pub default: Option<String>,
    /// What is known of it already.
    pub known: Option<String>,
    /// Whether it must have a value.
    pub needed: bool,
    /// Whether it is to be typed twice.
    pub twice: bool,
    /// What becomes of it.
    pub kept: Kept,
    /// Still to be confirmed by the authority.
    pub to_be_confirmed: bool,
}

impl Asked {
    /// A field of a profile; `language` and the profile's `own` choose its texts.
    #[must_use]
    pub fn of(field: &Field, language: &str, own: &str) -> Self {
        let hint = field.hint.as_ref();
        Self {
            id: field.id.clone(),
            label: field.label.shown(language, own).to_owned(),
            hint: hint.map(|hint| hint.shown(language, own).to_owned()),
            lookup: field.lookup.clone(),
            example: field.example.clone(),
            choices: field.choices.clone(),
            default: field.default.clone(),
            known: None,
            needed: field.required,
            twice: field.ask_twice,
            kept: match (field.keep, field.of) {
                (Keep::No, _) => Kept::Never,
                (Keep::OptIn, _) => Kept::OnDemand,
                (Keep::Yes, FieldOf::Provider) => Kept::WithProvider,
                (Keep::Yes, FieldOf::Case) => Kept::WithCase,
            },
            to_be_confirmed: field.to_be_confirmed(),
        }
    }
}

/// Judges a value for a field of this profile.
pub fn judge(profile: &Profile, id: &str, value: &str, language: &str) -> Result<Fit, Failure> {
    Values::new(profile, language, BTreeMap::new()).judge(id, value)
}

/// What is needed comes first, each in the order of the profile.
pub(super) fn needed_first(mut all: Vec<Asked>) -> Vec<Asked> {
    all.sort_by_key(|asked| !asked.needed);
    all
}
