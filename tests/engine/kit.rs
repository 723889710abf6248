//! A client over the faulty module with a token file of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use parafa::child::{Client, HostProgram, Limits, NoWatch, Watch};
use parafa::secret::Secret;
use parafa::token::{Access, Class, Engine, LookEnd, ModuleSetup, Object, Role, SlotId};
use parafa_faulty::{Call, Phase, TokenFile, log_calls};

/// The slot of the faulty module's own token.
pub(crate) const SLOT: SlotId = SlotId(7);

/// A folder, a token file, and what the module host gets to know by its environment.
pub(crate) struct Kit {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) env: Vec<(String, String)>,
    pub(crate) limits: Limits,
    pub(crate) setup: ModuleSetup,
}

impl Kit {
    /// A token of the faulty module's own.
    #[allow(clippy::needless_pass_by_value)] // a token is built in place
    pub(crate) fn new(token: TokenFile) -> Self {
        let folder = tempfile::tempdir().unwrap();
        token.write(folder.path().join("token.json"));
        let mut kit = Self {
            env: Vec::new(),
            limits: Limits::default(),
            setup: ModuleSetup {
                path: parafa_faulty::library().display().to_string(),
                ..ModuleSetup::default()
            },
            folder,
        };
        kit.set("FAULTY_TOKEN", &kit.token_path().display().to_string());
        kit.set("FAULTY_LOG", &kit.log_path().display().to_string());
        kit
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.env.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn script(mut self, script: &str) -> Self {
        self.set("FAULTY_SCRIPT", script);
        self
    }

    pub(crate) fn token_path(&self) -> PathBuf {
        self.folder.path().join("token.json")
    }

    pub(crate) fn log_path(&self) -> PathBuf {
        self.folder.path().join("calls.log")
    }

    /// With other limits.
    pub(crate) fn limited(mut self, change: impl FnOnce(&mut Limits)) -> Self {
        change(&mut self.limits);
        self
    }

    pub(crate) fn client(&self) -> Client {
        self.client_watched(Arc::new(NoWatch))
    }

    pub(crate) fn client_watched(&self, watch: Arc<dyn Watch>) -> Client {
        Client::new(
            "faulty".to_owned(),
            self.setup.clone(),
            self.env.clone(),
            program(self.folder.path()),
            self.limits.clone(),
            watch,
        )
    }

    /// A client with a session, nobody logged in.
    pub(crate) fn opened(&self, access: Access) -> Client {
        let mut client = self.client();
        client.module().unwrap();
        client.open(SLOT, access).unwrap();
        client
    }

    /// A client that may write, with the user logged in.
    pub(crate) fn logged_in(&self) -> Client {
        let mut client = self.client();
        log_in(&mut client);
        client
    }

    /// The calls of this function so far.
    pub(crate) fn entered(&self, function: &str) -> Vec<Call> {
        log_calls(self.log_path())
            .into_iter()
            .filter(|call| call.phase == Phase::Enter && call.function == function)
            .collect()
    }

    /// The token as it is now.
    pub(crate) fn token(&self) -> TokenFile {
        TokenFile::read(self.token_path())
    }
}

/// Our program as a module host that keeps its logs in this folder.
pub(crate) fn program(folder: &Path) -> HostProgram {
    HostProgram {
        path: PathBuf::from(env!("CARGO_BIN_EXE_parafa")),
        hidden: Vec::new(),
        log: Some(folder.join("log")),
    }
}

pub(crate) fn log_in(client: &mut Client) {
    client.module().unwrap();
    client.open(SLOT, Access::Write).unwrap();
    client
        .login(SLOT, Role::User, Some(&secret("123456")))
        .unwrap();
}

pub(crate) fn secret(text: &str) -> Secret {
    Secret::from_text(text.to_owned())
}

/// Whether this becomes true in time.
pub(crate) fn within(limit: Duration, mut holds: impl FnMut() -> bool) -> bool {
    let until = Instant::now() + limit;
    loop {
        if holds() {
            return true;
        }
        if Instant::now() > until {
            return false;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

pub(crate) fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// All objects of these classes.
pub(crate) fn look(
    engine: &mut dyn Engine,
    slot: SlotId,
    classes: &[Class],
) -> (Vec<Object>, LookEnd) {
    let mut all = Vec::new();
    let end = engine
        .look(slot, classes, &mut |batch| {
            all.extend(batch);
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    (all, end)
}

/// The pids of module hosts with `folder` in their environment.
pub(crate) fn hosts_in(folder: &Path) -> Vec<u32> {
    processes_in(folder, "module-host")
}

/// The pids of processes with `folder` in their environment and `word` in their command line.
pub(crate) fn processes_in(folder: &Path, word: &str) -> Vec<u32> {
    let needle = folder.display().to_string();
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|pid| {
            let read =
                |name: &str| std::fs::read(format!("/proc/{pid}/{name}")).unwrap_or_default();
            String::from_utf8_lossy(&read("environ")).contains(&needle)
                && String::from_utf8_lossy(&read("cmdline")).contains(word)
        })
        .collect()
}
