//! Gathering: which requests, and every value that they need, each checked when it comes.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::SetInput;
use crate::case::{Case, FIRST, Issued, Provider, RENEWAL};
use crate::error::{Code, Failure, Notice};
use crate::journal::Journal;
use crate::op::profiles::find;
use crate::op::request::Store;
use crate::op::setting::journal_failure;
use crate::op::{files, values};
use crate::profile::{self, Derivation, Field, Mode, Profile, Profiles, Request, StorePlace};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::Certificate;

/// What is known so far of a set.
pub struct Draft<'p> {
    pub(super) profile: &'p Profile,
    pub(super) chosen: Vec<&'p Request>,
    pub(super) values: BTreeMap<String, String>,
    pub(super) input: SetInput,
    pub(super) language: String,
    /// `first` or `renewal`.
    pub(super) occasion: &'static str,
    /// The certificate that is replaced.
    pub(super) replaces: Option<Issued>,
    /// What may be doubted in the values.
    pub doubts: Vec<Notice>,
}

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

impl<'p> Draft<'p> {
    /// Finds profile and requests and takes in all values that are there; what is wrong with one is refused by its name.
    pub fn begin(
        profiles: &'p Profiles,
        journal: &mut Journal,
        input: SetInput,
        language: &str,
    ) -> Result<Self, Failure> {
        let profile = find(profiles, &input.profile)?;
        let chosen = chosen(profile, &input.only)?;
        let mut draft = Self {
            profile,
            chosen,
            values: BTreeMap::new(),
            language: language.to_owned(),
            occasion: FIRST,
            replaces: None,
            doubts: Vec::new(),
            input,
        };
        draft.tell_generator();
        draft.take_provider(journal)?;
        draft.take_answers()?;
        for pair in draft.input.set.clone() {
            let Some((field, value)) = pair.split_once('=') else {
                return Err(Failure::new(Code::ValueMissing)
                    .with("names", format!("--set {}=…", sanitize::line(&pair)))
                    .with("command", "parafa request -p PROFILE --set FIELD=VALUE"));
            };
            draft.put(field.trim(), value)?;
        }
        Ok(draft)
    }

    /// What a case was opened with.
    pub(super) fn of_case(profile: &'p Profile, case: &Case) -> Self {
        let wanted = case.wanted.iter();
        Self {
            profile,
            chosen: wanted
                .filter_map(|it| profile.request(&it.request))
                .collect(),
            values: case.values.clone(),
            language: profile.header.language.clone(),
            occasion: if case.occasion == RENEWAL {
                RENEWAL
            } else {
                FIRST
            },
            replaces: case.replaces.clone(),
            doubts: Vec::new(),
            input: SetInput {
                profile: profile.id().to_owned(),
                ..SetInput::default()
            },
        }
    }

    /// Says of a request that only the authority's own generator knows that no key is made for it here.
    fn tell_generator(&mut self) {
        if self.input.from.is_some() {
            return;
        }
        let own = &self.profile.header.language;
        if let Some(request) = self.chosen.iter().find(|it| by_generator(it)) {
            let title = request.title.shown(&self.language, own);
            let notice = Notice::new(Code::GeneratorNeeded).with("field", sanitize::line(title));
            self.doubts.push(notice);
        }
    }

    /// The first provider's values; all others are for papers.
    fn take_provider(&mut self, journal: &mut Journal) -> Result<(), Failure> {
        let names = self.input.providers.clone();
        if names.is_empty() {
            return Ok(());
        }
        let known = journal.providers();
        let known = known.map_err(|error| journal_failure(&error))?;
        let mut first: Option<Provider> = None;
        for name in &names {
            let Some(one) = known.iter().find(|one| one.name == *name) else {
                let all: Vec<&str> = known.iter().map(|one| one.name.as_str()).collect();
                return Err(Failure::new(Code::ProviderNotFound)
                    .with("value", sanitize::line(name))
                    .with("names", sanitize::line(&all.join(", ")))
                    .state(TokenState::NothingChanged));
            };
            first.get_or_insert_with(|| one.clone());
        }
        for (field, value) in first.into_iter().flat_map(|one| one.values) {
            // What this authority does not ask for is another's.
            if self.profile.field(&field).is_some() {
                self.put(&field, &value)?;
            }
        }
        Ok(())
    }

    fn take_answers(&mut self) -> Result<(), Failure> {
        let Some(path) = self.input.answers.clone() else {
            return Ok(());
        };
        let name = files::absolute(&path);
        let bytes = files::read_bytes(&files::Source::Path(path))?;
        let refused = |line: usize, key: &str, text: String| {
            Failure::new(Code::AnswersInvalid)
                .with("file", sanitize::line(&name))
                .with("position", line)
                .with("field", sanitize::line(key))
                .with("text", sanitize::line(&text))
                .detail("file", name.as_str())
                .detail("line", line)
                .detail("key", key)
                .state(TokenState::NothingChanged)
        };
        let text =
            std::str::from_utf8(&bytes).map_err(|error| refused(0, "-", error.to_string()))?;
        let place = crate::located::Text { file: &name, text };
        let answers: Answers = toml::from_str(text).map_err(|error| {
            let (place, message) = place.parser(&error);
            refused(place.line, &place.key, message)
        })?;
        if answers
            .profile
            .as_deref()
            .is_some_and(|id| id != self.profile.id())
        {
            let found = place.at("profile");
            let text = format!("`{}`", self.profile.id());
            return Err(refused(found.line, "profile", text));
        }
        for (field, value) in answers.values {
            if value.trim().is_empty() {
                continue;
            }
            self.put(&field, &value).map_err(|failure| {
                let found = place.at(&format!("values.{field}"));
                failure
                    .detail("file", name.as_str())
                    .detail("line", found.line)
            })?;
        }
        Ok(())
    }

    /// Takes one value in.
    pub fn put(&mut self, id: &str, value: &str) -> Result<(), Failure> {
        let own = &self.profile.header.language;
        let Some(field) = self.profile.field(id) else {
            let all = self.profile.fields.iter().map(|it| it.id.as_str());
            let all: Vec<&str> = all.collect();
            return Err(Failure::new(Code::FieldUnknown)
                .with("field", sanitize::line(id))
                .with("names", all.join(", "))
                .detail("field", id)
                .state(TokenState::NothingChanged));
        };
        let fit = values::check(field, value, &self.language, own)?;
        self.doubts.extend(fit.doubts);
        self.values.insert(id.to_owned(), fit.value);
        Ok(())
    }

    /// Takes an older value where none is there; one that is refused today is asked anew.
    pub(in crate::op) fn fill_in(&mut self, id: &str, value: &str) {
        if self.values.contains_key(id) {
            return;
        }
        let doubts = self.doubts.len();
        if self.put(id, value).is_err() {
            self.doubts.truncate(doubts);
        }
    }

    /// The requests that are chosen.
    pub(in crate::op) fn requests(&self) -> impl Iterator<Item = &'p Request> {
        self.chosen.iter().copied()
    }

    /// Says which certificate is replaced.
    pub(in crate::op) fn follows(
        &mut self,
        occasion: &'static str,
        old: &Certificate,
        now: Timestamp,
    ) {
        self.occasion = occasion;
        self.replaces = Some(Issued {
            sha256: old.sha256(),
            der: hex::encode(old.der()),
            request: None,
            on: now.strftime("%Y-%m-%d").to_string(),
        });
    }

    /// Fields without which the set cannot be made: those that the authority needs, and those that a chosen request
    /// takes its subject, names or files from.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        // What another generator made is asked for nothing.
        if self.input.from.is_some() {
            return Vec::new();
        }
        let own = &self.profile.header.language;
        let used = self.used();
        let wanted = |field: &&Field| {
            let needed = field.required || used.contains(&field.id);
            needed && self.value(&field.id).is_none()
        };
        let fields = self.profile.fields.iter().filter(wanted);
        let shown = |text: &profile::Text| text.shown(&self.language, own).to_owned();
        fields
            .filter(|field| field.derive.is_none())
            .map(|field| Missing {
                id: field.id.clone(),
                label: shown(&field.label),
                hint: field.hint.as_ref().map(shown),
                twice: field.ask_twice,
            })
            .collect()
    }

    /// Fields that the chosen requests cannot do without; of a derived one, those that it is made of.
    fn used(&self) -> Vec<String> {
        let mut ids: Vec<&str> = Vec::new();
        for request in &self.chosen {
            let subject = request.subject.iter().filter(|it| !it.optional);
            ids.extend(subject.clone().filter_map(|it| it.from.as_deref()));
            let out = &request.out;
            let texts = [&out.csr, &out.bundle, &request.label];
            let texts = texts.into_iter().flatten().map(String::as_str);
            let fixed = subject.filter_map(|it| it.value.as_deref());
            let names = request.ext.san.iter().map(String::as_str);
            let all = texts.chain(fixed).chain(names);
            ids.extend(all.flat_map(|text| profile::placeholders(text).unwrap_or_default()));
        }
        let mut used: Vec<String> = Vec::new();
        for id in ids {
            match self
                .profile
                .field(id)
                .and_then(|field| field.derive.as_ref())
            {
                Some(derive) => used.extend(derive.from.iter().cloned()),
                None => used.push(id.to_owned()),
            }
        }
        used
    }

    /// What a field says: as given, worked out, or by default.
    pub(super) fn value(&self, id: &str) -> Option<String> {
        if let Some(given) = self.values.get(id) {
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

    /// Whether it still has to be said where the keys live.
    #[must_use]
    pub fn store_open(&self) -> bool {
        let open = |request: &&Request| makes_here(request) && request.store == StorePlace::Either;
        let makes = self.input.store.is_none() && self.input.from.is_none();
        makes && self.chosen.iter().any(open)
    }

    /// Says where the keys live.
    pub fn choose_store(&mut self, store: Store) {
        self.input.store = Some(store);
    }
}

/// An answers file.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    profile: Option<String>,
    #[serde(default)]
    values: BTreeMap<String, String>,
}

/// Whether nobody but the authority's own generator knows what such a request contains.
pub(in crate::op) fn by_generator(request: &Request) -> bool {
    let nameless = request.subject.is_empty() && request.ext.san.is_empty();
    request.mode == Mode::Csr && nameless
}

/// Whether its key is made here.
pub(super) fn makes_here(request: &Request) -> bool {
    request.mode == Mode::Csr && !by_generator(request)
}

/// The requests that were named, else those that are made by default.
fn chosen<'p>(profile: &'p Profile, only: &[String]) -> Result<Vec<&'p Request>, Failure> {
    if only.is_empty() {
        let all: Vec<&Request> = profile.requests.iter().filter(|it| it.default).collect();
        return Ok(all);
    }
    only.iter()
        .map(|id| {
            profile.request(id).ok_or_else(|| {
                let names = profile.requests.iter().map(|it| it.id.as_str());
                let names: Vec<&str> = names.collect();
                Failure::new(Code::ValueUnknown)
                    .with("option", "--only")
                    .with("value", sanitize::line(id))
                    .with("names", names.join(", "))
                    .state(TokenState::NothingChanged)
            })
        })
        .collect()
}
