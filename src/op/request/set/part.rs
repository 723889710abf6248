//! From values to requests: stores and keys that the authority takes, subjects, and the name of every file.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::draft::makes_here;
use super::{CheckedSet, Draft, Folder};
use crate::case::{Case, RENEWAL, Wanted};
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::op::files;
use crate::op::request::input::{Part, RequestInput, Store, subject_failure};
use crate::op::request::{Checked, receipt};
use crate::op::setting::journal_failure;
use crate::profile::{
    self, Action, BundleCipher, Condition, Encoding, Keep, Mode, Request, StorePlace,
};
use crate::sanitize;
use crate::token::{KeyType, TokenState};
use crate::x509::Subject;

impl Draft<'_> {
    /// Checks all that can be checked without a token, and gives every file its name.
    pub fn check(self, journal: &mut Journal) -> Result<CheckedSet, Failure> {
        let id = journal
            .new_case_id()
            .map_err(|error| journal_failure(&error))?;
        let now = Timestamp::now();
        let day = now.strftime("%Y-%m-%d").to_string();
        let folder = match &self.input.out {
            Some(out) => Folder::There(files::out_folder(Some(out))?),
            None => Folder::New(new_folder(&format!("{}-{day}", self.profile.id()))?),
        };
        let mut parts = Vec::new();
        let mut wanted = Vec::new();
        for request in &self.chosen {
            let store = self.store_of(request)?;
            let key = self.key_of(request)?;
            wanted.push(Wanted {
                request: request.id.clone(),
                key: key.map(KeyType::name),
                store: store.map(|store| store.name().to_owned()),
            });
            if let (true, Some(key), Some(store)) = (makes_here(request), key, store) {
                parts.push(self.part(&id, request, key, store, &day)?);
            }
        }
        if let Folder::There(folder) = &folder {
            nothing_in_the_way(folder, &parts)?;
        }
        let case = self.case(id, now, wanted);
        let next = self.next_steps();
        let head = self.receipt_head();
        Ok(CheckedSet {
            case,
            parts,
            folder,
            next,
            head,
        })
    }

    /// The case of this set, not yet in the journal.
    pub(super) fn case(&self, id: String, opened: Timestamp, wanted: Vec<Wanted>) -> Case {
        let mode = self.chosen.first();
        let mode = mode.map_or(Mode::Csr, |request| request.mode);
        let kept = |field: &str| {
            let keep = self.profile.field(field).map(|field| field.keep);
            keep == Some(Keep::Yes)
        };
        let values = self.values.given().iter().filter(|(id, _)| kept(id));
        Case {
            id,
            opened,
            profile: Some(self.profile.id().to_owned()),
            mode: mode.name().to_owned(),
            occasion: self.occasion.to_owned(),
            wanted,
            providers: self.input.providers.clone(),
            values: values
                .map(|(id, value)| (id.clone(), value.clone()))
                .collect(),
            folder: None,
            replaces: self.replaces.clone(),
            ticks: Vec::new(),
            certificates: Vec::new(),
            closed: None,
        }
    }

    /// A request that a case wants and that was not begun; `None` where others make the key.
    pub(super) fn part_of_case(
        &self,
        case: &Case,
        wanted: &Wanted,
    ) -> Result<Option<Checked>, Failure> {
        let request = self.profile.request(&wanted.request);
        let key = wanted.key.as_deref().and_then(|key| key.parse().ok());
        let store = wanted.store.as_deref().and_then(Store::find);
        let (Some(request), Some(key), Some(store)) = (request, key, store) else {
            return Ok(None);
        };
        if !makes_here(request) {
            return Ok(None);
        }
        let day = case.opened.strftime("%Y-%m-%d").to_string();
        self.part(&case.id, request, key, store, &day).map(Some)
    }

    /// The steps that come first; those of a request that is made here are done by it.
    pub(super) fn next_steps(&self) -> Vec<String> {
        self.steps_in(&self.language)
    }

    /// What a receipt says to people before it lists: what it is about and what comes next, in the authority's language.
    pub(super) fn receipt_head(&self) -> String {
        let own = &self.profile.header.language;
        let title = self.profile.header.title.official(own).to_owned();
        let requests = self.chosen.iter().map(|request| {
            let title = request.title.official(own);
            format!("[{}] {title}", request.id)
        });
        let steps = (1..).zip(self.steps_in(own));
        let steps = steps.map(|(number, step)| format!("{number}. {step}"));
        let lines = std::iter::once(title).chain(requests).chain(steps);
        let lines = lines.map(|line| format!("# {}\n", sanitize::whole(&line)));
        lines.chain(std::iter::once("\n".to_owned())).collect()
    }

    fn steps_in(&self, language: &str) -> Vec<String> {
        let own = &self.profile.header.language;
        let ours = |step: &&profile::Step| {
            let wanted = step.requests.is_empty()
                || self.chosen.iter().any(|it| step.requests.contains(&it.id));
            let now = step.only_if.is_empty()
                || step.only_if.contains(&if self.occasion == RENEWAL {
                    Condition::Renewal
                } else {
                    Condition::First
                });
            wanted && now && step.action != Some(Action::Request)
        };
        let steps = self.profile.steps.iter().filter(ours).take(NEXT);
        steps
            .map(|step| step.task.shown(language, own).to_owned())
            .collect()
    }

    fn store_of(&self, request: &Request) -> Result<Option<Store>, Failure> {
        let allowed: &[Store] = match request.store {
            StorePlace::Token => &[Store::Token],
            StorePlace::File => &[Store::File],
            StorePlace::Both => &[Store::Both],
            StorePlace::Either => &[Store::Token, Store::File, Store::Both],
        };
        match (self.input.store, allowed) {
            (Some(store), allowed) if allowed.contains(&store) => Ok(Some(store)),
            (Some(store), allowed) => {
                let names: Vec<&str> = allowed.iter().map(|store| store.name()).collect();
                Err(self.not_for(request, "--store", store.name(), &names.join(", ")))
            }
            (None, [only]) => Ok(Some(*only)),
            // Whoever makes no key here decides it when the file comes.
            (None, _) if !makes_here(request) => Ok(None),
            (None, _) => Err(Failure::new(Code::ValueMissing)
                .with("names", "--store")
                .with(
                    "command",
                    format!(
                        "parafa request -p {} --store token|file|both",
                        self.profile.id()
                    ),
                )),
        }
    }

    fn key_of(&self, request: &Request) -> Result<Option<KeyType>, Failure> {
        let Some(key) = request.key.as_ref().filter(|_| makes_here(request)) else {
            return Ok(None);
        };
        let Some(text) = &self.input.key else {
            return Ok(Some(key.default.0));
        };
        let names: Vec<String> = key.choices.iter().map(|choice| choice.0.name()).collect();
        let typed: Option<KeyType> = text.parse().ok();
        let taken = typed.filter(|typed| key.choices.iter().any(|choice| choice.0 == *typed));
        match taken {
            Some(typed) => Ok(Some(typed)),
            None => Err(self.not_for(request, "--key", text, &names.join(", "))),
        }
    }

    fn not_for(&self, request: &Request, option: &str, value: &str, names: &str) -> Failure {
        let own = &self.profile.header.language;
        let title = request.title.shown(&self.language, own);
        Failure::new(Code::NotForThisRequest)
            .with("field", sanitize::line(title))
            .with("option", option)
            .with("value", sanitize::line(value))
            .with("names", names)
            .detail("request", request.id.as_str())
            .state(TokenState::NothingChanged)
    }

    /// One request of the set, as if it had been typed.
    fn part(
        &self,
        case: &str,
        request: &Request,
        key: KeyType,
        store: Store,
        day: &str,
    ) -> Result<Checked, Failure> {
        let fill = |text: &str| -> Result<String, Failure> {
            profile::fill(text, |name| match name {
                "id" => Some(request.id.clone()),
                "env" => Some(request.env.name().to_owned()),
                "date" => Some(day.to_owned()),
                other => self.value(other),
            })
            .map_err(|name| {
                Failure::new(Code::ValueMissing)
                    .with("names", format!("--set {name}=…"))
                    .with(
                        "command",
                        format!("parafa request -p {} --set {name}=…", self.profile.id()),
                    )
                    .detail("field", name)
            })
        };
        let called = |text: &Option<String>| -> Result<Option<String>, Failure> {
            let name = text.as_deref().map(fill).transpose()?;
            Ok(name.map(|name| files::plain_name(&name)))
        };
        let mut pairs: Vec<(&str, String)> = Vec::new();
        for attribute in &request.subject {
            let value = match (&attribute.from, &attribute.value) {
                (Some(field), _) => self.value(field),
                (None, Some(fixed)) => Some(fill(fixed)?),
                (None, None) => None,
            };
            match value {
                Some(value) => pairs.push((attribute.attr.as_str(), value)),
                None if attribute.optional => {}
                None => {
                    let name = attribute.from.as_deref().unwrap_or(&attribute.attr);
                    return Err(Failure::new(Code::ValueMissing)
                        .with("names", format!("--set {name}=…"))
                        .with(
                            "command",
                            format!("parafa request -p {}", self.profile.id()),
                        )
                        .detail("field", name));
                }
            }
        }
        let pairs = pairs.iter().map(|(attr, value)| (*attr, value.as_str()));
        let subject = Subject::from_pairs(pairs)
            .map_err(|error| of_field(request, subject_failure(&error)))?
            .display();
        let names: Result<Vec<String>, Failure> =
            request.ext.san.iter().map(|text| fill(text)).collect();
        let checked = RequestInput {
            subject: Some(subject),
            san: names?,
            ku: request.ext.ku.clone(),
            eku: request.ext.eku.clone(),
            key: Some(key.name()),
            label: request.label.as_deref().map(fill).transpose()?,
            store,
            out: None,
            ..RequestInput::default()
        }
        .check()?;
        Ok(Checked {
            part: Part {
                case: Some(case.to_owned()),
                request: Some(request.id.clone()),
                csr: called(&request.out.csr)?,
                der: request.out.csr_form == Encoding::Der,
                bundle: called(&request.out.bundle)?,
                legacy: request.out.bundle_cipher == BundleCipher::Legacy,
            },
            ..checked
        })
    }
}

/// A refusal of an attribute names the field that gave it, where one did.
fn of_field(request: &Request, failure: Failure) -> Failure {
    let named = failure.detail.get("field").and_then(|value| value.as_str());
    let mut subject = request.subject.iter();
    let attribute = subject.find(|it| Some(it.attr.as_str()) == named);
    match attribute.and_then(|it| it.from.clone()) {
        Some(field) => failure.detail("field", field),
        None => failure,
    }
}

/// How many steps are told at once.
const NEXT: usize = 3;

/// A folder that is not there yet, in one that can be written to.
fn new_folder(name: &str) -> Result<PathBuf, Failure> {
    let here = files::out_folder(None)?;
    let mut all = std::iter::once(name.to_owned()).chain((2..1000).map(|n| format!("{name}-{n}")));
    let free = all.find(|name| !here.join(name).exists());
    Ok(here.join(free.unwrap_or_else(|| name.to_owned())))
}

/// The files of a set that have names of their own, the receipt last.
pub(super) fn named(parts: &[Checked]) -> impl Iterator<Item = &str> {
    let of_parts = parts.iter().flat_map(|part| {
        let keeps = part.store != Store::Token;
        let bundle = part.part.bundle.as_deref().filter(|_| keeps);
        [part.part.csr.as_deref(), bundle].into_iter().flatten()
    });
    of_parts.chain([receipt::NAME])
}

/// An existing file is never overwritten: found out before there is a key.
fn nothing_in_the_way(folder: &Path, parts: &[Checked]) -> Result<(), Failure> {
    for name in named(parts) {
        let path = folder.join(name);
        if path.exists() {
            let shown = sanitize::line(&files::absolute(&path));
            return Err(Failure::new(Code::FileExists)
                .with("path", &shown)
                .with("file", shown)
                .state(TokenState::NothingChanged));
        }
    }
    Ok(())
}
