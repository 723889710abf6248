//! `profiles`: the authorities that are known, one of them in full, and a file that somebody writes.

mod rest;
mod texts;

pub use rest::{AnswerRow, ContactRow, CounterRow, IssuerRow, PaperRow, Rest};

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use self::texts::{LANGUAGES, texts, to_be_confirmed};
use super::request::set::by_generator;
use crate::error::{Code, Failure};
use crate::paths::Paths;
use crate::profile::{
    Attribute, Field, Found, Keep, Mode, Policy, Profile, ProfileError, Profiles, Purpose, Request,
    Status, Step, StorePlace, Text,
};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::{AltName, ExtendedKeyUsage, KeyUsage, Subject};

/// A request of a profile, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequestShort {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// For the real thing or for trying.
    pub env: crate::profile::Environment,
    /// What it is for.
    pub purpose: Purpose,
    /// How it comes about.
    pub mode: Mode,
    /// What becomes of the subject.
    pub subject_policy: Policy,
    /// Where its key may live.
    pub store: StorePlace,
    /// Made when none is named.
    pub default: bool,
    /// Which keys are taken, the usual one first.
    pub keys: Vec<String>,
    /// Still to be confirmed by the authority.
    pub to_be_confirmed: bool,
    /// Only the authority's own generator knows what it contains: no key is made for it here.
    #[serde(skip)]
    pub by_generator: bool,
}

/// A profile, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProfileShort {
    /// Its id.
    pub id: String,
    /// Two letters.
    pub country: String,
    /// In the user's language.
    pub title: String,
    /// How sure it is.
    pub status: Status,
    /// When its sources were last read.
    pub checked: String,
    /// From the user's folder.
    pub of_user: bool,
    /// Its requests.
    pub requests: Vec<RequestShort>,
}

/// A file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemRow {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// The key.
    pub key: String,
    /// What is wrong, in technical words.
    pub reason: String,
}

/// A field, as it will be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What helps to fill it in.
    pub hint: Option<String>,
    /// The register in which it stands.
    pub lookup: Option<String>,
    /// Whether it must have a value.
    pub required: bool,
    /// The rules for its value.
    pub validator: Option<crate::profile::Validator>,
    /// Whether it is written down.
    pub keep: Keep,
    /// Still to be confirmed by the authority.
    pub to_be_confirmed: bool,
}

/// A step of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepShort {
    /// Its id.
    pub id: String,
    /// Whose step it is.
    pub who: Option<String>,
    /// On which portal or at which desk, in the authority's words.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// What is to be done.
    pub text: String,
    /// What its button does.
    pub action: Option<String>,
    /// The words that show that it worked, in the authority's words.
    pub expect: Option<String>,
    /// What stops when it is left out.
    pub if_skipped: Option<String>,
    /// Still to be confirmed by the authority.
    pub to_be_confirmed: bool,
}

/// A profile in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProfileFull {
    /// The same as in the list.
    #[serde(flatten)]
    pub short: ProfileShort,
    /// The authority's name.
    pub authority: Option<String>,
    /// Its page.
    pub web: Option<String>,
    /// What will be asked.
    pub fields: Vec<FieldRow>,
    /// What is to be done, in this order.
    pub steps: Vec<StepShort>,
    /// Desk, issuers, papers, counters, renewal.
    #[serde(flatten)]
    pub rest: Rest,
    /// What nobody knows yet, and who does.
    pub questions: Vec<QuestionRow>,
    /// Where its facts come from.
    pub sources: BTreeMap<String, String>,
}

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionRow {
    /// The question.
    pub question: String,
    /// Who knows.
    pub ask: String,
}

/// The answer of `profiles`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct ProfilesOutcome {
    /// Those that can be used, or the one that was checked.
    pub profiles: Vec<ProfileShort>,
    /// Files that cannot.
    pub problems: Vec<ProblemRow>,
    /// The one that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Box<ProfileFull>>,
    /// An answers file for it (TOML).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// Of a file that was checked: how many texts lack a language, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub missing: BTreeMap<String, usize>,
    /// Of a file that was checked: how many facts are still to be confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_be_confirmed: Option<usize>,
}

/// All profiles, `language` as the user's.
#[must_use]
pub fn list(paths: Option<&Paths>, language: &str) -> ProfilesOutcome {
    let known = Profiles::load(paths);
    ProfilesOutcome {
        profiles: known.all.iter().map(|it| short(it, language)).collect(),
        problems: known.problems.iter().map(problem).collect(),
        ..ProfilesOutcome::default()
    }
}

/// One profile in full; with `answers`, a file to be filled in.
pub fn show(
    paths: Option<&Paths>,
    name: &str,
    language: &str,
    answers: Answers,
) -> Result<ProfilesOutcome, Failure> {
    let known = Profiles::load(paths);
    let profile = find(&known, name)?;
    let answers = match answers {
        Answers::Wanted => Some(answers_file(profile, language)),
        Answers::No => None,
    };
    Ok(ProfilesOutcome {
        profile: Some(Box::new(full(profile, language))),
        problems: known.problems.iter().map(problem).collect(),
        answers,
        ..ProfilesOutcome::default()
    })
}

/// Whether an answers file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// It is.
    Wanted,
    /// Only the profile.
    No,
}

/// Checks a file, also what only the makers of requests know: attributes, usages, alternative names.
pub fn check(file: &Path, language: &str) -> Result<ProfilesOutcome, Failure> {
    let profile = Profiles::with_file(file).map_err(|error| refused(&error))?;
    encodable(&profile)?;
    let missing = LANGUAGES.iter().map(|language| {
        let lacking = texts(&profile)
            .filter(|text| text.lacks(language, &profile.header.language))
            .count();
        ((*language).to_owned(), lacking)
    });
    Ok(ProfilesOutcome {
        profiles: vec![short(&profile, language)],
        missing: missing.filter(|(_, count)| *count > 0).collect(),
        to_be_confirmed: Some(to_be_confirmed(&profile)),
        ..ProfilesOutcome::default()
    })
}

/// The profile that a name means.
pub fn find<'p>(known: &'p Profiles, name: &str) -> Result<&'p Profile, Failure> {
    let shown = sanitize::line(name);
    match known.find(name) {
        Found::One(profile) => Ok(profile),
        Found::Nothing => {
            let names: Vec<&str> = known.all.iter().map(Profile::id).collect();
            Err(Failure::new(Code::ProfileNotFound)
                .with("value", shown)
                .with("names", names.join(", "))
                .state(TokenState::NothingChanged))
        }
        Found::Several(names) => Err(Failure::new(Code::SeveralProfiles)
            .with("value", shown)
            .with("names", names.join(", "))
            .detail("candidates", names)
            .state(TokenState::NothingChanged)),
    }
}

/// What is wrong with a file, as a refusal.
pub(super) fn refused(error: &ProfileError) -> Failure {
    Failure::new(Code::ProfileInvalid)
        .with("file", sanitize::line(&error.file))
        .with("position", error.line)
        .with("field", sanitize::line(&error.key))
        .with("text", sanitize::line(&error.reason.to_string()))
        .detail("file", error.file.as_str())
        .detail("line", error.line)
        .detail("key", error.key.as_str())
        .state(TokenState::NothingChanged)
}

fn problem(error: &ProfileError) -> ProblemRow {
    ProblemRow {
        file: error.file.clone(),
        line: error.line,
        key: error.key.clone(),
        reason: error.reason.to_string(),
    }
}

/// A profile in short, in the user's language.
#[must_use]
pub fn short(profile: &Profile, language: &str) -> ProfileShort {
    let own = &profile.header.language;
    ProfileShort {
        id: profile.header.id.clone(),
        country: profile.header.country.clone(),
        title: profile.title(language).to_owned(),
        status: profile.header.status,
        checked: profile.header.checked.to_string(),
        of_user: profile.of_user,
        requests: profile
            .requests
            .iter()
            .map(|request| request_short(request, language, own))
            .collect(),
    }
}

fn request_short(request: &Request, language: &str, own: &str) -> RequestShort {
    let keys = request.key.as_ref();
    let usual = keys.map(|key| key.default.0);
    let others = keys.into_iter().flat_map(|key| &key.choices);
    let others = others.map(|key| key.0).filter(|key| Some(*key) != usual);
    RequestShort {
        id: request.id.clone(),
        title: request.title.shown(language, own).to_owned(),
        env: request.env,
        purpose: request.purpose,
        mode: request.mode,
        subject_policy: request.subject_policy,
        store: request.store,
        default: request.default,
        keys: usual
            .into_iter()
            .chain(others)
            .map(crate::token::KeyType::name)
            .collect(),
        to_be_confirmed: request.tbc,
        by_generator: by_generator(request),
    }
}

fn full(profile: &Profile, language: &str) -> ProfileFull {
    let own = profile.header.language.as_str();
    let contact = profile.contact.as_ref();
    ProfileFull {
        short: short(profile, language),
        authority: contact.map(|contact| contact.authority.clone()),
        web: contact.and_then(|contact| contact.web.clone()),
        fields: profile
            .fields
            .iter()
            .map(|field| field_row(field, language, own))
            .collect(),
        steps: profile
            .steps
            .iter()
            .map(|step| step_short(step, language, own))
            .collect(),
        rest: rest::rest(profile, language),
        questions: profile
            .questions
            .iter()
            .map(|it| QuestionRow {
                question: it.question.shown(language, own).to_owned(),
                ask: it.ask.clone(),
            })
            .collect(),
        sources: profile.sources.clone(),
    }
}

fn field_row(field: &Field, language: &str, own: &str) -> FieldRow {
    let hint = field.hint.as_ref();
    FieldRow {
        id: field.id.clone(),
        label: field.label.shown(language, own).to_owned(),
        hint: hint.map(|hint| hint.shown(language, own).to_owned()),
        lookup: field.lookup.clone(),
        required: field.required,
        validator: field.validator,
        keep: field.keep,
        to_be_confirmed: field.tbc,
    }
}

fn step_short(step: &Step, language: &str, own: &str) -> StepShort {
    let shown = |text: &Option<Text>| {
        let text = text.as_ref();
        text.map(|text| text.shown(language, own).to_owned())
    };
    StepShort {
        id: step.id.clone(),
        who: shown(&step.who),
        place: step.place.clone(),
        text: step.task.shown(language, own).to_owned(),
        action: step.action.as_ref().map(ToString::to_string),
        expect: step.expect.clone(),
        if_skipped: shown(&step.if_skipped),
        to_be_confirmed: step.tbc,
    }
}

/// A file to be filled in: what each value is stands above it.
fn answers_file(profile: &Profile, language: &str) -> String {
    let own = profile.header.language.as_str();
    let mut lines = vec![
        format!("# {}", profile.title(language)),
        format!("profile = \"{}\"", profile.id()),
        String::new(),
        "[values]".to_owned(),
    ];
    for field in profile.fields.iter().filter(|field| field.derive.is_none()) {
        let row = field_row(field, language, own);
        let mark = if row.required { " *" } else { "" };
        lines.push(format!("# {}{mark}", row.label));
        lines.extend(row.hint.map(|hint| format!("#   {hint}")));
        lines.extend(row.lookup.map(|lookup| format!("#   {lookup}")));
        let example = field.example.as_deref();
        lines.extend(example.map(|value| format!("#   ({value})")));
        let value = field.default.as_deref().unwrap_or_default();
        lines.push(format!("{} = {}", row.id, toml::Value::from(value)));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// What every profile asks for can be encoded.
fn encodable(profile: &Profile) -> Result<(), Failure> {
    let wrong = |key: String, text: String| {
        Err(Failure::new(Code::ProfileInvalid)
            .with("file", profile.id())
            .with("position", 0)
            .with("field", key)
            .with("text", sanitize::line(&text))
            .state(TokenState::NothingChanged))
    };
    for request in &profile.requests {
        for attribute in &request.subject {
            if let Err(error) = Subject::from_pairs([(attribute.attr.as_str(), sample(attribute))])
            {
                let key = format!("request.{}.subject", request.id);
                return wrong(key, format!("{}: {error}", attribute.attr));
            }
        }
        let key = format!("request.{}.ext", request.id);
        if let Err(error) = KeyUsage::parse(&request.ext.ku.join(",")) {
            return wrong(key, format!("ku: {}", error.given));
        }
        if let Err(error) = ExtendedKeyUsage::parse(&request.ext.eku.join(",")) {
            return wrong(key, format!("eku: {}", error.given));
        }
        for name in &request.ext.san {
            let filled = crate::profile::fill(name, |_| Some(sample_name(name).to_owned()));
            if let Err(error) = AltName::parse(&filled.unwrap_or_default()) {
                return wrong(key, format!("san: {name}: {error}"));
            }
        }
    }
    Ok(())
}

/// A value that the attribute can have.
fn sample(attribute: &Attribute) -> &str {
    let fixed = attribute.value.as_deref();
    fixed.unwrap_or(match attribute.attr.as_str() {
        "C" => "RO",
        "emailAddress" => "a@b.example",
        _ => "A",
    })
}

fn sample_name(name: &str) -> &'static str {
    match name.split(':').next() {
        Some("email") => "a@b.example",
        Some("ip") => "192.0.2.1",
        Some("uri") => "https://a.example/",
        _ => "a.example",
    }
}
