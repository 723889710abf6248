//! Where secrets come from: `prompt`, `env:NAME`, `file:PATH`, `fd:N`, `pad`. No option takes a secret itself.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::stop::Wait;
use crate::ask::{SecretAnswer, SecretKind};
use crate::error::{Code, Failure};
use crate::i18n::t;
use crate::sanitize;
use crate::secret::Secret;
use crate::sys;
use crate::token::Role;

/// The most that the first line of a source may have.
const MOST: usize = 4096;

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Source {
    /// No option was given: the variable if it is set, else the terminal.
    #[default]
    Default,
    /// Typed on the terminal, even where the variable is set.
    Prompt,
    /// A variable.
    Env(String),
    /// The first line of a file.
    File(PathBuf),
    /// The next line of an inherited descriptor.
    Fd(u32),
    /// Typed on the reader's pad or in the driver's own window.
    Pad,
}

/// The sources of one run, by the kind of secret.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecretSources([Source; 5]);

/// What a source said without asking anybody.
#[derive(Debug)]
pub(super) enum Found {
    /// An answer; whether others can read the file that it came from.
    Answer(SecretAnswer, Option<PathBuf>),
    /// The person has to be asked.
    AskPerson,
}

/// The option and the variable of a kind of secret, and its place among the sources.
fn names(kind: SecretKind) -> (usize, &'static str, &'static str) {
    let [pin, so, key, new, password] = NAMES;
    let (index, (option, variable)) = match kind {
        SecretKind::Pin(Role::User) => (0, pin),
        SecretKind::Pin(Role::Key) => (2, key),
        // The officer's first PIN is simply his PIN.
        SecretKind::Pin(Role::So) | SecretKind::FirstPin(Role::So) => (1, so),
        SecretKind::FirstPin(_) | SecretKind::NewPin(_) => (3, new),
        SecretKind::Password | SecretKind::NewPassword => (4, password),
    };
    (index, option, variable)
}

/// Options and variables, in the order of [`SecretSources`].
const NAMES: [(&str, &str); 5] = [
    ("--pin-source", "PARAFA_PIN"),
    ("--so-pin-source", "PARAFA_SO_PIN"),
    ("--key-pin-source", "PARAFA_KEY_PIN"),
    ("--new-pin-source", "PARAFA_NEW_PIN"),
    ("--password-source", "PARAFA_PASSWORD"),
];

impl SecretSources {
    /// Reads the five options. A value that names no source is never shown: it may be the secret itself.
    pub(super) fn parse(given: &[Option<OsString>; 5]) -> Result<Self, Failure> {
        let mut sources = Self::default();
        for ((place, value), (option, _)) in sources.0.iter_mut().zip(given).zip(NAMES) {
            if let Some(value) = value {
                *place = Source::parse(value).ok_or_else(|| {
                    Failure::new(Code::SecretSourceInvalid).with("option", option)
                })?;
            }
            if let Source::Fd(number) = place {
                // One that is not open is told when it is read.
                let _ = sys::descriptor::keep(*number);
            }
        }
        Ok(sources)
    }

    /// The `pin-source=file:…` of a token's address counts where `--pin-source` was not given.
    pub fn offer_pin_file(&mut self, path: PathBuf) {
        let [pin, ..] = &mut self.0;
        if *pin == Source::Default {
            *pin = Source::File(path);
        }
    }

    /// Every variable that may hold a secret: a module's process must not inherit them.
    #[must_use]
    pub fn variables(&self) -> Vec<String> {
        let named = self.0.iter().filter_map(|source| match source {
            Source::Env(name) => Some(name.clone()),
            _ => None,
        });
        NAMES
            .iter()
            .map(|(_, variable)| (*variable).to_owned())
            .chain(named)
            .collect()
    }

    /// Whether the PIN pad was chosen for a kind of secret.
    #[must_use]
    pub fn wants_pad(&self, kind: SecretKind) -> bool {
        self.source(kind) == &Source::Pad
    }

    /// Where nothing says what the new PIN is: the source of the PIN, for a token that is being initialised.
    fn kind_to_read(
        &self,
        kind: SecretKind,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> SecretKind {
        let pin = SecretKind::Pin(Role::User);
        let told = |kind| {
            let (_, _, default) = names(kind);
            *self.source(kind) != Source::Default || variable(default).is_some()
        };
        if kind == SecretKind::FirstPin(Role::User) && !told(kind) && told(pin) {
            pin
        } else {
            kind
        }
    }

    /// Whether a source holds this secret, so that nobody is asked for it.
    pub(super) fn is_told(
        &self,
        kind: SecretKind,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> bool {
        let (_, _, default) = names(kind);
        match self.source(kind) {
            Source::Prompt | Source::Pad => false,
            Source::Default => variable(default).is_some(),
            Source::Env(_) | Source::File(_) | Source::Fd(_) => true,
        }
    }

    /// The source for a kind of secret.
    fn source(&self, kind: SecretKind) -> &Source {
        self.0.get(names(kind).0).unwrap_or(&Source::Default)
    }

    /// Reads the source of `kind`; `variable` reads the environment.
    pub(super) fn find(
        &self,
        kind: SecretKind,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Found {
        let kind = self.kind_to_read(kind, variable);
        let (_, option, default) = names(kind);
        let source = self.source(kind);
        let (origin, read) = match source {
            Source::Prompt => return Found::AskPerson,
            Source::Pad => return Found::Answer(SecretAnswer::Pad, None),
            Source::Default => match variable(default) {
                None => return Found::AskPerson,
                Some(value) => (default.to_owned(), from_variable(Some(value))),
            },
            Source::Env(name) => (
                format!("{option} env:{name}"),
                from_variable(variable(name)),
            ),
            Source::File(path) => (format!("{option} file:{}", path.display()), from_file(path)),
            Source::Fd(number) => (format!("{option} fd:{number}"), from_descriptor(*number)),
        };
        let others = match source {
            Source::File(path) if read.is_ok() && open_to_others(path) => Some(path.clone()),
            _ => None,
        };
        let answer = match read {
            Ok(secret) => SecretAnswer::Given(secret),
            Err(reason) => SecretAnswer::Unreadable {
                origin: sanitize::line(&origin),
                reason: sanitize::line(&reason),
            },
        };
        Found::Answer(answer, others)
    }
}

impl Source {
    /// `prompt`, `env:NAME`, `file:PATH`, `fd:N`, `pad`.
    fn parse(value: &OsStr) -> Option<Self> {
        let text = value.to_str()?;
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        match (kind, rest) {
            ("prompt", "") if !text.contains(':') => Some(Self::Prompt),
            ("pad", "") if !text.contains(':') => Some(Self::Pad),
            ("env", name) if !name.is_empty() && !name.contains(['=', '\0']) => {
                Some(Self::Env(name.to_owned()))
            }
            ("file", path) if !path.is_empty() => Some(Self::File(PathBuf::from(path))),
            ("fd", number) => number.parse().ok().map(Self::Fd),
            _ => None,
        }
    }
}

/// Whether others may read the file; what cannot be told is not claimed.
fn open_to_others(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|file| sys::mode::readable_by_others(&file))
}

/// A variable's value.
fn from_variable(value: Option<OsString>) -> Result<Secret, String> {
    let value = value.ok_or_else(|| t!("cli-secret-unset"))?;
    let text = value.into_string().map_err(|_| t!("cli-usage-utf8"))?;
    checked(Zeroizing::new(text.into_bytes()))
}

/// The first line of a file.
fn from_file(path: &Path) -> Result<Secret, String> {
    // A named pipe may keep us waiting.
    let wait = Wait::begin();
    let mut file = File::open(path).map_err(|error| error.to_string())?;
    drop(wait);
    checked(first_line(&mut file)?)
}

/// The next line of a descriptor.
fn from_descriptor(number: u32) -> Result<Secret, String> {
    let mut file = sys::descriptor::open(number).map_err(|error| error.to_string())?;
    checked(first_line(&mut file)?)
}

/// One line without its end, byte by byte: what follows in a pipe belongs to the next secret.
fn first_line(source: &mut impl Read) -> Result<Zeroizing<Vec<u8>>, String> {
    // A pipe may keep us waiting.
    let _wait = Wait::begin();
    // Room for all at once: a buffer that grows leaves copies behind.
    let mut line = Zeroizing::new(Vec::with_capacity(MOST + 2));
    let mut byte = [0_u8];
    loop {
        match source.read(&mut byte) {
            Ok(0) => break,
            Ok(_) if byte == [b'\n'] => break,
            Ok(_) => line.extend_from_slice(&byte),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.to_string()),
        }
        if line.len() > MOST {
            return Err(t!("cli-secret-long"));
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(line)
}

/// Not empty, not too long, no NUL.
fn checked(mut line: Zeroizing<Vec<u8>>) -> Result<Secret, String> {
    if line.is_empty() {
        return Err(t!("cli-secret-empty"));
    }
    if line.len() > MOST {
        return Err(t!("cli-secret-long"));
    }
    if line.contains(&0) {
        return Err(t!("cli-secret-nul"));
    }
    Ok(Secret::from_bytes(std::mem::take(&mut *line)))
}

#[cfg(test)]
#[path = "secrets_tests.rs"]
mod tests;
