//! How a host is started, and what the person's side sees of a running call.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

/// How a module host is started.
#[derive(Debug, Clone)]
pub struct HostProgram {
    /// Our own executable.
    pub path: PathBuf,
    /// Variables that named a secret: the host does not get them. `PARAFA_*` it never gets.
    pub hidden: Vec<OsString>,
    /// Where what modules print is kept; `None` throws it away.
    pub log: Option<PathBuf>,
}

/// A call under way, as the person may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The module's id or path.
    pub module: String,
    /// The `C_` function.
    pub call: String,
    /// Whether it can change the token.
    pub changing: bool,
    /// How long it has been running.
    pub elapsed: Duration,
    /// After this long a person is told.
    pub soft: Duration,
    /// After this long its process is ended.
    pub limit: Duration,
    /// How long it takes as a rule, where that is known.
    pub usual: Option<Duration>,
}

impl Running {
    /// Whether it is time to tell a person.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        self.elapsed >= self.soft
    }
}

/// What to do with a call that takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Wait on.
    Wait,
    /// Leave it: the host finishes the call alone.
    Leave,
}

/// Is shown every running call, and knows whether the person wants to stop.
pub trait Watch: Send + Sync {
    /// Called about ten times a second while a call runs.
    fn running(&self, running: &Running) -> Patience;

    /// Whether the person interrupted: nothing new is begun then.
    fn interrupted(&self) -> bool;
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoWatch;

impl Watch for NoWatch {
    fn running(&self, _: &Running) -> Patience {
        Patience::Wait
    }

    fn interrupted(&self) -> bool {
        false
    }
}
