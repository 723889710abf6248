//! Gathering: which requests, and every value that they need, each checked when it comes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;

use super::SetInput;
use crate::case::{Case, FIRST, Issued, Provider, RENEWAL};
use crate::error::{Code, Failure, Notice};
use crate::journal::Journal;
use crate::op::profiles::find;
use crate::op::request::Store;
use crate::op::values::{Fit, Missing, Values};
use crate::op::{files, values};
use crate::profile::{self, Mode, Profile, Profiles, Request, StorePlace};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::Certificate;

/// What is known so far of a set.
pub struct Draft<'p> {
    pub(super) profile: &'p Profile,
    pub(super) chosen: Vec<&'p Request>,
    pub(super) values: Values<'p>,
    pub(super) input: SetInput,
    pub(super) language: String,
    /// `first` or `renewal`.
    pub(super) occasion: &'static str,
    /// The certificate that is replaced.
    pub(super) replaces: Option<Issued>,
}

impl<'p> Draft<'p> {
    /// Finds profile and requests and takes in all values that are there; what is wrong with one is refused by its name.
    pub fn begin(
        profiles: &'p Profiles,
        journal: &mut Journal,
        input: SetInput,
        language: &str,
    ) -> Result<Self, Failure> {
        let known = values::providers_named(journal, &input.providers)?;
        Self::with(profiles, &known, input, language)
    }

    /// The same for a face that has the remembered providers at hand; `known` are those that are meant, in their order.
    pub fn with(
        profiles: &'p Profiles,
        known: &[Provider],
        input: SetInput,
        language: &str,
    ) -> Result<Self, Failure> {
        let profile = find(profiles, &input.profile)?;
        let chosen = chosen(profile, &input.only)?;
        let mut draft = Self {
            profile,
            chosen,
            values: Values::new(profile, language, BTreeMap::new()),
            language: language.to_owned(),
            occasion: FIRST,
            replaces: None,
            input,
        };
        draft.tell_generator();
        draft.take_provider(known)?;
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
            values: Values::new(profile, &profile.header.language, case.values.clone()),
            language: profile.header.language.clone(),
            occasion: if case.occasion == RENEWAL {
                RENEWAL
            } else {
                FIRST
            },
            replaces: case.replaces.clone(),
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
            self.values.doubt(notice);
        }
    }

    /// The first provider's values; all others are for papers.
    fn take_provider(&mut self, known: &[Provider]) -> Result<(), Failure> {
        for (field, value) in known.iter().take(1).flat_map(|one| &one.values) {
            // What this authority does not ask for is another's.
            if self.profile.field(field).is_some() {
                self.put(field, value)?;
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
        self.values.put(id, value)
    }

    /// Takes the value of a field out again.
    pub fn leave_out(&mut self, id: &str) {
        self.values.leave_out(id);
    }

    /// Forgets what was doubted in the values: all of them will be put again.
    pub fn doubt_anew(&mut self) {
        let doubts = self.values.take_doubts();
        let others = doubts.into_iter();
        for doubt in others.filter(|it| it.code != Code::FieldDoubtful) {
            self.values.doubt(doubt);
        }
    }

    /// Judges a value without taking it in.
    pub fn judge(&self, id: &str, value: &str) -> Result<Fit, Failure> {
        self.values.judge(id, value)
    }

    /// What may be doubted in the values; told once.
    pub fn take_doubts(&mut self) -> Vec<Notice> {
        self.values.take_doubts()
    }

    /// Takes an older value where none is there; one that is refused today is asked anew.
    pub(in crate::op) fn fill_in(&mut self, id: &str, value: &str) {
        if !self.values.given().contains_key(id) {
            let _ = self.put(id, value);
        }
    }

    /// Says for whom, where nobody was named; values of the first are taken where none are there.
    pub fn for_whom(&mut self, providers: &[Provider]) {
        self.input.providers = providers.iter().map(|one| one.name.clone()).collect();
        for (field, value) in providers.iter().take(1).flat_map(|one| &one.values) {
            if self.profile.field(field).is_some() {
                self.fill_in(field, value);
            }
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
        let used = self.used();
        self.values
            .missing(|field| field.required || used.contains(&field.id))
    }

    /// Fields that the chosen requests cannot do without; of a derived one, those that it is made of.
    pub(super) fn used(&self) -> Vec<String> {
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
        values::with_derived(self.profile, ids)
    }

    /// What a field says: as given, worked out, or by default.
    pub(super) fn value(&self, id: &str) -> Option<String> {
        self.values.value(id)
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

    /// The types of key that every request takes whose key is made here; the usual one of the first comes first.
    #[must_use]
    pub fn key_types(&self) -> Vec<String> {
        let mut keys = self
            .chosen
            .iter()
            .filter(|request| makes_here(request))
            .filter_map(|request| request.key.as_ref());
        let Some(first) = keys.next() else {
            return Vec::new();
        };
        let others: Vec<_> = keys.collect();
        let usual = std::iter::once(&first.default);
        let mut all: Vec<String> = Vec::new();
        for key in usual.chain(&first.choices) {
            let taken = others.iter().all(|other| other.choices.contains(key));
            let name = key.0.name();
            if taken && !all.contains(&name) {
                all.push(name);
            }
        }
        all
    }

    /// Says of which type every key shall be.
    pub fn choose_key(&mut self, key: &str) {
        self.input.key = Some(key.to_owned());
    }

    /// Says into which existing folder the files go.
    pub fn choose_folder(&mut self, folder: PathBuf) {
        self.input.out = Some(folder);
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
pub(super) fn chosen<'p>(
    profile: &'p Profile,
    only: &[String],
) -> Result<Vec<&'p Request>, Failure> {
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
