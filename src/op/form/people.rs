//! For whom papers are made, and what is known of them.

use std::collections::BTreeMap;

use super::papers::{self, Wanted};
use super::{Draft, Form};
use crate::ask::Choice;
use crate::case::{Case, Provider};
use crate::error::{Code, Failure};
use crate::op::files::quoted;
use crate::op::values::{Missing, Values, providers_named, with_derived};
use crate::op::{Setting, setting};
use crate::profile::{Field, FieldOf, Profile};
use crate::sanitize;

/// Somebody for whom papers are made.
#[derive(Debug)]
pub(super) struct Person<'p> {
    /// What the user calls it; `None`: nobody was named.
    pub(super) name: Option<String>,
    pub(super) values: Known<'p>,
}

/// Values of fields.
pub(super) type Known<'p> = Values<'p>;

/// A value that is missing, and of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingOf {
    /// The provider; `None`: the case, or nobody was named.
    pub provider: Option<String>,
    /// The field.
    pub field: Missing,
}

/// The fields that papers use, with those that derived ones are made of.
fn used(profile: &Profile, wanted: &[Wanted<'_>], per_provider: Option<bool>) -> Vec<String> {
    let meant = |one: &&Wanted<'_>| per_provider.is_none_or(|it| one.per_provider() == it);
    let forms = wanted.iter().filter(meant).filter_map(|one| one.form());
    with_derived(profile, forms.flat_map(papers::fields))
}

impl Form {
    /// Those that were named, else those of the case, else the only one that is remembered with all that is needed,
    /// else the one that a person chooses. Nobody, where the case itself says all.
    pub(super) fn providers(
        &self,
        setting: &mut Setting<'_>,
        profile: &Profile,
        case: Option<&Case>,
        wanted: &[Wanted<'_>],
    ) -> Result<Vec<Provider>, Failure> {
        let mut names = self.providers.clone();
        if names.is_empty() {
            names.extend(case.into_iter().flat_map(|case| case.providers.clone()));
        }
        let mut once = Vec::new();
        names.retain(|name| {
            let fresh = !once.contains(name);
            once.push(name.clone());
            fresh
        });
        if !names.is_empty() {
            return providers_named(setting.journal, &names);
        }
        let used = used(profile, wanted, None);
        let said = |id: &str| case.is_some_and(|case| case.values.contains_key(id));
        let needed = |field: &&Field| {
            let own = field.of == FieldOf::Provider && field.required && field.default.is_none();
            own && used.contains(&field.id) && !said(&field.id)
        };
        let needed: Vec<&Field> = profile.fields.iter().filter(needed).collect();
        if needed.is_empty() {
            return Ok(Vec::new());
        }
        let known = setting.journal.providers();
        let mut known = known.map_err(|error| setting::journal_failure(&error))?;
        known.retain(|one| {
            let mut fields = needed.iter();
            fields.all(|field| one.values.contains_key(&field.id))
        });
        if known.len() < 2 {
            return Ok(known);
        }
        let choices: Vec<Choice> = known
            .iter()
            .map(|one| Choice {
                text: one.name.clone(),
            })
            .collect();
        let chosen = setting.ask.choose("cli-choose-provider", &choices);
        let chosen = chosen.and_then(|index| known.get(index).cloned());
        Ok(chosen.into_iter().collect())
    }
}

/// What is known for papers that are made once: the case's values, then the first provider's.
pub(super) fn whole<'p>(
    profile: &'p Profile,
    language: &str,
    case: Option<&Case>,
    providers: &[Provider],
    wanted: &[Wanted<'_>],
) -> Result<Known<'p>, Failure> {
    let given = case.map(|case| case.values.clone()).unwrap_or_default();
    let mut values = Values::new(profile, language, given);
    if let Some(first) = providers.first() {
        let used = used(profile, wanted, Some(false));
        fill_up(&mut values, profile, first, &used)?;
    }
    Ok(values)
}

/// Everybody with what is known of them. A case keeps the values of its first provider only, so that of the others
/// their own count.
pub(super) fn people<'p>(
    profile: &'p Profile,
    language: &str,
    case: Option<&Case>,
    providers: &[Provider],
    wanted: &[Wanted<'_>],
) -> Result<Vec<Person<'p>>, Failure> {
    let of_case = |id: &String| {
        let field = profile.field(id);
        field.is_some_and(|field| field.of == FieldOf::Case)
    };
    let said: BTreeMap<String, String> = case.map(|case| case.values.clone()).unwrap_or_default();
    if providers.is_empty() {
        return Ok(vec![Person {
            name: None,
            values: Values::new(profile, language, said),
        }]);
    }
    let used = used(profile, wanted, Some(true));
    let first = case.and_then(|case| case.providers.first());
    let mut all = Vec::new();
    for provider in providers {
        let own = first == Some(&provider.name);
        let mut given = said.clone();
        given.retain(|id, _| of_case(id) || (own && !provider.values.contains_key(id)));
        let mut values = Values::new(profile, language, given);
        fill_up(&mut values, profile, provider, &used)?;
        all.push(Person {
            name: Some(provider.name.clone()),
            values,
        });
    }
    Ok(all)
}

/// Takes in what a provider says of the fields that are used and have no value yet.
fn fill_up(
    values: &mut Known<'_>,
    profile: &Profile,
    provider: &Provider,
    used: &[String],
) -> Result<(), Failure> {
    for (id, value) in &provider.values {
        let wanted = used.contains(id) && !values.given().contains_key(id);
        if wanted && profile.field(id).is_some() {
            values.put(id, value)?;
        }
    }
    Ok(())
}

impl Draft<'_> {
    /// Values that the papers cannot do without. What else nobody knows is a ruled line on the paper.
    #[must_use]
    pub fn missing(&self) -> Vec<MissingOf> {
        let mut all: Vec<MissingOf> = Vec::new();
        let of_providers = used(self.profile, &self.wanted, Some(true));
        if !of_providers.is_empty() {
            for person in &self.people {
                let needed = |field: &Field| field.required && of_providers.contains(&field.id);
                let missing = person.values.missing(needed).into_iter();
                all.extend(missing.map(|field| MissingOf {
                    provider: person.name.clone(),
                    field,
                }));
            }
        }
        let once = used(self.profile, &self.wanted, Some(false));
        let needed = |field: &Field| field.required && once.contains(&field.id);
        let first = self.people.first().and_then(|person| person.name.clone());
        for field in self.whole.missing(needed) {
            if all.iter().any(|known| known.field.id == field.id) {
                continue;
            }
            let own = self.profile.field(&field.id);
            let own = own.is_some_and(|it| it.of == FieldOf::Provider);
            all.push(MissingOf {
                provider: first.clone().filter(|_| own),
                field,
            });
        }
        all
    }

    /// Takes one value in, for this run only: nothing of it is written down but on the papers.
    pub fn put(&mut self, missing: &MissingOf, value: &str) -> Result<(), Failure> {
        let id = &missing.field.id;
        let first = self.people.first().map(|person| person.name.clone());
        let fits = |person: &&mut Person<'_>| person.name == missing.provider;
        if let Some(person) = self.people.iter_mut().find(fits) {
            person.values.put(id, value)?;
        }
        let once = missing.provider.is_none() || first.flatten() == missing.provider;
        if once && !self.whole.given().contains_key(id) {
            self.whole.put(id, value)?;
        }
        Ok(())
    }

    /// What is missing, where nobody is here to be asked: nothing was written.
    #[must_use]
    pub fn refusal(&self) -> Failure {
        let missing = self.missing();
        let typed = |id: &str| format!("{id}=…");
        let nobody = self.people.iter().all(|person| person.name.is_none());
        let of_provider = |one: &&MissingOf| {
            let field = self.profile.field(&one.field.id);
            field.is_some_and(|field| field.of == FieldOf::Provider)
        };
        let mut names: Vec<String> = Vec::new();
        if nobody && self.wanted.iter().any(|one| one.per_provider()) {
            names.push("--for PROVIDER".to_owned());
        }
        names.extend(missing.iter().map(|one| match &one.provider {
            Some(name) => format!("{}: {}", sanitize::line(name), typed(&one.field.id)),
            None => typed(&one.field.id),
        }));
        let set = |all: &[&MissingOf]| {
            let pairs: Vec<String> = all.iter().map(|one| typed(&one.field.id)).collect();
            pairs.join(" ")
        };
        let own: Vec<&MissingOf> = missing.iter().filter(of_provider).collect();
        let command = if let Some(first) = own.first() {
            let same = |one: &&MissingOf| one.provider == first.provider;
            let own: Vec<&MissingOf> = own.iter().copied().filter(same).collect();
            let name = first.provider.as_deref();
            let name = name.map_or_else(|| "NAME".to_owned(), quoted);
            format!("parafa provider set {name} {}", set(&own))
        } else {
            let all = missing.iter().map(|one| typed(&one.field.id));
            let all: Vec<String> = all.map(|pair| format!("--set {pair}")).collect();
            format!("parafa request -p {} {}", self.profile.id(), all.join(" "))
        };
        Failure::new(Code::ValueMissing)
            .with("names", names.join(", "))
            .detail("missing", names)
            .go_on(command)
    }

    /// What may be doubted in the values; told once.
    pub(super) fn tell_doubts(&mut self, setting: &mut Setting<'_>) {
        let mut all = self.whole.take_doubts();
        for person in &mut self.people {
            for doubt in person.values.take_doubts() {
                if !all.contains(&doubt) {
                    all.push(doubt);
                }
            }
        }
        for doubt in all {
            setting.notice(doubt);
        }
    }
}
