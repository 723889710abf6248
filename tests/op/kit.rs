//! Operations over a module, with a scripted person and folders of their own.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use parafa::ask::{
    Answer, Ask, Choice, Question, SecretAnswer, SecretKind, SecretWanted, TypedConfirmation,
};
use parafa::child::{Client, Habits, Host, HostProgram, Limits, NoWatch, Tokens};
use parafa::error::{Code, Failure, Notice};
use parafa::journal::Journal;
use parafa::op::Setting;
use parafa::op::files::{Source, write_new};
use parafa::op::install::Install;
use parafa::op::request::RequestInput;
use parafa::op::shape::{InstallOutcome, RequestOutcome};
use parafa::op::start;
use parafa::paths::Paths;
use parafa::secret::Secret;
use parafa::token::{Learnt, ModuleSetup, Role};
use parafa::x509::{Extras, StandInCa, recognise};
use parafa_faulty::{Phase, TokenFile, log_calls};

/// Answers by kind, and keeps what it was asked and told.
#[derive(Default)]
pub(crate) struct Script {
    pub(crate) user: Option<String>,
    pub(crate) so: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) final_try: bool,
    pub(crate) yes: bool,
    pub(crate) word: bool,
    /// What is chosen of several.
    pub(crate) choose: Option<usize>,
    pub(crate) asked: Mutex<Vec<SecretKind>>,
    pub(crate) told: Mutex<Vec<Notice>>,
    /// The words that were wanted.
    pub(crate) words: Mutex<Vec<String>>,
}

impl Script {
    pub(crate) fn user(pin: &str) -> Self {
        Self {
            user: Some(pin.to_owned()),
            ..Self::default()
        }
    }

    pub(crate) fn was_told(&self, code: Code) -> bool {
        let told = self.told.lock().unwrap();
        told.iter().any(|notice| notice.code == code)
    }

    /// What was told under a code, each with its values.
    pub(crate) fn told(&self, code: Code) -> Vec<Notice> {
        let told = self.told.lock().unwrap();
        told.iter().filter(|it| it.code == code).cloned().collect()
    }
}

fn answer(yes: bool) -> Answer {
    if yes { Answer::Yes } else { Answer::Nobody }
}

impl Ask for Script {
    fn tell(&self, notice: &Notice) {
        self.told.lock().unwrap().push(notice.clone());
    }

    fn confirm(&self, _: &Question) -> Answer {
        answer(self.yes)
    }

    fn confirm_typed(&self, wanted: &TypedConfirmation) -> Answer {
        self.words.lock().unwrap().push(wanted.word.clone());
        answer(self.word)
    }

    fn choose(&self, _: &'static str, _: &[Choice]) -> Option<usize> {
        self.choose
    }

    fn secret(&self, wanted: &SecretWanted) -> SecretAnswer {
        self.asked.lock().unwrap().push(wanted.what);
        let secret = match wanted.what {
            SecretKind::Pin(Role::So) => &self.so,
            SecretKind::Pin(Role::Key) => &self.key,
            _ => &self.user,
        };
        match secret {
            Some(text) => SecretAnswer::Given(Secret::from_text(text.clone())),
            None => SecretAnswer::Nobody,
        }
    }

    fn final_try(&self, _: &SecretWanted) -> Answer {
        answer(self.final_try)
    }

    fn somebody(&self) -> bool {
        false
    }
}

pub(crate) struct Kit {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) env: Vec<(String, String)>,
    pub(crate) habits: Habits,
    pub(crate) ask: Script,
    /// Further tokens, each behind a module of its own.
    pub(crate) others: Vec<PathBuf>,
}

impl Kit {
    /// Over a token of the faulty module's own.
    #[allow(clippy::needless_pass_by_value)] // a token is built in place
    pub(crate) fn new(token: TokenFile) -> Self {
        let mut kit = Self::bare();
        token.write(kit.at("token.json"));
        kit.set("FAULTY_TOKEN", &kit.at("token.json").display().to_string());
        kit
    }

    /// The faulty module with nothing behind it yet.
    pub(crate) fn bare() -> Self {
        let mut kit = Self {
            folder: tempfile::tempdir().unwrap(),
            env: Vec::new(),
            habits: Habits::default(),
            ask: Script::user("123456"),
            others: Vec::new(),
        };
        std::fs::create_dir(kit.at("out")).unwrap();
        kit.set("FAULTY_LOG", &kit.at("calls.log").display().to_string());
        kit
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.env.retain(|(known, _)| known != name);
        self.env.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn script(mut self, script: &str) -> Self {
        self.set("FAULTY_SCRIPT", script);
        self
    }

    pub(crate) fn paths(&self) -> Paths {
        Paths {
            config: self.at("config"),
            state: self.at("state"),
            log: self.at("log"),
        }
    }

    /// Adds a token behind a module of its own.
    #[allow(clippy::needless_pass_by_value)] // a token is built in place
    pub(crate) fn beside(mut self, token: TokenFile) -> Self {
        let path = self.at(&format!("token-{}.json", self.others.len() + 2));
        token.write(&path);
        self.others.push(path);
        self
    }

    /// Runs an operation as one process would.
    pub(crate) fn run<T>(&self, run: impl FnOnce(&mut Setting<'_>) -> T) -> T {
        let mut journal = Journal::new(Some(self.paths()));
        let learnt = journal.lenient(Journal::learnt_all);
        let mut hosts = vec![self.host("faulty", self.env.clone(), &learnt)];
        for (number, path) in self.others.iter().enumerate() {
            let mut env = self.env.clone();
            env.retain(|(name, _)| name != "FAULTY_TOKEN");
            env.push(("FAULTY_TOKEN".to_owned(), path.display().to_string()));
            hosts.push(self.host(&format!("faulty-{}", number + 2), env, &learnt));
        }
        self.run_over(hosts, run)
    }

    /// As `op::start` does it.
    fn host(&self, id: &str, env: Vec<(String, String)>, learnt: &[(String, Learnt)]) -> Host {
        let path = parafa_faulty::library().display().to_string();
        let known = learnt.iter().find(|(key, _)| key.starts_with(&path));
        let learnt = known.map(|(_, facts)| facts.clone()).unwrap_or_default();
        let mut habits = self.habits.clone();
        habits.write_as_so |= learnt.write_as_so;
        habits.one_certificate_per_key |= learnt.one_certificate_per_key;
        let setup = ModuleSetup {
            path: path.clone(),
            learnt,
            ..ModuleSetup::default()
        };
        let program = HostProgram {
            path: PathBuf::from(env!("CARGO_BIN_EXE_parafa")),
            hidden: Vec::new(),
            log: Some(self.at("log")),
        };
        let client = Client::new(
            id.to_owned(),
            setup,
            env,
            program,
            Limits::default(),
            Arc::new(NoWatch),
        );
        Host::new(id, id, &path, "option", Box::new(client)).with_habits(habits)
    }

    /// Runs an operation over these modules; what was learnt is kept, as every face does.
    pub(crate) fn run_over<T>(
        &self,
        hosts: Vec<Host>,
        run: impl FnOnce(&mut Setting<'_>) -> T,
    ) -> T {
        let paths = self.paths();
        let mut journal = Journal::new(Some(paths.clone()));
        let mut tokens = Tokens::new(hosts);
        let mut setting = Setting::new(&mut tokens, &self.ask, &mut journal, Some(&paths), None);
        let done = run(&mut setting);
        drop(setting);
        start::finish(&mut tokens, &mut journal);
        done
    }

    pub(crate) fn input(&self) -> RequestInput {
        RequestInput {
            subject: Some("C=RO,O=Cabinet,CN=Ana Exemplu".to_owned()),
            out: Some(self.at("out")),
            ..RequestInput::default()
        }
    }

    pub(crate) fn request(&self) -> Result<RequestOutcome, Failure> {
        self.request_with(self.input())
    }

    pub(crate) fn request_with(&self, input: RequestInput) -> Result<RequestOutcome, Failure> {
        let checked = input.check()?;
        self.run(|setting| checked.run(setting))
    }

    pub(crate) fn resume(&self, case: &str) -> Result<RequestOutcome, Failure> {
        self.request_with(RequestInput {
            resume: Some(case.to_owned()),
            ..RequestInput::default()
        })
    }

    /// A certificate for the key of a request, in a file.
    pub(crate) fn issue(&self, outcome: &RequestOutcome, name: &str) -> PathBuf {
        let bytes = std::fs::read(&outcome.files[0].path).unwrap();
        let request = recognise(&bytes).unwrap().requests.remove(0);
        let ca = StandInCa::new("Test", jiff::Timestamp::now()).unwrap();
        let issued = ca.issue(&request, 365, &Extras::default()).unwrap();
        let path = self.at(name);
        write_new(&path, issued.pem().as_bytes()).unwrap();
        path
    }

    pub(crate) fn install(&self, files: &[&Path], login: bool) -> Result<InstallOutcome, Failure> {
        let install = Install {
            inputs: files
                .iter()
                .map(|path| Source::Path(path.to_path_buf()))
                .collect(),
            login,
            ..Install::default()
        };
        self.run(|setting| install.run(setting))
    }

    /// How often a function was entered.
    pub(crate) fn entered(&self, function: &str) -> usize {
        self.details(function).len()
    }

    /// What the log says of each call of a function.
    pub(crate) fn details(&self, function: &str) -> Vec<String> {
        if !self.at("calls.log").exists() {
            return Vec::new();
        }
        log_calls(self.at("calls.log"))
            .into_iter()
            .filter(|call| call.phase == Phase::Enter && call.function == function)
            .map(|call| format!("{call:?}"))
            .collect()
    }

    /// Every operation of the journal with what came of it, the oldest first.
    pub(crate) fn outcomes(&self) -> Vec<(String, String)> {
        let journal = rusqlite::Connection::open(self.paths().journal()).unwrap();
        let mut all = journal
            .prepare("SELECT operation, coalesce(outcome, 'open') FROM intent ORDER BY id")
            .unwrap();
        all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    /// What came of the last operation.
    pub(crate) fn last_outcome(&self) -> String {
        self.outcomes().pop().unwrap().1
    }

    pub(crate) fn token(&self) -> TokenFile {
        TokenFile::read(self.at("token.json"))
    }

    /// Changes the token between two runs.
    pub(crate) fn change(&self, change: impl FnOnce(&mut TokenFile)) {
        let mut token = self.token();
        change(&mut token);
        token.write(self.at("token.json"));
    }
}
