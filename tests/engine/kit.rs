//! A client over the faulty module with a token file of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parafa::child::{Client, HostProgram, Limits, NoWatch};
use parafa::token::{Class, Engine, LookEnd, ModuleSetup, Object, SlotId};
use parafa_faulty::TokenFile;

/// A folder, a token file, and what the module host gets to know by its environment.
pub(crate) struct Kit {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) env: Vec<(String, String)>,
    pub(crate) limits: Limits,
    pub(crate) setup: ModuleSetup,
}

impl Kit {
    /// A token of the faulty module's own.
    pub(crate) fn new(token: TokenFile) -> Self {
        let folder = tempfile::tempdir().unwrap();
        token.write(&folder.path().join("token.json"));
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

    pub(crate) fn client(&self) -> Client {
        self.client_watched(Arc::new(NoWatch))
    }

    pub(crate) fn client_watched(&self, watch: Arc<dyn parafa::child::Watch>) -> Client {
        let program = HostProgram {
            path: PathBuf::from(env!("CARGO_BIN_EXE_parafa")),
            hidden: Vec::new(),
            log: Some(self.folder.path().join("log")),
        };
        Client::new(
            "faulty".to_owned(),
            self.setup.clone(),
            self.env.clone(),
            program,
            self.limits.clone(),
            watch,
        )
    }
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

/// The pids of processes that run this program as module host with `folder` in their environment.
pub(crate) fn hosts_in(folder: &Path) -> Vec<u32> {
    let needle = folder.display().to_string();
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|pid| {
            let read =
                |name: &str| std::fs::read(format!("/proc/{pid}/{name}")).unwrap_or_default();
            String::from_utf8_lossy(&read("environ")).contains(&needle)
                && String::from_utf8_lossy(&read("cmdline")).contains("module-host")
        })
        .collect()
}
