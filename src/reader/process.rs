//! The helper's process: start, lines, limits, death.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Line, Told, VERSION, Why};
use crate::sys::group;

/// How long the helper may take to start.
const START: Duration = Duration::from_secs(5);
/// How long the card service may take to name its readers (Q55).
pub(super) const ANSWER: Duration = Duration::from_secs(3);
/// Bytes of a line: more is no line of the helper's.
const LINE: u64 = 64 * 1024;
/// Bytes that are kept of what the helper says when it fails.
const WORDS: u64 = 4096;
/// Lines that wait for us before the helper has to.
const WAITING: usize = 16;

/// The helper program, not started.
#[derive(Debug, Clone)]
pub struct Helper {
    path: PathBuf,
    hidden: Vec<OsString>,
}

/// Why nothing is known of readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The helper is not where it belongs.
    HelperMissing {
        /// Where it belongs.
        path: String,
    },
    /// The helper cannot run: the card service's library is not there.
    LibraryMissing {
        /// The loader's words.
        text: String,
    },
    /// The card service does not run.
    NoService {
        /// Its library's words.
        text: String,
    },
    /// The card service does not let this user in.
    Denied {
        /// Its library's words.
        text: String,
    },
    /// The card service does not answer (Q55).
    Silent {
        /// How long was waited.
        waited: Duration,
    },
    /// Anything else.
    Failed {
        /// In words.
        text: String,
    },
}

impl Helper {
    /// The helper that lies beside `program`; it gets neither `PARAFA_*` nor the variables in `hidden`.
    #[must_use]
    pub fn beside(program: &Path, hidden: Vec<OsString>) -> Self {
        let name = format!("parafa-readers{}", std::env::consts::EXE_SUFFIX);
        Self {
            path: program.with_file_name(name),
            hidden,
        }
    }

    /// Asks once: at most some seconds, whatever the card service does.
    pub fn look(&self) -> Told {
        let mut process = Process::start(self)?;
        loop {
            match process.next(ANSWER, &|| false)? {
                Line::Readers(readers) => return Ok(readers),
                Line::Failed { why, text } => return Err(Trouble::of(why, text)),
                Line::Hello { .. } | Line::Still => {}
            }
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, _) in std::env::vars_os() {
            let ours = name.to_string_lossy().starts_with("PARAFA_");
            if ours || self.hidden.contains(&name) {
                command.env_remove(name);
            }
        }
        group::own_group(&mut command);
        command
    }
}

impl Trouble {
    pub(super) fn of(why: Why, text: String) -> Self {
        match why {
            Why::NoService => Self::NoService { text },
            Why::Denied => Self::Denied { text },
            Why::Other => Self::Failed { text },
        }
    }
}

/// A running helper; dropped, it is ended.
pub(super) struct Process {
    child: Child,
    /// Closing it ends the helper.
    _input: Option<ChildStdin>,
    said: Receiver<Line>,
    words: Arc<Mutex<String>>,
}

impl Process {
    /// Starts the helper and hears its greeting.
    pub(super) fn start(helper: &Helper) -> Result<Self, Trouble> {
        let mut child = helper.command().spawn().map_err(|error| {
            if error.kind() == ErrorKind::NotFound {
                let path = helper.path.display().to_string();
                Trouble::HelperMissing { path }
            } else {
                failed(&error.to_string())
            }
        })?;
        let input = child.stdin.take();
        let (Some(output), Some(errors)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(failed("no pipes"));
        };
        let (to_us, said) = sync_channel(WAITING);
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(line) = line(&mut output) {
                if to_us.send(line).is_err() {
                    return;
                }
            }
        });
        let words = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&words);
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = errors.take(WORDS).read_to_end(&mut bytes);
            *kept.lock().unwrap_or_else(PoisonError::into_inner) =
                String::from_utf8_lossy(&bytes).into_owned();
        });
        let mut process = Self {
            child,
            _input: input,
            said,
            words,
        };
        match process.next(START, &|| false)? {
            Line::Hello { version: VERSION } => Ok(process),
            _ => Err(failed("another version of this program answered")),
        }
    }

    /// The next line, within this time; sooner where `stopped`.
    pub(super) fn next(
        &mut self,
        limit: Duration,
        stopped: &dyn Fn() -> bool,
    ) -> Result<Line, Trouble> {
        let begun = Instant::now();
        loop {
            match self.said.recv_timeout(TICK) {
                Ok(line) => return Ok(line),
                Err(RecvTimeoutError::Disconnected) => return Err(self.ended()),
                Err(RecvTimeoutError::Timeout) if begun.elapsed() >= limit || stopped() => {
                    return Err(Trouble::Silent { waited: limit });
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Why it says nothing more: it ended, or wrote what is no line.
    fn ended(&mut self) -> Trouble {
        let until = Instant::now() + LAST_WORDS;
        let mut status = None;
        while status.is_none() && Instant::now() < until {
            status = self.child.try_wait().ok().flatten();
            std::thread::sleep(Duration::from_millis(5));
        }
        let Some(status) = status else {
            return failed("the helper wrote what cannot be read");
        };
        let words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let said = words.lines().find(|line| !line.trim().is_empty());
        let said = said.unwrap_or_default().trim().to_owned();
        // Of glibc and musl, and of macOS.
        let loader = ["shared librar", "Library not loaded", "image not found"];
        if loader.iter().any(|sign| said.contains(sign)) {
            Trouble::LibraryMissing { text: said }
        } else if said.is_empty() {
            failed(&status.to_string())
        } else {
            failed(&said)
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let until = Instant::now() + Duration::from_millis(200);
        while Instant::now() < until {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// The next line that can be read; `None` at the end, and at the first that cannot.
fn line(output: &mut impl BufRead) -> Option<Line> {
    let mut text = String::new();
    output.take(LINE).read_line(&mut text).ok()?;
    Line::read(text.trim_end())
}

fn failed(text: &str) -> Trouble {
    Trouble::Failed {
        text: text.to_owned(),
    }
}

/// How often a waiting thread looks whether it shall stop.
const TICK: Duration = Duration::from_millis(50);
/// How long an end is waited for once the helper says nothing more.
const LAST_WORDS: Duration = Duration::from_millis(500);
