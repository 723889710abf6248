//! `demo`: the whole enrolment on a pretend token, with a stand-in authority and synthetic data. Everything goes
//! through the same operations as the real thing.

mod actors;
mod ask;
mod play;

use std::fs;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use super::files::{self, Source};
use super::init::Init;
use super::install::Install;
use super::request::RequestInput;
use super::show::Show;
use super::start::{self, Start, Started};
use super::{Proof, Setting};
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::paths::Paths;
use crate::profile::{Profile, Profiles};
use crate::x509::{Extras, Request, StandInCa, recognise};
use ask::PretendAsk;
use play::Play;

/// The label of the pretend token.
pub const LABEL: &str = "Parafa practice";
/// What the pretend holder is called: synthetic, and marked as such.
const SUBJECT: &str =
    "C=RO,O=Cabinet Exemplu (synthetic),GN=Ana,SN=Exemplu,CN=Ana Exemplu (synthetic)";

/// The demonstration.
#[derive(Debug, Clone, Default)]
pub struct Demo {
    /// Whose path; any unique part of an id or title. `None`: the general one.
    pub profile: Option<String>,
    /// The user's language.
    pub language: String,
    /// Where the pretend token is kept; else it goes with the run.
    pub keep: Option<PathBuf>,
    /// Answer with what a shell has to export.
    pub env: bool,
}

/// One step, as it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DemoStep {
    /// Stable name: `token`, `key`, `request`, `issue`, `install`, `proof`, `show`; of a profile also `providers`, `old`,
    /// `case`, `generator`, `installer`, `requests`, `issued`, `placed`, `export`, `successor`, `forms`, `todo`, `calendar`.
    pub name: String,
    /// Whether it went well.
    pub ok: bool,
    /// What came of it, in lines.
    pub detail: String,
}

/// The answer of `demo`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct DemoOutcome {
    /// All steps.
    pub steps: Vec<DemoStep>,
    /// With `--env`: what a shell has to export to work on the kept token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub env: Option<Vec<(String, String)>>,
    /// With `--env`: the file that holds the pretend token's PIN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin_file: Option<String>,
}

/// Where a demonstration's things lie.
struct Stage {
    folder: PathBuf,
    pin: String,
    so_pin: String,
    // Removed with the run, unless it is kept.
    _temporary: Option<tempfile::TempDir>,
}

impl Demo {
    /// Runs it; each step is handed on as it is done.
    pub fn run(
        &self,
        start: &Start,
        paths: Option<&Paths>,
        on_step: &mut dyn FnMut(&DemoStep),
    ) -> Result<DemoOutcome, Failure> {
        let profiles = Profiles::load(paths);
        let profile = self.profile.as_deref();
        let profile = profile.map(|name| super::profiles::find(&profiles, name));
        let profile: Option<&Profile> = profile.transpose()?;
        let stage = Stage::set(self.keep.as_deref())?;
        let start = stage.start(start);
        // A journal of its own: a pretend token has no place among the real ones.
        let own = Paths {
            state: stage.folder.join("state"),
            log: stage.folder.join("log"),
            ..config_of(paths, &stage)
        };
        let mut journal = Journal::new(Some(own.clone()));
        let ask = stage.ask();
        let mut steps = Vec::new();
        let mut step = |name: &str, detail: String| {
            let done = DemoStep {
                name: name.to_owned(),
                ok: true,
                detail,
            };
            on_step(&done);
            steps.push(done);
        };
        step("token", stage.make_token(&start, &own, &mut journal, &ask)?);
        if let Some(profile) = profile {
            let mut play = Play {
                stage: &stage,
                start: &start,
                paths: &own,
                journal: &mut journal,
                ask: &ask,
                profile,
                profiles: &profiles,
                language: &self.language,
            };
            play.run(&mut step)?;
            return Ok(self.outcome(&stage, &start, steps));
        }
        let (key, request) = stage.request(&start, &own, &mut journal, &ask)?;
        step("key", key);
        step("request", request.words);
        let issued = stage.issue(&request.path)?;
        step("issue", issued.words);
        let (put, proof) = Stage::install(&start, &own, &mut journal, &ask, &issued.path)?;
        step("install", put);
        step("proof", proof);
        step("show", Stage::show(&start, &own, &mut journal, &ask)?);
        Ok(self.outcome(&stage, &start, steps))
    }

    fn outcome(&self, stage: &Stage, start: &Start, steps: Vec<DemoStep>) -> DemoOutcome {
        let pin = || stage.folder.join("pin").display().to_string();
        DemoOutcome {
            steps,
            env: self.env.then(|| stage.env(start)),
            pin_file: self.env.then(pin),
        }
    }
}

/// A step's sentence and the file that it made.
struct Made {
    words: String,
    path: PathBuf,
}

fn config_of(paths: Option<&Paths>, stage: &Stage) -> Paths {
    paths.cloned().unwrap_or_else(|| Paths {
        config: stage.folder.join("config"),
        state: stage.folder.join("state"),
        log: stage.folder.join("log"),
    })
}

impl Stage {
    fn set(keep: Option<&Path>) -> Result<Self, Failure> {
        let failed = |path: &Path, error: &std::io::Error| {
            Failure::new(Code::WriteFailed)
                .with("path", files::absolute(path))
                .with("file", files::absolute(path))
                .with("text", error.to_string())
        };
        let (folder, temporary) = if let Some(path) = keep {
            fs::create_dir_all(path).map_err(|error| failed(path, &error))?;
            let folder = fs::canonicalize(path).map_err(|error| failed(path, &error))?;
            (folder, None)
        } else {
            let temporary = tempfile::Builder::new()
                .prefix("parafa-demo-")
                .tempdir()
                .map_err(|error| failed(Path::new("-"), &error))?;
            (temporary.path().to_path_buf(), Some(temporary))
        };
        let tokens = folder.join("tokens");
        fs::create_dir_all(&tokens).map_err(|error| failed(&tokens, &error))?;
        let config = folder.join("softhsm2.conf");
        if config.exists() {
            // An earlier demonstration: its token and its key stay as they are.
            let name = files::absolute(&config);
            return Err(Failure::new(Code::FileExists)
                .with("file", &name)
                .with("path", name));
        }
        let text = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n",
            tokens.display()
        );
        fs::write(&config, text).map_err(|error| failed(&config, &error))?;
        let stage = Self {
            folder,
            pin: random_pin()?,
            so_pin: random_pin()?,
            _temporary: temporary,
        };
        let pin_file = stage.folder.join("pin");
        crate::sys::files::create_private_file(&pin_file)
            .and_then(|mut file| {
                std::io::Write::write_all(&mut file, format!("{}\n", stage.pin).as_bytes())
            })
            .map_err(|error| failed(&pin_file, &error))?;
        Ok(stage)
    }

    fn start(&self, start: &Start) -> Start {
        let config = self.folder.join("softhsm2.conf").display().to_string();
        let mut named = start.named.clone();
        if named.is_empty() && start.environment.is_empty() {
            named.push("softhsm2".to_owned());
        }
        Start {
            named,
            environment: start.environment.clone(),
            hidden: start.hidden.clone(),
            timeout: start.timeout,
            program: start.program.clone(),
            env: vec![("SOFTHSM2_CONF".to_owned(), config)],
            watch: std::sync::Arc::clone(&start.watch),
        }
    }

    fn ask(&self) -> PretendAsk {
        PretendAsk::new(&self.pin, &self.so_pin)
    }

    pub(super) fn with<T>(
        start: &Start,
        paths: &Paths,
        journal: &mut Journal,
        ask: &PretendAsk,
        run: impl FnOnce(&mut Setting<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let Started { mut tokens, .. } = start::start(start, Some(paths), journal)?;
        let mut setting = Setting::new(&mut tokens, ask, journal, Some(paths), None);
        let done = setting.operation(run);
        drop(setting);
        start::finish(&mut tokens, journal);
        done
    }

    /// The key made on the token, and the request: two sentences.
    fn request(
        &self,
        start: &Start,
        paths: &Paths,
        journal: &mut Journal,
        ask: &PretendAsk,
    ) -> Result<(String, Made), Failure> {
        let input = RequestInput {
            subject: Some(SUBJECT.to_owned()),
            ku: vec!["digitalSignature".to_owned(), "nonRepudiation".to_owned()],
            eku: vec!["clientAuth".to_owned()],
            out: Some(self.folder.clone()),
            ..RequestInput::default()
        };
        let checked = input.check()?;
        let outcome = Self::with(start, paths, journal, ask, |setting| checked.run(setting))?;
        let file = outcome.files.first();
        let path = file
            .map(|file| PathBuf::from(&file.path))
            .unwrap_or_default();
        let made = outcome.keys.first();
        let key = made.map(|key| {
            let id = key.id.clone().unwrap_or_default();
            let hash = key.key_sha256.clone().unwrap_or_default();
            format!("{}\nCKA_ID {id}\nsha256:{hash}", key.kind)
        });
        Ok((
            key.unwrap_or_default(),
            Made {
                words: decoded(&path)?,
                path,
            },
        ))
    }

    /// The stand-in authority: a key in memory, no file.
    fn issue(&self, request: &Path) -> Result<Made, Failure> {
        let failed = |error: crate::x509::IssueError| {
            Failure::new(Code::Internal).with("text", error.to_string())
        };
        let now = jiff::Timestamp::now();
        let ca = StandInCa::new("Parafa stand-in authority (synthetic)", now).map_err(failed)?;
        let request = read_request(request)?;
        let certificate = ca
            .issue(&request, 365, &Extras::default())
            .map_err(failed)?;
        let path = self.folder.join("certificate.pem");
        files::write_new(&path, certificate.pem().as_bytes())?;
        files::write_new(
            &self.folder.join("authority.pem"),
            ca.ca_certificate().pem().as_bytes(),
        )?;
        let words = format!(
            "{}\n{}\n{}",
            certificate.issuer(),
            certificate.serial().colon,
            path.display()
        );
        Ok(Made { words, path })
    }

    /// The certificate put in place, and its proof: two sentences.
    fn install(
        start: &Start,
        paths: &Paths,
        journal: &mut Journal,
        ask: &PretendAsk,
        certificate: &Path,
    ) -> Result<(String, String), Failure> {
        let install = Install {
            inputs: vec![Source::Path(certificate.to_path_buf())],
            ..Install::default()
        };
        let mut outcome = Self::with(start, paths, journal, ask, |setting| install.run(setting))?;
        match outcome.installed.first() {
            Some(row) if row.proof == Proof::Signed => Ok((
                format!(
                    "CKA_ID {}\n{}",
                    row.id.clone().unwrap_or_default(),
                    row.token
                ),
                format!("{} · {}", row.subject, row.serial),
            )),
            _ => {
                let mut skipped = outcome.skipped.iter_mut();
                let failure = skipped.find_map(|row| row.failure.take());
                Err(failure.map_or_else(|| Failure::new(Code::ProofFailed), |failure| *failure))
            }
        }
    }

    fn show(
        start: &Start,
        paths: &Paths,
        journal: &mut Journal,
        ask: &PretendAsk,
    ) -> Result<String, Failure> {
        let show = Show {
            login: true,
            ..Show::default()
        };
        let outcome = Self::with(start, paths, journal, ask, |setting| show.run(setting))?;
        let identities = outcome.tokens.iter().flat_map(|token| &token.identities);
        let rows: Vec<String> = identities
            .map(|identity| {
                let state = serde_json::to_value(identity.state).ok();
                let state = state
                    .and_then(|state| state.as_str().map(str::to_owned))
                    .unwrap_or_default();
                let certificate = identity.certificates.first();
                let until = certificate
                    .map(|certificate| certificate.not_after.clone())
                    .unwrap_or_default();
                format!(
                    "{state} · {} · {until}",
                    identity.label.clone().unwrap_or_default()
                )
            })
            .collect();
        Ok(rows.join("\n"))
    }

    /// What a shell exports to work on the kept token.
    fn env(&self, start: &Start) -> Vec<(String, String)> {
        let at = |name: &str| self.folder.join(name).display().to_string();
        let mut env = vec![("SOFTHSM2_CONF".to_owned(), at("softhsm2.conf"))];
        if let Some(module) = start.named.first().or(start.environment.first()) {
            env.push(("PARAFA_MODULE".to_owned(), module.clone()));
        }
        env.push(("PARAFA_STATE_DIR".to_owned(), at("state")));
        env
    }
}

/// A request file in words.
fn decoded(path: &Path) -> Result<String, Failure> {
    let request = read_request(path)?;
    let extensions = request
        .extensions()
        .into_iter()
        .map(|one| format!("{}: {}", one.name, one.value));
    let lines = std::iter::once(request.subject())
        .chain(extensions)
        .chain(std::iter::once(path.display().to_string()));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

fn read_request(path: &Path) -> Result<Request, Failure> {
    let bytes = files::read_bytes(&Source::Path(path.to_path_buf()))?;
    let name = files::absolute(path);
    let contents = recognise(&bytes).map_err(|fault| files::file_fault(&fault, &name))?;
    contents
        .requests
        .into_iter()
        .next()
        .ok_or_else(|| Failure::new(Code::FileNotRecognised).with("file", name))
}

/// Eight digits: what people type, and no real token's PIN.
fn random_pin() -> Result<String, Failure> {
    let mut bytes = [0u8; 8];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::new(Code::Internal).with("text", error.to_string()))?;
    Ok(bytes
        .iter()
        .map(|byte| char::from(b'0' + byte % 10))
        .collect())
}

impl Stage {
    /// The pretend token, by the same operation as any other software token.
    fn make_token(
        &self,
        start: &Start,
        paths: &Paths,
        journal: &mut Journal,
        ask: &PretendAsk,
    ) -> Result<String, Failure> {
        let init = Init {
            label: LABEL.to_owned(),
        };
        let outcome = Self::with(start, paths, journal, ask, |setting| init.run(setting))?;
        Ok(format!(
            "{LABEL}\n{}\n{}",
            outcome.token.uri,
            self.folder.display()
        ))
    }
}
