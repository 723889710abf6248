//! A set that is gathered over several screens: what is known of it so far, apart from the profiles that it is checked by.

use std::collections::BTreeMap;
use std::fmt;

use super::{Draft, SetInput};
use crate::case::{Issued, Provider};
use crate::error::{Failure, Notice};
use crate::op::asked::{Asked, needed_first};
use crate::op::profiles::find;
use crate::op::request::Store;
use crate::op::typed::Typed;
use crate::op::values::Values;
use crate::profile::{Action, Field, FieldOf, Keep, Profiles, Request, placeholders};

/// All that a draft knows.
#[derive(Clone, PartialEq, Eq)]
pub struct Gathered {
    profile: String,
    chosen: Vec<String>,
    values: BTreeMap<String, String>,
    input: SetInput,
    language: String,
    occasion: &'static str,
    replaces: Option<Issued>,
    doubts: Vec<Notice>,
}

impl fmt::Debug for Gathered {
    /// Without the values: persons' numbers are among them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Gathered");
        shown.field("profile", &self.profile);
        shown.field("chosen", &self.chosen).finish_non_exhaustive()
    }
}

impl Gathered {
    /// The profile's id.
    #[must_use]
    pub fn profile(&self) -> &str {
        &self.profile
    }

    /// The command line that makes the same set.
    #[must_use]
    pub fn command(&self) -> Typed {
        let values = self.values.iter();
        let values = values.map(|(field, value)| format!("{field}={value}"));
        let out = self.input.out.as_ref();
        let out = out.map(|out| out.display().to_string());
        Typed::command("request")
            .option("-p", &self.profile)
            .options("--only", &self.chosen)
            .options("--for", &self.input.providers)
            .options("--set", values)
            .maybe("--key", self.input.key.as_deref())
            .maybe("--store", self.input.store.map(Store::name))
            .maybe("--out", out.as_deref())
    }

    /// Names of its providers.
    #[must_use]
    pub fn providers(&self) -> &[String] {
        &self.input.providers
    }
}

impl<'p> Draft<'p> {
    /// What is known so far, to go on with later.
    #[must_use]
    pub fn gathered(&self) -> Gathered {
        Gathered {
            profile: self.profile.id().to_owned(),
            chosen: self.chosen.iter().map(|it| it.id.clone()).collect(),
            values: self.values.given().clone(),
            input: SetInput {
                set: Vec::new(),
                answers: None,
                ..self.input.clone()
            },
            language: self.language.clone(),
            occasion: self.occasion,
            replaces: self.replaces.clone(),
            doubts: self.values.doubts().to_vec(),
        }
    }

    /// Goes on with what was gathered.
    pub fn of(profiles: &'p Profiles, gathered: Gathered) -> Result<Self, Failure> {
        let profile = find(profiles, &gathered.profile)?;
        let chosen = super::draft::chosen(profile, &gathered.chosen)?;
        let mut values = Values::new(profile, &gathered.language, gathered.values);
        for doubt in gathered.doubts {
            values.doubt(doubt);
        }
        Ok(Self {
            profile,
            chosen,
            values,
            input: gathered.input,
            language: gathered.language,
            occasion: gathered.occasion,
            replaces: gathered.replaces,
        })
    }

    /// Every field that can be said now, what is needed first. Left out: what follows from others, what a later step
    /// records of this case, and what only requests are about that are not chosen.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        let own = &self.profile.header.language;
        let used = self.used();
        let all = self.profile.fields.iter();
        let all = all.filter(|field| field.derive.is_none() && self.is_asked(field));
        let all = all.map(|field| Asked {
            needed: field.required || used.contains(&field.id),
            known: self.values.given().get(&field.id).cloned(),
            ..Asked::of(field, &self.language, own)
        });
        needed_first(all.collect())
    }

    /// What is asked about one more provider: papers are handed in for each.
    #[must_use]
    pub fn asked_of(&self, provider: &Provider) -> Vec<Asked> {
        let own = &self.profile.header.language;
        let ours = |field: &&Field| {
            let of_provider = field.of == FieldOf::Provider && field.keep == Keep::Yes;
            of_provider && field.derive.is_none() && self.is_asked(field)
        };
        let all = self.profile.fields.iter().filter(ours);
        let all = all.map(|field| Asked {
            known: provider.values.get(&field.id).cloned(),
            ..Asked::of(field, &self.language, own)
        });
        needed_first(all.collect())
    }

    fn is_asked(&self, field: &Field) -> bool {
        let mut steps = self.profile.steps.iter();
        let of_case = field.of == FieldOf::Case;
        let later =
            of_case && steps.any(|step| step.action == Some(Action::Record(field.id.clone())));
        let chosen = |request: &Request| self.chosen.iter().any(|it| it.id == request.id);
        let (ours, others): (Vec<&Request>, Vec<&Request>) = self
            .profile
            .requests
            .iter()
            .filter(|request| tells(request, &field.id))
            .partition(|request| chosen(request));
        field.required || (!later && (!ours.is_empty() || others.is_empty()))
    }
}

/// Whether a field becomes a part of this request.
fn tells(request: &Request, id: &str) -> bool {
    let subject = &request.subject;
    let from = subject.iter().filter_map(|it| it.from.as_deref());
    let fixed = subject.iter().filter_map(|it| it.value.as_ref());
    let out = [&request.out.csr, &request.out.bundle, &request.label];
    let texts = out.into_iter().flatten().chain(&request.ext.san);
    let holes = texts
        .chain(fixed)
        .flat_map(|text| placeholders(text).unwrap_or_default());
    from.chain(holes).any(|name| name == id)
}
