//! `provider`: practices, pharmacies, companies, typed once.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::setting::journal_failure;
use super::values;
use crate::ask::Ask;
use crate::case::Provider;
use crate::error::{Code, Failure, Notice};
use crate::journal::Journal;
use crate::profile::{Field, FieldOf, Keep, Profiles};
use crate::sanitize;
use crate::token::TokenState;

/// A provider as documents show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProviderRow {
    /// What the user calls it.
    pub name: String,
    /// Values by field; persons' numbers masked.
    pub values: BTreeMap<String, String>,
}

/// The answer of `provider`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct ProviderOutcome {
    /// All that are known now; of `set`, the one that was set.
    pub providers: Vec<ProviderRow>,
    /// The name that was forgotten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forgotten: Option<String>,
}

/// Where providers are kept and fields are known.
pub struct Desk<'a> {
    /// What is remembered.
    pub journal: &'a mut Journal,
    /// The authorities.
    pub profiles: &'a Profiles,
    /// Whom to tell.
    pub ask: &'a dyn Ask,
    /// The user's language.
    pub language: &'a str,
}

impl Desk<'_> {
    /// All.
    pub fn list(&mut self) -> Result<ProviderOutcome, Failure> {
        let known = self.journal.providers();
        let known = known.map_err(|error| journal_failure(&error))?;
        Ok(ProviderOutcome {
            providers: known.iter().map(|one| self.row(one)).collect(),
            forgotten: None,
        })
    }

    /// Sets values of one, new or known; an empty value takes the field out. Everything is checked before anything is
    /// written.
    pub fn set(&mut self, name: &str, pairs: &[String]) -> Result<ProviderOutcome, Failure> {
        super::label::check(name, NAME_BYTES)?;
        let known = self.journal.providers();
        let known = known.map_err(|error| journal_failure(&error))?;
        let mut provider = known
            .into_iter()
            .find(|one| one.name == name)
            .unwrap_or_else(|| Provider {
                name: name.to_owned(),
                values: BTreeMap::new(),
            });
        for pair in pairs {
            let Some((field, value)) = pair.split_once('=') else {
                return Err(Failure::new(Code::ValueMissing)
                    .with("names", format!("{}=…", sanitize::line(pair)))
                    .with("command", "parafa provider set NAME FIELD=VALUE"));
            };
            let field = field.trim();
            if value.trim().is_empty() {
                provider.values.remove(field);
                continue;
            }
            let value = self.checked(field, value)?;
            provider.values.insert(field.to_owned(), value);
        }
        let kept = self.journal.keep_provider(&provider);
        kept.map_err(|error| journal_failure(&error))?;
        Ok(ProviderOutcome {
            providers: vec![self.row(&provider)],
            forgotten: None,
        })
    }

    /// Forgets one.
    pub fn forget(&mut self, name: &str) -> Result<ProviderOutcome, Failure> {
        let gone = self.journal.forget_provider(name);
        if !gone.map_err(|error| journal_failure(&error))? {
            let names = self.list()?.providers.into_iter().map(|row| row.name);
            let names: Vec<String> = names.collect();
            return Err(Failure::new(Code::ProviderNotFound)
                .with("value", sanitize::line(name))
                .with("names", sanitize::line(&names.join(", ")))
                .state(TokenState::NothingChanged));
        }
        Ok(ProviderOutcome {
            forgotten: Some(name.to_owned()),
            ..self.list()?
        })
    }

    /// A field by its id, of whichever profile takes the value; several profiles may mean different things by one word.
    fn checked(&self, id: &str, value: &str) -> Result<String, Failure> {
        let mut all = self.profiles.all.iter().filter_map(|profile| {
            let field = profile.field(id)?;
            Some((field, profile.header.language.as_str()))
        });
        if let Some((field, own)) = all.find(|(field, _)| field.keep == Keep::No) {
            let label = field.label.shown(self.language, own);
            return Err(Failure::new(Code::FieldNotKept)
                .with("field", sanitize::line(label))
                .detail("field", id)
                .state(TokenState::NothingChanged));
        }
        let mut refused = None;
        for (field, own) in self.fields(id) {
            match values::check(field, value, self.language, own) {
                Ok(fit) => {
                    for doubt in fit.doubts {
                        self.tell(&doubt);
                    }
                    return Ok(fit.value);
                }
                Err(failure) => refused = Some(failure),
            }
        }
        Err(refused.unwrap_or_else(|| self.no_field(id)))
    }

    fn tell(&self, notice: &Notice) {
        self.ask.tell(notice);
    }

    /// Fields that tell about providers, with their profiles' languages.
    fn fields<'p>(&'p self, id: &'p str) -> impl Iterator<Item = (&'p Field, &'p str)> {
        self.profiles.all.iter().filter_map(move |profile| {
            let field = profile.field(id)?;
            let ours = field.of == FieldOf::Provider && field.derive.is_none();
            ours.then_some((field, profile.header.language.as_str()))
        })
    }

    fn no_field(&self, id: &str) -> Failure {
        let mut names: Vec<&str> = self
            .profiles
            .all
            .iter()
            .flat_map(|profile| &profile.fields)
            .filter(|field| field.of == FieldOf::Provider && field.derive.is_none())
            .map(|field| field.id.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        Failure::new(Code::FieldUnknown)
            .with("field", sanitize::line(id))
            .with("names", names.join(", "))
            .detail("field", id)
            .state(TokenState::NothingChanged)
    }

    fn row(&self, provider: &Provider) -> ProviderRow {
        let values = provider.values.iter().map(|(id, value)| {
            let field = self.fields(id).next().map(|(field, _)| field);
            let shown = field.map_or_else(|| value.clone(), |field| values::shown(field, value));
            (id.clone(), shown)
        });
        ProviderRow {
            name: provider.name.clone(),
            values: values.collect(),
        }
    }
}

/// Room for a provider's name.
const NAME_BYTES: usize = 255;
