//! A profile's whole path on the pretend token, by its mode: everything that we do goes through the same operations as the
//! real thing; others do the rest.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::Stage;
use super::actors::{Authority, Other, Span};
use super::ask::PretendAsk;
use crate::error::{Code, Exit, Failure};
use crate::journal::Journal;
use crate::op::Setting;
use crate::op::calendar;
use crate::op::done::Done;
use crate::op::export::{self, Export, From, KeyForm, To, What};
use crate::op::files::{self, Source};
use crate::op::form::Form;
use crate::op::install::Install;
use crate::op::provider::Desk;
use crate::op::renew::{self, Next};
use crate::op::request::Store;
use crate::op::request::set::{CheckedSet, Draft, SetInput, by_generator};
use crate::op::shape::{InstallOutcome, RequestOutcome};
use crate::op::start::Start;
use crate::op::todo;
use crate::paths::Paths;
use crate::profile::{Action, FieldOf, Keep, Mode, Per, Profile, Profiles, Request, StorePlace};
use crate::x509::Certificate;
use crate::x509::pkcs12::Encryption;

/// What a demonstration of a profile works with.
pub(super) struct Play<'a> {
    pub(super) stage: &'a Stage,
    pub(super) start: &'a Start,
    pub(super) paths: &'a Paths,
    pub(super) journal: &'a mut Journal,
    pub(super) ask: &'a PretendAsk,
    pub(super) profile: &'a Profile,
    pub(super) profiles: &'a Profiles,
    pub(super) language: &'a str,
}

type Tell<'t> = &'t mut dyn FnMut(&str, String);

/// Days until the old certificate ends: late enough to be told, early enough to be renewed.
const OLD_DAYS: i64 = 12;

impl Play<'_> {
    /// All of it.
    pub(super) fn run(&mut self, tell: Tell<'_>) -> Result<(), Failure> {
        let providers = self.providers()?;
        tell("providers", providers.join("\n"));
        let requests: Vec<&Request> = self
            .profile
            .requests
            .iter()
            .filter(|it| it.default)
            .collect();
        let mode = requests.first().map_or(Mode::Csr, |request| request.mode);
        let case = match mode {
            Mode::Vendor => self.by_vendor(providers, &requests, tell)?,
            Mode::Pfx => self.by_installer(providers, &requests, tell)?,
            Mode::Csr if requests.iter().any(|it| by_generator(it)) => {
                self.by_generator(providers, &requests, tell)?
            }
            Mode::Csr => self.by_request(providers, &requests, tell)?,
        };
        tell("forms", self.forms()?);
        tell("todo", self.todo(&case)?);
        tell("calendar", self.calendar()?);
        let show = Stage::show(self.start, self.paths, self.journal, self.ask)?;
        if !show.is_empty() {
            tell("show", show);
        }
        Ok(())
    }

    /// Two practices where papers are handed in for each, else one; all their values are the profile's examples.
    fn providers(&mut self) -> Result<Vec<String>, Failure> {
        let several = self
            .profile
            .steps
            .iter()
            .any(|step| step.per == Per::Provider);
        let ours = self.profile.fields.iter().filter(|field| {
            field.of == FieldOf::Provider && field.derive.is_none() && field.keep == Keep::Yes
        });
        let pairs: Vec<(String, String)> = ours
            .filter_map(|field| Some((field.id.clone(), field.example.clone()?)))
            .collect();
        let Some((first, name)) = pairs.first().cloned() else {
            return Ok(Vec::new());
        };
        let mut names = vec![format!("{name} (synthetic)")];
        if several {
            names.push(format!("{name} 2 (synthetic)"));
        }
        for own in &names {
            let free = self.profile.field(&first);
            let free = free.is_some_and(|it| it.validator.is_none() && it.pattern.is_none());
            let values = pairs.iter().map(|(id, value)| {
                let value = if *id == first && free { own } else { value };
                format!("{id}={value}")
            });
            let values: Vec<String> = values.collect();
            let mut desk = Desk {
                journal: self.journal,
                profiles: self.profiles,
                ask: self.ask,
                language: self.language,
            };
            desk.set(own, &values)?;
        }
        Ok(names)
    }

    /// One operation of ours on the pretend token.
    fn with<T>(
        &mut self,
        run: impl FnOnce(&mut Setting<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        Stage::with(self.start, self.paths, self.journal, self.ask, run)
    }

    /// A folder of the stage.
    fn folder(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.stage.folder.join(name);
        std::fs::create_dir_all(&folder).map_err(|error| {
            let shown = files::absolute(&folder);
            Failure::new(Code::WriteFailed)
                .with("path", &shown)
                .with("file", shown)
                .with("text", error.to_string())
        })?;
        Ok(folder)
    }

    fn input(&self, providers: Vec<String>) -> Result<SetInput, Failure> {
        Ok(SetInput {
            profile: self.profile.id().to_owned(),
            providers,
            out: Some(self.folder("case")?),
            ..SetInput::default()
        })
    }

    /// All that is missing, from the profile's examples.
    fn complete(&mut self, mut draft: Draft<'_>) -> Result<CheckedSet, Failure> {
        for missing in draft.missing() {
            let field = self.profile.field(&missing.id);
            let example = field.and_then(|field| field.example.clone());
            draft.put(&missing.id, &example.unwrap_or_default())?;
        }
        if draft.store_open() {
            draft.choose_store(Store::Token);
        }
        draft.check(self.journal)
    }

    fn open(&mut self, providers: Vec<String>) -> Result<RequestOutcome, Failure> {
        let input = self.input(providers)?;
        let draft = Draft::begin(self.profiles, self.journal, input, self.language)?;
        let set = self.complete(draft)?;
        set.open(self.journal)
    }

    /// The stand-in that issues a request; its own certificate is left with the rest.
    fn authority(&self, request: &Request, now: Timestamp) -> Result<Authority, Failure> {
        let authority = Authority::of(self.profile, request, now)?;
        let name = format!("authority-{}.pem", request.id);
        let pem = authority.certificate().pem();
        files::write_new(&self.stage.folder.join(name), pem.as_bytes())?;
        Ok(authority)
    }

    fn other(&self) -> Other<'_> {
        Other::of(self.stage, self.start, self.ask, self.paths)
    }

    /// An old certificate that ends soon, its renewal, and the successor that the issuer's tool made.
    fn by_vendor(
        &mut self,
        providers: Vec<String>,
        requests: &[&Request],
        tell: Tell<'_>,
    ) -> Result<String, Failure> {
        let now = Timestamp::now();
        let Some(request) = requests.first() else {
            return Err(Failure::new(Code::Internal).with("text", "no request"));
        };
        let authority = self.authority(request, now)?;
        let country = self.profile.header.country.as_str();
        let span = Span::ending_in(OLD_DAYS, now);
        let old = self.other().on_token(&authority, span, (country, "old"))?;
        tell("old", line(&old));
        let input = self.input(providers)?;
        let serial = old.serial().hex;
        let (profiles, language) = (self.profiles, self.language);
        let begun =
            self.with(|setting| renew::begin(setting, profiles, Some(&serial), input, language))?;
        let Next::Set(draft) = begun.next else {
            return Err(Failure::new(Code::Internal).with("text", "renew"));
        };
        let opened = self.complete(*draft)?.open(self.journal)?;
        let renewal = begun.outcome.renewal;
        let page = renewal.and_then(|it| Some(format!("{}, {}", it.page?, it.last_day)));
        tell("case", lines([Some(opened.case.clone()), page]));
        let new = self
            .other()
            .on_token(&authority, Span::from_now(now), (country, "new"))?;
        tell("successor", line(&new));
        Ok(opened.case)
    }

    /// Keys and requests of our own, the certificates of stand-ins, put in place.
    fn by_request(
        &mut self,
        providers: Vec<String>,
        requests: &[&Request],
        tell: Tell<'_>,
    ) -> Result<String, Failure> {
        let mut input = self.input(providers)?;
        input.key = smallest(requests);
        if requests.iter().any(|it| it.store == StorePlace::Either) {
            input.store = Some(if requests.iter().any(|it| it.store == StorePlace::File) {
                Store::File
            } else {
                Store::Token
            });
        }
        let draft = Draft::begin(self.profiles, self.journal, input, self.language)?;
        let set = self.complete(draft)?;
        let made = self.with(|setting| set.run(setting))?;
        tell("requests", paths_of(&made));
        let folder = self.folder("received")?;
        self.issue(&made, &folder, tell)?;
        self.install(&folder, tell)?;
        Ok(made.case)
    }

    /// Requests of the authority's own generator, taken over; certificates kept with the case.
    fn by_generator(
        &mut self,
        providers: Vec<String>,
        requests: &[&Request],
        tell: Tell<'_>,
    ) -> Result<String, Failure> {
        let opened = self.open(providers)?;
        tell("case", opened.case.clone());
        let mut made = Vec::new();
        for request in requests {
            made.push(self.other().generate(request, "generator")?);
        }
        let shown: Vec<String> = made.iter().map(|path| files::absolute(path)).collect();
        tell("generator", shown.join("\n"));
        let from = self.stage.folder.join("others").join("generator");
        let input = SetInput {
            profile: self.profile.id().to_owned(),
            from: Some(from.clone()),
            ..SetInput::default()
        };
        let draft = Draft::begin(self.profiles, self.journal, input, self.language)?;
        let taken = draft.adopt(self.journal, &from)?;
        tell("requests", paths_of(&taken));
        let folder = self.folder("received")?;
        self.issue(&taken, &folder, tell)?;
        self.install(&folder, tell)?;
        Ok(taken.case)
    }

    /// The number and the letter come, the authority's installer makes a file, and it is packed anew.
    fn by_installer(
        &mut self,
        providers: Vec<String>,
        requests: &[&Request],
        tell: Tell<'_>,
    ) -> Result<String, Failure> {
        let now = Timestamp::now();
        // One file for one practice.
        let opened = self.open(providers.into_iter().take(1).collect())?;
        tell("case", opened.case.clone());
        self.record(&opened.case)?;
        let Some(request) = requests.first() else {
            return Err(Failure::new(Code::Internal).with("text", "no request"));
        };
        let authority = self.authority(request, now)?;
        let file = self
            .other()
            .install_file(&authority, request, Span::from_now(now))?;
        tell("installer", files::absolute(&file));
        if request.out.bundle.is_some() {
            let export = Export {
                from: From::File(Source::Path(file.clone())),
                form: export::Form::Key(KeyForm::Pkcs12(Encryption::Modern)),
                what: What::Certificate,
                chain: false,
                to: To::Here,
                case: Some(opened.case.clone()),
            };
            let done = self.with(|setting| export.run(setting))?;
            let paths: Vec<&str> = done.files.iter().map(|file| file.path.as_str()).collect();
            tell("export", paths.join("\n"));
        }
        self.install(&file, tell)?;
        Ok(opened.case)
    }

    /// Numbers that arrive by letter and mail.
    fn record(&mut self, case: &str) -> Result<(), Failure> {
        for step in &self.profile.steps {
            let Some(Action::Record(field)) = &step.action else {
                continue;
            };
            let example = self.profile.field(field).and_then(|it| it.example.clone());
            let done = Done {
                step: step.id.clone(),
                case: Some(case.to_owned()),
                value: example,
                ..Done::default()
            };
            let language = self.language;
            self.with(|setting| done.run(setting, language))?;
        }
        Ok(())
    }

    /// Every request is issued by its own stand-in, in files whose names tell nothing.
    fn issue(
        &mut self,
        made: &RequestOutcome,
        folder: &Path,
        tell: Tell<'_>,
    ) -> Result<(), Failure> {
        let now = Timestamp::now();
        let mut words = Vec::new();
        let rows = made.files.iter().filter(|row| row.kind == "csr");
        for (at, row) in (1..).zip(rows) {
            let id = row.purpose.as_deref().unwrap_or_default();
            let Some(request) = self.profile.request(id) else {
                continue;
            };
            let authority = self.authority(request, now)?;
            let to = folder.join(format!("{at}.pem"));
            let one = authority.issue(Path::new(&row.path), Span::from_now(now), &to)?;
            words.push(format!("{}: {}", files::absolute(&to), one.issuer()));
        }
        tell("issued", words.join("\n"));
        Ok(())
    }

    fn install(&mut self, what: &Path, tell: Tell<'_>) -> Result<(), Failure> {
        let install = Install {
            inputs: vec![Source::Path(what.to_owned())],
            ..Install::default()
        };
        let outcome = self.with(|setting| install.run(setting))?;
        let words = placed(&outcome);
        if let Some(failure) = outcome.into_failure() {
            return Err(failure);
        }
        tell("placed", words);
        Ok(())
    }

    /// Where the case stands, as `todo` tells it.
    fn todo(&mut self, case: &str) -> Result<String, Failure> {
        let language = self.language;
        let outcome = self.with(|setting| todo::run(setting, None, language))?;
        let row = outcome.cases.iter().find(|row| row.case == case);
        let steps = row.iter().flat_map(|row| &row.steps);
        let words = steps.map(|step| {
            let sign = if step.state == "done" { "✓" } else { "·" };
            let whom = step.provider.as_ref();
            let whom = whom.map(|name| format!(" · {name}")).unwrap_or_default();
            format!("{sign} {}{whom}", step.text)
        });
        Ok(words.collect::<Vec<_>>().join("\n"))
    }

    /// All papers of the case, in its folder.
    fn forms(&mut self) -> Result<String, Failure> {
        let form = Form {
            profile: Some(self.profile.id().to_owned()),
            ..Form::default()
        };
        let (profiles, profile, language) = (self.profiles, self.profile, self.language);
        let outcome = self.with(|setting| {
            let mut draft = form.begin(setting, profiles, language)?;
            for missing in draft.missing() {
                let field = profile.field(&missing.field.id);
                let example = field.and_then(|field| field.example.clone());
                draft.put(&missing, &example.unwrap_or_default())?;
            }
            draft.write(setting)
        });
        let outcome = match outcome {
            // An authority without papers.
            Err(failure) if failure.code.exit() == Exit::Refused && profile.forms.is_empty() => {
                return Ok(String::new());
            }
            other => other?,
        };
        let files = outcome.files.iter();
        Ok(files
            .map(|file| file.path.clone())
            .collect::<Vec<_>>()
            .join("\n"))
    }

    fn calendar(&mut self) -> Result<String, Failure> {
        let language = self.language;
        let days = self.with(|setting| calendar::days(setting, language))?;
        let path = self.stage.folder.join("parafa.ics");
        let outcome = calendar::write(&path, days, Timestamp::now())?;
        let days = outcome
            .days
            .iter()
            .map(|row| format!("{} {}", row.day, row.text));
        let file = files::absolute(&path);
        Ok(std::iter::once(file)
            .chain(days)
            .collect::<Vec<_>>()
            .join("\n"))
    }
}

/// RSA 2048 where every request takes it: a demonstration waits for nobody.
fn smallest(requests: &[&Request]) -> Option<String> {
    let small = |request: &&Request| {
        let key = request.key.as_ref();
        key.is_some_and(|key| key.choices.iter().any(|it| it.0.name() == "rsa2048"))
    };
    requests.iter().all(small).then(|| "rsa2048".to_owned())
}

fn line(one: &Certificate) -> String {
    let until = one.not_after().strftime("%Y-%m-%d");
    format!("{}\n{}\n{until}", one.serial().groups, one.issuer())
}

fn lines<const N: usize>(all: [Option<String>; N]) -> String {
    all.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn paths_of(made: &RequestOutcome) -> String {
    let files = made.files.iter();
    files
        .map(|file| file.path.clone())
        .collect::<Vec<_>>()
        .join("\n")
}

fn placed(outcome: &InstallOutcome) -> String {
    let installed = outcome.installed.iter();
    let installed = installed.map(|row| format!("{} · {}", row.subject, row.token));
    let completed = outcome.completed.iter().map(|row| row.path.clone());
    let kept = outcome.kept.iter().map(|row| row.file.clone());
    let imported = outcome.imported.iter().filter_map(|row| row.label.clone());
    let all = installed.chain(completed).chain(kept).chain(imported);
    all.collect::<Vec<_>>().join("\n")
}
