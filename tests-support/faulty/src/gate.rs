//! The gate: what happens to every call before and after it is really done.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{io, process, thread};

use cryptoki_sys::{CK_FUNCTION_LIST, CK_RV};

use crate::detail;
use crate::forward;
use crate::log;
use crate::own;
use crate::removed;
use crate::script::{Action, When};
use crate::settings::{Settings, Source};
use crate::shape::{self, Manner};

/// A call on its way to the backend.
pub(crate) type Really<'a> = &'a mut dyn FnMut(&CK_FUNCTION_LIST) -> CK_RV;

/// Takes one call of the exported list: counts, logs, and does what the script says.
pub(crate) fn pass(function: &'static str, words: &[usize], really: Really) -> CK_RV {
    let gate = current();
    let n = gate.count(function);
    let log = gate.settings.log.as_deref();
    if let Some(path) = log {
        log::entered(path, n, function, &detail::of(function, words));
    }
    let rv = gate.act(function, n, words, really);
    if let Some(path) = log {
        log::left(path, n, function, rv);
    }
    rv
}

/// Begins anew with these settings; the counts begin at 1 again.
pub(crate) fn configure(settings: Settings) {
    *lock(&GATE) = Some(Arc::new(Gate::new(settings)));
}

/// Locks what no panic can leave half done.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Gate {
    settings: Settings,
    counts: Mutex<BTreeMap<&'static str, u64>>,
    backend: &'static CK_FUNCTION_LIST,
    /// Whether the token was found to be pulled out.
    pulled: AtomicBool,
}

impl Gate {
    fn new(settings: Settings) -> Self {
        let backend = match &settings.source {
            Source::Module(path) => forward::open(path),
            Source::Token(path) => own::open(path),
        };
        Self {
            settings,
            counts: Mutex::default(),
            backend: backend.unwrap_or_else(|error| crate::stop(&error)),
            pulled: AtomicBool::new(false),
        }
    }

    fn count(&self, function: &'static str) -> u64 {
        let mut counts = lock(&self.counts);
        let n = counts.entry(function).or_default();
        *n += 1;
        *n
    }

    /// Applies the rules in order; the first one that answers decides.
    fn act(&self, function: &str, n: u64, words: &[usize], really: Really) -> CK_RV {
        let mut manner = Manner::default();
        let mut last = None;
        for rule in self
            .settings
            .script
            .iter()
            .filter(|rule| rule.fires(function, n))
        {
            match &rule.action {
                Action::Answer(rv) if last.is_none() => return *rv,
                action @ (Action::AnswerAfter(_)
                | Action::Crash(When::After)
                | Action::Exit(_, When::After)
                | Action::Hang(When::After)) => last = last.or(Some(action)),
                Action::Crash(When::Before) if last.is_none() => process::abort(),
                Action::Exit(code, When::Before) if last.is_none() => exit(*code),
                Action::Hang(When::Before) if last.is_none() => hang(),
                Action::Delay(time) => thread::sleep(*time),
                Action::Print(text) => print(text),
                Action::Daemon => start_daemon(),
                Action::Wait => wait_for(&self.settings.wait_file),
                Action::Touch(path) => touch(path),
                other => manner.add(other),
            }
        }
        let rv = self.perform(function, words, &manner, really);
        match last {
            Some(Action::AnswerAfter(rv)) => *rv,
            Some(Action::Crash(_)) => process::abort(),
            Some(Action::Exit(code, _)) => exit(*code),
            Some(Action::Hang(_)) => hang(),
            _ => rv,
        }
    }

    fn perform(&self, function: &str, words: &[usize], manner: &Manner, really: Really) -> CK_RV {
        let gone = self.settings.removed.as_deref().is_some_and(Path::exists);
        if gone && !self.pulled.swap(true, Ordering::SeqCst) {
            removed::pull(self.backend);
        } else if !gone {
            self.pulled.store(false, Ordering::SeqCst);
        }
        if function == "C_Initialize"
            && let Some(rv) = shape::initialize(self.settings.init, words)
        {
            return rv;
        }
        if gone && let Some(rv) = removed::answer(function, words, self.backend) {
            return rv;
        }
        shape::perform(function, words, manner, self.backend, really)
    }
}

/// The gate of this process, made by the first call.
fn current() -> Arc<Gate> {
    let mut gate = lock(&GATE);
    let made = gate.get_or_insert_with(|| {
        let settings = Settings::from_environment().unwrap_or_else(|error| crate::stop(&error));
        Arc::new(Gate::new(settings))
    });
    Arc::clone(made)
}

#[expect(
    clippy::disallowed_methods,
    reason = "ending the host's process is the fault"
)]
fn exit(code: i32) -> ! {
    process::exit(code)
}

fn hang() -> ! {
    loop {
        thread::sleep(Duration::from_secs(3600));
    }
}

/// Writes where a vendor's module would: on the process's own output handles, past Rust's capture.
fn print(text: &str) {
    for stream in [&mut io::stdout() as &mut dyn io::Write, &mut io::stderr()] {
        // A closed handle is the host's business.
        let _ = writeln!(stream, "{text}").and_then(|()| stream.flush());
    }
}

/// A process that keeps every handle it inherits, as the helpers of some vendors do.
fn start_daemon() {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("ping");
        command.args(["-n", "60", "127.0.0.1"]);
        command
    } else {
        let mut command = Command::new("sleep");
        command.arg("60");
        command
    };
    command
        .stdin(Stdio::inherit())
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit());
    if let Err(error) = command.spawn() {
        crate::stop(&format!("daemon: {error}"));
    }
}

fn wait_for(path: &Path) {
    while !path.exists() {
        thread::sleep(Duration::from_millis(10));
    }
}

fn touch(path: &Path) {
    if let Err(error) = OpenOptions::new().create(true).append(true).open(path) {
        crate::stop(&format!("touch {}: {error}", path.display()));
    }
}

static GATE: Mutex<Option<Arc<Gate>>> = Mutex::new(None);
