//! `provider`: practices, pharmacies, companies, typed once.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::asked::{Asked, Kept, needed_first};
use super::setting::journal_failure;
use super::values::{self, Fit};
use crate::ask::Ask;
use crate::case::Provider;
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::profile::{Field, FieldOf, Keep, Profile, Profiles};
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
        let known = self.known()?;
        Ok(ProviderOutcome {
            providers: known.iter().map(|one| self.row(one)).collect(),
            forgotten: None,
        })
    }

    /// All, with their values as they were typed: for a face in which they are corrected.
    pub fn known(&mut self) -> Result<Vec<Provider>, Failure> {
        let known = self.journal.providers();
        known.map_err(|error| journal_failure(&error))
    }

    /// Sets values of one, new or known; an empty value takes the field out. Everything is checked before anything is
    /// written.
    pub fn set(&mut self, name: &str, pairs: &[String]) -> Result<ProviderOutcome, Failure> {
        check_name(name)?;
        let known = self.known()?;
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

    /// A value that may be kept; what may be doubted in it is said.
    fn checked(&self, id: &str, value: &str) -> Result<String, Failure> {
        let fit = judge(self.profiles, id, value, self.language)?;
        for doubt in &fit.doubts {
            self.ask.tell(doubt);
        }
        Ok(fit.value)
    }

    fn row(&self, provider: &Provider) -> ProviderRow {
        let values = provider.values.iter().map(|(id, value)| {
            let field = fields(self.profiles, id).next().map(|(field, _)| field);
            let shown = field.map_or_else(|| value.clone(), |field| values::shown(field, value));
            (id.clone(), shown)
        });
        ProviderRow {
            name: provider.name.clone(),
            values: values.collect(),
        }
    }
}

/// Refuses a name under which no provider can be kept.
pub fn check_name(name: &str) -> Result<(), Failure> {
    super::label::check(name, NAME_BYTES)
}

/// What can be said of a provider: what is known of it, and what the authority of `profile` asks; what is needed first.
#[must_use]
pub fn asked(
    profiles: &Profiles,
    provider: &Provider,
    profile: Option<&Profile>,
    language: &str,
) -> Vec<Asked> {
    let named = profile.into_iter().flat_map(|profile| {
        let own = profile.header.language.as_str();
        let ours = profile.fields.iter().filter(|field| is_ours(field));
        ours.map(move |field| Asked::of(field, language, own))
    });
    let named: Vec<Asked> = named.filter(|it| it.kept != Kept::Never).collect();
    let new = |id: &&String| !named.iter().any(|it| it.id == **id);
    let known = provider.values.keys().filter(new);
    let known = known.filter_map(|id| {
        let (field, own) = fields(profiles, id).next()?;
        Some(Asked {
            needed: false,
            ..Asked::of(field, language, own)
        })
    });
    let all: Vec<Asked> = known.collect();
    let all = all.into_iter().chain(named).map(|asked| Asked {
        known: provider.values.get(&asked.id).cloned(),
        ..asked
    });
    needed_first(all.collect())
}

/// What is known of a provider, by the names of its fields; persons' numbers masked.
#[must_use]
pub fn shown(profiles: &Profiles, provider: &Provider, language: &str) -> Vec<(String, String)> {
    let all = provider.values.iter().map(|(id, value)| {
        let Some((field, own)) = fields(profiles, id).next() else {
            return (sanitize::line(id), sanitize::line(value));
        };
        let label = field.label.shown(language, own);
        (sanitize::line(label), values::shown(field, value))
    });
    all.collect()
}

/// Judges a value by its field, of whichever profile takes it; several profiles may mean different things by one word.
pub fn judge(profiles: &Profiles, id: &str, value: &str, language: &str) -> Result<Fit, Failure> {
    let mut all = profiles.all.iter().filter_map(|profile| {
        let field = profile.field(id)?;
        Some((field, profile.header.language.as_str()))
    });
    if let Some((field, own)) = all.find(|(field, _)| field.keep == Keep::No) {
        let label = field.label.shown(language, own);
        return Err(Failure::new(Code::FieldNotKept)
            .with("field", sanitize::line(label))
            .detail("field", id)
            .state(TokenState::NothingChanged));
    }
    let mut refused = None;
    for (field, own) in fields(profiles, id) {
        match values::check(field, value, language, own) {
            Ok(fit) => return Ok(fit),
            Err(failure) => refused = Some(failure),
        }
    }
    Err(refused.unwrap_or_else(|| no_field(profiles, id)))
}

/// Fields that tell about providers, with their profiles' languages.
fn fields<'p>(profiles: &'p Profiles, id: &'p str) -> impl Iterator<Item = (&'p Field, &'p str)> {
    profiles.all.iter().filter_map(move |profile| {
        let field = profile.field(id).filter(|field| is_ours(field))?;
        Some((field, profile.header.language.as_str()))
    })
}

fn is_ours(field: &Field) -> bool {
    field.of == FieldOf::Provider && field.derive.is_none()
}

fn no_field(profiles: &Profiles, id: &str) -> Failure {
    let all = profiles.all.iter().flat_map(|profile| &profile.fields);
    let ours = all.filter(|field| is_ours(field));
    let mut names: Vec<&str> = ours.map(|field| field.id.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    Failure::new(Code::FieldUnknown)
        .with("field", sanitize::line(id))
        .with("names", names.join(", "))
        .detail("field", id)
        .state(TokenState::NothingChanged)
}

/// Room for a provider's name.
const NAME_BYTES: usize = 255;
