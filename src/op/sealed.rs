//! Files that want a password: PKCS#12 and encrypted private keys. A file's password has no counter, so a person may
//! try again; what a source gave is tried once.

use super::Setting;
use super::files::in_full;
use crate::ask::{SecretAnswer, SecretKind, SecretWanted};
use crate::error::{Code, Failure};
use crate::sanitize;
use crate::secret::Secret;
use crate::sys::dumpable::hide_memory;
use crate::token::{PinState, TokenState};
use crate::x509::keyfile::{self, KeyFileError};
use crate::x509::pkcs12::Plan;
use crate::x509::{Certificate, Pkcs12, Pkcs12Error, PrivateKey, Sealed, pkcs12};

/// Which password is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// That of a file that is there.
    Its,
    /// That of a file to be written, typed twice.
    New,
}

/// How often a person is asked.
const TRIES: u32 = 3;

impl Setting<'_> {
    /// Opens a PKCS#12 file. An empty password is tried first and needs no question.
    pub(super) fn open_pkcs12(&mut self, path: &str, sealed: &Sealed) -> Result<Pkcs12, Failure> {
        match self.without_password(sealed) {
            Err(Pkcs12Error::WrongPassword | Pkcs12Error::WrongPasswordOrDamaged) => {}
            other => return other.map_err(|error| pkcs12_failure(&error, path)),
        }
        self.open_with_password(path, sealed)
            .map(|(opened, _)| opened)
    }

    /// Opens one of many: with an empty password, or with one from a source. Nobody is asked for one after another.
    pub(super) fn open_quietly(&mut self, path: &str, sealed: &Sealed) -> Result<Pkcs12, Failure> {
        if self.ask.somebody() {
            let opened = self.without_password(sealed);
            return opened.map_err(|error| pkcs12_failure(&error, path));
        }
        self.open_pkcs12(path, sealed)
    }

    /// Opens a PKCS#12 file, and gives the password back for the file that comes in its place.
    pub(super) fn open_with_password(
        &mut self,
        path: &str,
        sealed: &Sealed,
    ) -> Result<(Pkcs12, Secret), Failure> {
        self.with_password(path, |password| {
            match pkcs12::open(sealed.bytes(), password) {
                Ok(opened) => Opened::Done(opened),
                Err(error) => {
                    let failure = pkcs12_failure(&error, path);
                    match error {
                        Pkcs12Error::WrongPassword | Pkcs12Error::WrongPasswordOrDamaged => {
                            Opened::Wrong(failure)
                        }
                        _ => Opened::Failed(failure),
                    }
                }
            }
        })
    }

    /// Opens the one private key of a file; the password is asked only where the key is encrypted.
    pub(super) fn open_key_file(
        &mut self,
        path: &str,
        bytes: &[u8],
    ) -> Result<PrivateKey, Failure> {
        hide_memory();
        match keyfile::open(bytes, None) {
            Err(KeyFileError::PasswordNeeded) => {}
            other => return other.map_err(|error| key_file_failure(&error, path)),
        }
        self.with_password(path, |password| {
            match keyfile::open(bytes, Some(password)) {
                Ok(key) => Opened::Done(key),
                Err(error) => {
                    let failure = key_file_failure(&error, path);
                    match error {
                        KeyFileError::WrongPasswordOrDamaged => Opened::Wrong(failure),
                        _ => Opened::Failed(failure),
                    }
                }
            }
        })
        .map(|(key, _)| key)
    }

    /// Asks until the file opens, the person turns away, or the answer is one that was given before.
    fn with_password<T>(
        &mut self,
        path: &str,
        open: impl Fn(&Secret) -> Opened<T>,
    ) -> Result<(T, Secret), Failure> {
        let mut given: Vec<[u8; 32]> = Vec::new();
        let mut last = None;
        for _ in 0..TRIES {
            let password = match (self.password_of(path, Which::Its), last.take()) {
                (Ok(password), _) => password,
                // Who turns away after a wrong password hears of the password.
                (Err(_), Some(wrong)) => return Err(wrong),
                (Err(failure), None) => return Err(failure),
            };
            let opened = {
                let _alone = self.ask.alone();
                open(&password)
            };
            match opened {
                Opened::Done(opened) => return Ok((opened, password)),
                Opened::Failed(failure) => return Err(failure),
                Opened::Wrong(failure) => {
                    let mark = password.mark(self.salt());
                    if given.contains(&mark) || !self.ask.somebody() {
                        return Err(failure);
                    }
                    given.push(mark);
                    self.notice(crate::error::Notice {
                        code: failure.code,
                        args: failure.args.clone(),
                    });
                    last = Some(failure);
                }
            }
        }
        Err(last.unwrap_or_else(|| sealed_failure(Code::PasswordNeeded, path)))
    }

    /// Opens what has an empty password.
    pub(super) fn without_password(&self, sealed: &Sealed) -> Result<Pkcs12, Pkcs12Error> {
        hide_memory();
        let _alone = self.ask.alone();
        pkcs12::open(sealed.bytes(), &Secret::from_bytes(Vec::new()))
    }

    /// The bytes of a PKCS#12 file that is going to be written.
    pub(super) fn seal(
        &self,
        plan: &Plan<'_>,
        password: &Secret,
        path: &str,
    ) -> Result<Vec<u8>, Failure> {
        let _alone = self.ask.alone();
        pkcs12::write(plan, password)
            .map_err(|error| sealed_failure(Code::WriteFailed, path).with("text", error))
    }

    /// The password of a file.
    pub(super) fn password_of(&mut self, path: &str, which: Which) -> Result<Secret, Failure> {
        hide_memory();
        let wanted = SecretWanted {
            what: match which {
                Which::Its => SecretKind::Password,
                Which::New => SecretKind::NewPassword,
            },
            token: path.to_owned(),
            serial: String::new(),
            state: PinState::Unknown,
        };
        match self.ask.secret(&wanted) {
            SecretAnswer::Given(password) => Ok(password),
            SecretAnswer::Pad | SecretAnswer::Nobody => Err(match which {
                Which::Its => sealed_failure(Code::PasswordNeeded, path),
                Which::New => sealed_failure(Code::PasswordNewNeeded, path),
            }),
            SecretAnswer::Declined => Err(sealed_failure(Code::Declined, path)),
            SecretAnswer::Unreadable { origin, reason } => {
                let failure = sealed_failure(Code::PinSourceUnreadable, path);
                Err(failure.with("origin", origin).with("reason", reason))
            }
        }
    }
}

/// All certificates of an opened file.
pub(super) fn certificates(opened: Pkcs12) -> Vec<Certificate> {
    let entries = opened.entries.into_iter();
    let own = entries.flat_map(|entry| entry.certificates);
    own.chain(opened.chain).collect()
}

/// What came of a password.
enum Opened<T> {
    Done(T),
    /// Another one may fit.
    Wrong(Failure),
    /// No password helps.
    Failed(Failure),
}

pub(super) fn sealed_failure(code: Code, path: &str) -> Failure {
    Failure::new(code)
        .with("file", sanitize::line(path))
        .with("path", sanitize::line(path))
        .detail("file", path)
        .state(TokenState::NothingChanged)
}

fn pkcs12_failure(error: &Pkcs12Error, path: &str) -> Failure {
    let code = match error {
        Pkcs12Error::WrongPassword => Code::PasswordWrong,
        Pkcs12Error::WrongPasswordOrDamaged => Code::PasswordOrDamage,
        Pkcs12Error::Encryption(_) | Pkcs12Error::PublicKeyMode { .. } => Code::CipherUnsupported,
        _ => Code::ContainerDamaged,
    };
    sealed_failure(code, path).with("text", in_full(error))
}

fn key_file_failure(error: &KeyFileError, path: &str) -> Failure {
    let code = match error {
        KeyFileError::WrongPasswordOrDamaged => Code::PasswordOrDamage,
        KeyFileError::Encryption(_) => Code::CipherUnsupported,
        KeyFileError::None => Code::NoKeyInFile,
        KeyFileError::PasswordNeeded => Code::PasswordNeeded,
        _ => Code::ContainerDamaged,
    };
    sealed_failure(code, path).with("text", in_full(error))
}
