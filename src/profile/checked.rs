//! A profile as one checked value, and all of them.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::check::check;
use super::error::{ProfileError, Reason};
use super::parts::{
    Answer, Contact, Deadline, Field, Form, Header, Issuer, Question, Renewal, Request, Revocation,
    Rule, Step, TokenHints, Validity,
};
use super::raw::RawFile;
use crate::located::Text;
use crate::paths::Paths;

/// A health authority: what it wants, in which order, from whom.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Who and what.
    pub header: Header,
    /// The profile that this one overlays.
    pub extends: Option<String>,
    /// What short names of sources stand for.
    pub sources: BTreeMap<String, String>,
    /// How the authority is reached.
    pub contact: Option<Contact>,
    /// Whose certificates belong to it.
    pub issuers: Vec<Issuer>,
    /// What is asked.
    pub fields: Vec<Field>,
    /// Keys and certificates.
    pub requests: Vec<Request>,
    /// What is to be done, in this order.
    pub steps: Vec<Step>,
    /// Counters.
    pub deadlines: Vec<Deadline>,
    /// How long certificates are valid.
    pub validity: Option<Validity>,
    /// How the next one comes.
    pub renewal: Option<Renewal>,
    /// How one is revoked.
    pub revocation: Option<Revocation>,
    /// What answers of its servers mean.
    pub answers: Vec<Answer>,
    /// Papers.
    pub forms: Vec<Form>,
    /// Rules for certificates.
    pub rules: Vec<Rule>,
    /// Hints for tokens.
    pub token: Option<TokenHints>,
    /// What is not known yet.
    pub questions: Vec<Question>,
    /// Whether it came from the user's folder.
    pub of_user: bool,
}

impl Profile {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.header.id
    }

    /// Its title in the user's language.
    #[must_use]
    pub fn title(&self, language: &str) -> &str {
        self.header.title.shown(language, &self.header.language)
    }

    /// Whether `text` is a part of its id, its title in any language, or a keyword, in any case of letters.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let wanted = text.to_lowercase();
        let header = &self.header;
        let words = header.keywords.iter().map(String::as_str);
        let mut all = words
            .chain(header.title.all())
            .chain([header.id.as_str()])
            .map(str::to_lowercase);
        all.any(|one| one.contains(&wanted))
    }

    /// The request of this id.
    #[must_use]
    pub fn request(&self, id: &str) -> Option<&Request> {
        self.requests.iter().find(|request| request.id == id)
    }

    /// The field of this id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The step of this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The paper of this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// What a fact's source stands for: an address, as a rule.
    #[must_use]
    pub fn source<'a>(&'a self, name: &'a str) -> &'a str {
        self.sources.get(name).map_or(name, String::as_str)
    }
}

/// A file of profiles, with its name for messages.
struct File {
    name: String,
    text: String,
    of_user: bool,
    raw: RawFile,
}

impl File {
    fn place(&self) -> Text<'_> {
        Text {
            file: &self.name,
            text: &self.text,
        }
    }
}

/// All profiles that can be used, and what is wrong with the others.
#[derive(Debug, Clone, Default)]
pub struct Profiles {
    /// By id.
    pub all: Vec<Profile>,
    /// Files that cannot be used.
    pub problems: Vec<ProfileError>,
}

/// The profiles that are compiled in.
#[derive(rust_embed::RustEmbed)]
#[folder = "profiles/"]
struct BuiltIn;

/// What a search for a profile found.
#[derive(Debug)]
pub enum Found<'a> {
    /// This one.
    One(&'a Profile),
    /// None.
    Nothing,
    /// Several: their ids.
    Several(Vec<&'a str>),
}

impl Profiles {
    /// Those that are compiled in, and those of the user's folder.
    #[must_use]
    pub fn load(paths: Option<&Paths>) -> Self {
        let mut texts = built_in();
        let mut problems = Vec::new();
        if let Some(paths) = paths {
            user_files(&paths.user_profiles(), &mut texts, &mut problems);
        }
        let mut profiles = Self::of_texts(texts);
        profiles.problems.splice(0..0, problems);
        profiles
    }

    /// Those that are compiled in.
    #[must_use]
    pub fn built_in() -> Self {
        Self::of_texts(built_in())
    }

    /// One file beside those that are compiled in: the profile, or what is wrong with it.
    pub fn with_file(path: &Path) -> Result<Profile, ProfileError> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path)
            .map_err(|error| ProfileError::whole(&name, "-", Reason::Unreadable(error.kind())))?;
        let mut texts = built_in();
        // Its parents may lie beside it.
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let mut unreadable = Vec::new();
        user_files(
            folder.unwrap_or(Path::new(".")),
            &mut texts,
            &mut unreadable,
        );
        let own = |other: &str| Path::new(other).file_name() == path.file_name();
        texts.retain(|(other, _, _)| !own(other));
        let beside: Vec<_> = texts
            .iter()
            .filter(|it| it.2)
            .map(|it| it.0.clone())
            .collect();
        let named = |file: &str| Path::new(file).file_name().map(ToOwned::to_owned);
        let replaced: Vec<_> = beside.iter().filter_map(|file| named(file)).collect();
        texts.retain(|it| it.2 || !named(&it.0).is_some_and(|name| replaced.contains(&name)));
        texts.push((name.clone(), text, true));
        let found = Self::of_texts(texts);
        if let Some(problem) = found.problems.into_iter().find(|it| it.file == name) {
            return Err(problem);
        }
        let stem = path.file_stem().map(|stem| stem.to_string_lossy());
        let mut all = found.all.into_iter();
        all.find(|profile| stem.as_deref() == Some(profile.id()))
            .ok_or_else(|| ProfileError::whole(&name, "-", Reason::Empty))
    }

    pub(super) fn of_texts(texts: Vec<(String, String, bool)>) -> Self {
        let mut profiles = Self::default();
        let mut files: Vec<File> = Vec::new();
        for (name, text, of_user) in texts {
            match read(&name, &text) {
                Ok(raw) => match files
                    .iter()
                    .find(|file| file.raw.profile.id == raw.profile.id)
                {
                    Some(first) => profiles.problems.push(ProfileError::at(
                        Text {
                            file: &name,
                            text: &text,
                        }
                        .at("profile.id"),
                        Reason::Repeated {
                            id: raw.profile.id.clone(),
                            first: first.name.clone(),
                        },
                    )),
                    None => files.push(File {
                        name,
                        text,
                        of_user,
                        raw,
                    }),
                },
                Err(problem) => profiles.problems.push(problem),
            }
        }
        for file in &files {
            match whole(file, &files) {
                Ok(profile) => profiles.all.push(profile),
                Err(problem) => profiles.problems.push(problem),
            }
        }
        profiles.all.sort_by(|one, other| one.id().cmp(other.id()));
        profiles
    }

    /// By exact id, else by a unique part of an id, a title or a keyword, in any case of letters.
    #[must_use]
    pub fn find(&self, text: &str) -> Found<'_> {
        if let Some(exact) = self.all.iter().find(|profile| profile.id() == text) {
            return Found::One(exact);
        }
        let wanted = text.trim();
        let fits = |profile: &&Profile| !wanted.is_empty() && profile.is_called(wanted);
        let fit: Vec<&Profile> = self.all.iter().filter(fits).collect();
        match fit.as_slice() {
            [] => Found::Nothing,
            [only] => Found::One(only),
            many => Found::Several(many.iter().map(|profile| profile.id()).collect()),
        }
    }

    /// The profile of exactly this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Profile> {
        self.all.iter().find(|profile| profile.id() == id)
    }
}

fn built_in() -> Vec<(String, String, bool)> {
    let mut texts: Vec<(String, String, bool)> = BuiltIn::iter()
        .filter(|name| name.ends_with(".toml"))
        .filter_map(|name| {
            let bytes = BuiltIn::get(&name)?.data.into_owned();
            let text = String::from_utf8(bytes).ok()?;
            Some((format!("profiles/{name}"), text, false))
        })
        .collect();
    texts.sort();
    texts
}

/// The files of a folder that may not exist.
fn user_files(
    folder: &Path,
    texts: &mut Vec<(String, String, bool)>,
    problems: &mut Vec<ProfileError>,
) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return,
        Err(error) => {
            let name = folder.display().to_string();
            let reason = Reason::Unreadable(error.kind());
            problems.push(ProfileError::whole(&name, "-", reason));
            return;
        }
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "toml"));
    paths.sort();
    for path in paths {
        let name = path.display().to_string();
        match fs::read_to_string(&path) {
            Ok(text) => texts.push((name, text, true)),
            Err(error) => {
                let reason = Reason::Unreadable(error.kind());
                problems.push(ProfileError::whole(&name, "-", reason));
            }
        }
    }
}

/// One file by itself.
fn read(file: &str, text: &str) -> Result<RawFile, ProfileError> {
    let place = Text { file, text };
    let raw: RawFile = toml::from_str(text).map_err(|error| {
        let (place, message) = place.parser(&error);
        ProfileError::at(place, Reason::Parser(message))
    })?;
    let wrong = |key: &str, reason| Err(ProfileError::at(place.at(key), reason));
    if raw.schema != SCHEMA {
        return wrong("schema", Reason::UnknownSchema(raw.schema));
    }
    let id = &raw.profile.id;
    if !super::check::is_id(id) {
        return wrong("profile.id", Reason::NotAnId(id.clone()));
    }
    let stem = Path::new(file)
        .file_stem()
        .map(|stem| stem.to_string_lossy());
    if stem.as_deref() != Some(id) {
        return wrong("profile.id", Reason::FileName(id.clone()));
    }
    Ok(raw)
}

/// A file with all that it extends, checked as a whole.
fn whole(file: &File, files: &[File]) -> Result<Profile, ProfileError> {
    let mut line = vec![file];
    while let Some(parent) = line.last().and_then(|last| last.raw.extends.as_ref()) {
        let place = |last: &File| last.place().at("extends");
        let last = line.last().copied().unwrap_or(file);
        let Some(next) = files.iter().find(|it| it.raw.profile.id == *parent) else {
            return Err(ProfileError::at(
                place(last),
                Reason::NoParent(parent.clone()),
            ));
        };
        if line.iter().any(|it| it.raw.profile.id == *parent) {
            let mut ids: Vec<String> = line.iter().map(|it| it.raw.profile.id.clone()).collect();
            ids.push(parent.clone());
            return Err(ProfileError::at(place(file), Reason::Cycle(ids)));
        }
        line.push(next);
    }
    let profile = merged(file, &line);
    // Where a part came from: the nearest file that has it.
    let texts: Vec<Text<'_>> = line.iter().map(|file| file.place()).collect();
    check(&profile, &texts)?;
    Ok(profile)
}

/// From the farthest file to the nearest: an entry takes the place of the one with its id, or comes last.
fn list<T: Clone>(
    line: &[&File],
    drop: &[&str],
    kind: &str,
    part: impl Fn(&RawFile) -> Option<&Vec<T>>,
    id: impl Fn(&T) -> &String,
) -> Vec<T> {
    let mut all: Vec<T> = Vec::new();
    for (index, file) in line.iter().rev().enumerate() {
        let first = index == 0;
        for entry in part(&file.raw).into_iter().flatten() {
            // Within one file an id that stands twice is a mistake, to be told by the check.
            let known = all.iter_mut().find(|it| !first && id(it) == id(entry));
            match known {
                Some(known) => *known = entry.clone(),
                None => all.push(entry.clone()),
            }
        }
    }
    all.retain(|entry| !drop.contains(&format!("{kind}:{}", id(entry)).as_str()));
    all
}

/// The nearest file's word counts; sources are added up.
fn merged(own: &File, line: &[&File]) -> Profile {
    fn first<T: Clone>(line: &[&File], part: impl Fn(&RawFile) -> Option<&T>) -> Option<T> {
        line.iter().find_map(|file| part(&file.raw)).cloned()
    }
    let mut sources = BTreeMap::new();
    for file in line.iter().rev() {
        sources.extend(file.raw.sources.clone());
    }
    let drop: Vec<&str> = line
        .iter()
        .flat_map(|file| &file.raw.drop)
        .map(String::as_str)
        .collect();
    Profile {
        header: own.raw.profile.clone(),
        extends: own.raw.extends.clone(),
        sources,
        contact: first(line, |raw| raw.contact.as_ref()),
        issuers: list(
            line,
            &drop,
            "issuer",
            |raw| raw.issuer.as_ref(),
            |it| &it.id,
        ),
        fields: list(line, &drop, "field", |raw| raw.field.as_ref(), |it| &it.id),
        requests: list(
            line,
            &drop,
            "request",
            |raw| raw.request.as_ref(),
            |it| &it.id,
        ),
        steps: list(line, &drop, "step", |raw| raw.step.as_ref(), |it| &it.id),
        deadlines: list(
            line,
            &drop,
            "deadline",
            |raw| raw.deadline.as_ref(),
            |it| &it.id,
        ),
        validity: first(line, |raw| raw.validity.as_ref()),
        renewal: first(line, |raw| raw.renewal.as_ref()),
        revocation: first(line, |raw| raw.revocation.as_ref()),
        answers: list(
            line,
            &drop,
            "answer",
            |raw| raw.answer.as_ref(),
            |it| &it.id,
        ),
        forms: list(line, &drop, "form", |raw| raw.form.as_ref(), |it| &it.id),
        rules: first(line, |raw| raw.check.as_ref()).unwrap_or_default(),
        token: first(line, |raw| raw.token.as_ref()),
        questions: first(line, |raw| raw.question.as_ref()).unwrap_or_default(),
        of_user: own.of_user,
    }
}

/// The version of the schema.
const SCHEMA: u32 = 1;
