//! Values for a profile's fields: checked, brought into the form in which papers and requests want them, doubts said.

use std::collections::BTreeMap;

use crate::case::Provider;
use crate::error::{Code, Failure, Notice};
use crate::journal::Journal;
use crate::op::setting::journal_failure;
use crate::profile::{self, Derivation, Fault, Field, Profile, masked};
use crate::sanitize;
use crate::token::TokenState;

/// A field that has no value yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What helps to fill it in.
    pub hint: Option<String>,
    /// Whether it is to be typed twice.
    pub twice: bool,
}

/// Values for the fields of one profile, each checked when it comes.
#[derive(Debug, Clone)]
pub(super) struct Values<'p> {
    profile: &'p Profile,
    language: String,
    given: BTreeMap<String, String>,
    /// What may be doubted in them.
    doubts: Vec<Notice>,
}

impl<'p> Values<'p> {
    /// What was checked before, or nothing yet; labels in the user's language.
    pub(super) fn new(
        profile: &'p Profile,
        language: &str,
        given: BTreeMap<String, String>,
    ) -> Self {
        Self {
            profile,
            language: language.to_owned(),
            given,
            doubts: Vec::new(),
        }
    }

    /// Takes one value in.
    pub(super) fn put(&mut self, id: &str, value: &str) -> Result<(), Failure> {
        let fit = self.judge(id, value)?;
        for doubt in fit.doubts {
            if !self.doubts.contains(&doubt) {
                self.doubts.push(doubt);
            }
        }
        self.given.insert(id.to_owned(), fit.value);
        Ok(())
    }

    /// Takes the value of a field out again.
    pub(super) fn leave_out(&mut self, id: &str) {
        self.given.remove(id);
    }

    /// Judges a value without taking it in.
    pub(super) fn judge(&self, id: &str, value: &str) -> Result<Fit, Failure> {
        let Some(field) = self.profile.field(id) else {
            let all = self.profile.fields.iter().map(|it| it.id.as_str());
            let all: Vec<&str> = all.collect();
            return Err(Failure::new(Code::FieldUnknown)
                .with("field", sanitize::line(id))
                .with("names", all.join(", "))
                .detail("field", id)
                .state(TokenState::NothingChanged));
        };
        check(field, value, &self.language, &self.profile.header.language)
    }

    /// What may be doubted, told or not.
    pub(super) fn doubts(&self) -> &[Notice] {
        &self.doubts
    }

    /// What was given, by field.
    pub(super) fn given(&self) -> &BTreeMap<String, String> {
        &self.given
    }

    /// Something else to be doubted.
    pub(super) fn doubt(&mut self, notice: Notice) {
        self.doubts.push(notice);
    }

    /// What may be doubted; told once.
    pub(super) fn take_doubts(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.doubts)
    }

    /// What a field says: as given, worked out, or by default.
    pub(super) fn value(&self, id: &str) -> Option<String> {
        if let Some(given) = self.given.get(id) {
            return Some(given.clone());
        }
        let field = self.profile.field(id)?;
        if let Some(derive) = &field.derive {
            let from: Option<Vec<String>> = derive.from.iter().map(|id| self.value(id)).collect();
            let from = from?;
            return match (derive.rule, from.as_slice()) {
                (Derivation::FiOrganizationOid, [ytunnus]) => profile::fi_organisation_oid(ytunnus),
                (Derivation::RoUsername, [cui, cas]) => profile::ro_username(cui, cas),
                _ => None,
            };
        }
        field.default.clone()
    }

    /// Those of the profile's fields that are wanted and have no value, as they are asked.
    pub(super) fn missing(&self, wanted: impl Fn(&Field) -> bool) -> Vec<Missing> {
        let own = &self.profile.header.language;
        let shown = |text: &profile::Text| text.shown(&self.language, own).to_owned();
        let fields = self.profile.fields.iter();
        fields
            .filter(|field| field.derive.is_none() && wanted(field))
            .filter(|field| self.value(&field.id).is_none())
            .map(|field| Missing {
                id: field.id.clone(),
                label: shown(&field.label),
                hint: field.hint.as_ref().map(shown),
                twice: field.ask_twice,
            })
            .collect()
    }
}

/// Fields by their ids; in place of a derived one, those that it is made of.
pub(super) fn with_derived<'a>(
    profile: &Profile,
    ids: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for id in ids {
        let derive = profile.field(id).and_then(|field| field.derive.as_ref());
        match derive {
            Some(derive) => all.extend(derive.from.iter().cloned()),
            None => all.push(id.to_owned()),
        }
    }
    all
}

/// The providers of these names, in this order.
pub(super) fn providers_named(
    journal: &mut Journal,
    names: &[String],
) -> Result<Vec<Provider>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let known = journal.providers();
    let known = known.map_err(|error| journal_failure(&error))?;
    let find = |name: &String| {
        let found = known.iter().find(|one| one.name == *name);
        found.cloned().ok_or_else(|| {
            let all: Vec<&str> = known.iter().map(|one| one.name.as_str()).collect();
            Failure::new(Code::ProviderNotFound)
                .with("value", sanitize::line(name))
                .with("names", sanitize::line(&all.join(", ")))
                .state(TokenState::NothingChanged)
        })
    };
    names.iter().map(find).collect()
}

/// A value that may be used, and what may be doubted in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// In the form in which papers and requests want it.
    pub value: String,
    /// What may be doubted, for the person to compare.
    pub doubts: Vec<Notice>,
}

/// Checks what was typed for a field; `language` and `own` choose its name.
pub(super) fn check(field: &Field, typed: &str, language: &str, own: &str) -> Result<Fit, Failure> {
    let label = field.label.shown(language, own);
    let wrong = |value: &str, reason: &'static str| {
        Failure::new(Code::FieldInvalid)
            .with("field", sanitize::line(label))
            .with("value", shown(field, value))
            .with("reason", reason)
            .with("limit", field.max.unwrap_or_default())
            .with("text", expected(field))
            .with("names", field.choices.join(", "))
            .detail("field", field.id.as_str())
            .detail("reason", reason)
            .state(TokenState::NothingChanged)
    };
    let clean = crate::profile::clean(typed).map_err(|fault| wrong(typed, fault.code()))?;
    let mut fit = Fit {
        value: clean,
        doubts: Vec::new(),
    };
    if let Some(validator) = field.validator {
        match validator.check(&fit.value) {
            Ok(valid) => fit.value = valid.normal,
            Err(invalid) => match invalid.normal {
                // A number that is right against all rules must be able to go on, unless the authority is strict.
                Some(normal) if !invalid.fault.is_format() && !field.strict => {
                    let doubt = Notice::new(Code::FieldDoubtful)
                        .with("field", sanitize::line(label))
                        .with("value", shown(field, &normal))
                        .with("reason", invalid.fault.code())
                        .with("text", digit(&invalid.fault));
                    fit.doubts.push(doubt);
                    fit.value = normal;
                }
                _ => {
                    return Err(
                        wrong(typed, invalid.fault.code()).with("text", digit(&invalid.fault))
                    );
                }
            },
        }
    }
    if fit.value.is_empty() {
        return Err(wrong("", "empty"));
    }
    if field
        .pattern
        .as_ref()
        .is_some_and(|pattern| !pattern.fits(&fit.value))
    {
        return Err(wrong(&fit.value, "pattern"));
    }
    if !field.choices.is_empty() && !field.choices.contains(&fit.value) {
        return Err(wrong(&fit.value, "choice"));
    }
    // Romanian has letters with a comma below; old programs write a cedilla. Which one stands in the document is not ours
    // to decide, and no normal form unites the two.
    if fit.value.contains(['ş', 'Ş', 'ţ', 'Ţ']) {
        let doubt = Notice::new(Code::FieldDoubtful)
            .with("field", sanitize::line(label))
            .with("value", shown(field, &fit.value))
            .with("reason", "cedilla")
            .with("text", "");
        fit.doubts.push(doubt);
    }
    // What is too long is the user's to shorten; some authorities take longer names all the same.
    if field
        .max
        .is_some_and(|most| fit.value.chars().count() > most)
    {
        let doubt = Notice::new(Code::FieldDoubtful)
            .with("field", sanitize::line(label))
            .with("value", shown(field, &fit.value))
            .with("reason", "too-long")
            .with("text", field.max.unwrap_or_default());
        fit.doubts.push(doubt);
    }
    Ok(fit)
}

/// A person's number is never shown whole.
pub(super) fn shown(field: &Field, value: &str) -> String {
    let personal = field.validator.is_some_and(|it| it.personal_in(value));
    if personal {
        masked(value)
    } else {
        sanitize::line(value)
    }
}

/// The form that a value should have, for people who know such forms.
fn expected(field: &Field) -> String {
    let hint = field.hint.as_ref().map(|hint| hint.shown("en", "en"));
    hint.unwrap_or_default().to_owned()
}

/// What a check found and wanted, where that says something.
fn digit(fault: &Fault) -> String {
    match fault {
        Fault::CheckDigit { expected, .. } => expected.to_string(),
        Fault::Length { expected, .. } => {
            let all: Vec<String> = expected.iter().map(ToString::to_string).collect();
            all.join(", ")
        }
        Fault::TooLong { most, .. } => most.to_string(),
        Fault::Character { at, .. } | Fault::Invisible { at, .. } | Fault::NotAscii { at, .. } => {
            at.to_string()
        }
        Fault::Label { label } => sanitize::line(label),
        _ => String::new(),
    }
}
