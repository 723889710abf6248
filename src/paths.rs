//! Every folder that we read or write, each overridable by a variable.

use std::env;
use std::path::PathBuf;

use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};

/// The folders of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// Configuration: `config.toml`, the user's own `vendor-modules.toml`. `PARAFA_CONFIG_DIR`.
    pub config: PathBuf,
    /// The journal. `PARAFA_STATE_DIR`.
    pub state: PathBuf,
    /// The log, with what modules print. `PARAFA_LOG_DIR`; default: `log` in the state folder.
    pub log: PathBuf,
}

impl Paths {
    /// From the environment, else as the system's customs say; `None` when there is no home folder either.
    #[must_use]
    pub fn from_env() -> Option<Self> {
        let named = |variable: &str| {
            env::var_os(variable)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let custom = choose_app_strategy(AppStrategyArgs {
            top_level_domain: "org".to_owned(),
            author: "parafa".to_owned(),
            app_name: "parafa".to_owned(),
        })
        .ok();
        let config =
            named("PARAFA_CONFIG_DIR").or_else(|| custom.as_ref().map(AppStrategy::config_dir))?;
        let state = named("PARAFA_STATE_DIR").or_else(|| {
            custom
                .as_ref()
                .map(|custom| custom.state_dir().unwrap_or_else(|| custom.data_dir()))
        })?;
        let log = named("PARAFA_LOG_DIR").unwrap_or_else(|| state.join("log"));
        Some(Self { config, state, log })
    }

    /// The configuration file.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The user's own additions to the registry of modules.
    #[must_use]
    pub fn user_registry(&self) -> PathBuf {
        self.config.join("vendor-modules.toml")
    }

    /// The user's own profiles.
    #[must_use]
    pub fn user_profiles(&self) -> PathBuf {
        self.config.join("profiles")
    }

    /// The certificates that the user trusts, besides the system's.
    #[must_use]
    pub fn user_trust(&self) -> PathBuf {
        self.config.join("trust")
    }

    /// The journal's file.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.state.join("journal.sqlite")
    }

    /// The folder of the lock files by which a running operation is known.
    #[must_use]
    pub fn locks(&self) -> PathBuf {
        self.state.join("locks")
    }
}

/// The user's own folder, where there is one.
#[must_use]
pub fn home() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// Where p11-kit keeps its configuration and its modules. Only read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct P11KitDirs {
    /// Folders of `*.module` files, the strongest first: user, administrator, packages. `PARAFA_P11KIT_DIRS`.
    pub modules: Vec<PathBuf>,
    /// Folders in which a module that is named without a folder lies. `PARAFA_P11KIT_LIBRARIES`.
    pub libraries: Vec<PathBuf>,
}

impl P11KitDirs {
    /// From the environment (lists, as `PATH` is one), else p11-kit's own folders.
    #[must_use]
    pub fn from_env() -> Self {
        let listed = |variable: &str| {
            env::var_os(variable)
                .map(|value| env::split_paths(&value).collect::<Vec<_>>())
                .map(|mut folders| {
                    folders.retain(|folder| !folder.as_os_str().is_empty());
                    folders
                })
        };
        Self {
            modules: listed("PARAFA_P11KIT_DIRS").unwrap_or_else(p11kit_module_dirs),
            libraries: listed("PARAFA_P11KIT_LIBRARIES")
                .unwrap_or_else(|| P11KIT_LIBRARIES.iter().map(PathBuf::from).collect()),
        }
    }
}

/// The order in which p11-kit merges files of one name (its manual, pkcs11.conf(5)).
fn p11kit_module_dirs() -> Vec<PathBuf> {
    let user = home().map(|home| home.join(".config/pkcs11/modules"));
    let system = ["/etc/pkcs11/modules", "/usr/share/p11-kit/modules"];
    user.into_iter()
        .chain(system.iter().map(PathBuf::from))
        .collect()
}

const P11KIT_LIBRARIES: [&str; 6] = [
    "/usr/lib/x86_64-linux-gnu/pkcs11",
    "/usr/lib/aarch64-linux-gnu/pkcs11",
    "/usr/lib64/pkcs11",
    "/usr/lib/pkcs11",
    "/usr/local/lib/pkcs11",
    "/opt/homebrew/lib/pkcs11",
];
