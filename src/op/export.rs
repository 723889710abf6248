//! `export`: certificates out, from a token or a file. Keys that were born on a token stay there.

mod key;
mod names;
mod of_case;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

pub use crate::x509::pkcs12::Encryption;
pub use key::KeyForm;
pub(super) use names::{full_name, several, stem};

use super::Setting;
use super::files::{self, Source};
use super::sealed::certificates;
use super::select::{Closeness, matching};
use super::shape::FileRow;
use super::view::Identity;
use crate::error::{Code, Exit, Failure, Notice};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::pkcs12::Entry;
use crate::x509::{Certificate, PrivateKey, PublicKey, Validity, certs_only};

/// Where the certificate is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// On a token, by this name.
    Token(String),
    /// On the tokens: the newest valid one.
    Newest,
    /// In a file.
    File(Source),
}

/// The forms that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text between BEGIN and END lines.
    Pem,
    /// One certificate as bytes.
    Der,
    /// A bundle of certificates: PKCS#7 in DER.
    P7b,
    /// A private key that lives in a file.
    Key(KeyForm),
}

/// What of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum What {
    /// The certificate.
    #[default]
    Certificate,
    /// Its public key (SubjectPublicKeyInfo, RFC 5280 §4.1).
    PublicKey,
}

/// Where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// A new file in the current folder.
    Here,
    /// A new file in this folder.
    Folder(PathBuf),
    /// This new file.
    File(PathBuf),
    /// Nowhere: the bytes are the answer.
    Bytes,
}

impl To {
    /// The folder in which the new file will lie.
    fn folder(&self) -> &Path {
        let folder = match self {
            Self::Here | Self::Bytes => None,
            Self::Folder(folder) => Some(folder.as_path()),
            Self::File(path) => path.parent(),
        };
        let named = folder.filter(|folder| !folder.as_os_str().is_empty());
        named.unwrap_or(Path::new("."))
    }
}

/// What to export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// From where.
    pub from: From,
    /// How.
    pub form: Form,
    /// What of it.
    pub what: What,
    /// The CA certificates found there, too.
    pub chain: bool,
    /// Where to.
    pub to: To,
    /// The case whose authority says how a file with a key is called and encrypted.
    pub case: Option<String>,
}

/// The answer of `export`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct ExportOutcome {
    /// The files written.
    pub files: Vec<FileRow>,
    /// What was to be written, where no file was.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// The certificate and what stands beside it.
pub(super) struct Found {
    pub(super) certificate: Certificate,
    label: Option<String>,
    authorities: Vec<Certificate>,
}

impl Export {
    /// Finds the certificate and writes it; an existing file is never overwritten.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<ExportOutcome, Failure> {
        if let Some(form) = self.form.of_key() {
            return self.key(setting, form);
        }
        self.check_target()?;
        let found = match &self.from {
            From::File(source) => setting.in_file(source)?,
            From::Token(id) => match setting.on_tokens(Some(id)) {
                // The token may lie in a drawer, or the certificate never was on one.
                Err(failure) if failure.code.exit() == Exit::NotFound => {
                    setting.remembered_one(id).ok_or(failure)?
                }
                other => other?,
            },
            From::Newest => setting.on_tokens(None)?,
        };
        setting.journal_notices();
        let chain = if self.chain {
            chain_of(&found.certificate, &found.authorities)
        } else {
            Vec::new()
        };
        if self.chain && chain.is_empty() && !found.certificate.signed_by_own_key() {
            setting.notice(Notice::new(Code::ChainNotFound));
        }
        let all = std::iter::once(&found.certificate).chain(chain);
        let bytes = match (self.what, self.form) {
            (What::PublicKey, form) => public_key(&found.certificate, form)?,
            (What::Certificate, Form::Pem) => {
                all.map(Certificate::pem).collect::<String>().into_bytes()
            }
            (What::Certificate, Form::P7b) => certs_only(all).map_err(|error| damaged(&error))?,
            (What::Certificate, Form::Der | Form::Key(_)) => found.certificate.der().to_vec(),
        };
        let path = match &self.to {
            To::Bytes => {
                return Ok(ExportOutcome {
                    files: Vec::new(),
                    bytes,
                });
            }
            To::File(path) => files::write_new(path, &bytes)?,
            To::Here | To::Folder(_) => {
                files::write_new(&default_path(self.to.folder(), &found, self), &bytes)?
            }
        };
        if self.what == What::Certificate {
            setting.exported(&found.certificate, &path);
        }
        let row = FileRow {
            path,
            kind: match self.what {
                What::Certificate => "certificate".to_owned(),
                What::PublicKey => "public_key".to_owned(),
            },
            purpose: None,
            sha256: files::sha256(&bytes),
        };
        Ok(ExportOutcome {
            files: vec![row],
            bytes: Vec::new(),
        })
    }

    /// What would fail at the end is refused at the beginning.
    fn check_target(&self) -> Result<(), Failure> {
        match &self.to {
            To::Here | To::Bytes => return Ok(()),
            To::Folder(_) => {}
            To::File(path) => free(path)?,
        }
        files::out_folder(Some(self.to.folder())).map(|_| ())
    }
}

/// An existing file is never overwritten.
pub(super) fn free(path: &Path) -> Result<(), Failure> {
    if !path.exists() {
        return Ok(());
    }
    let name = sanitize::line(&files::absolute(path));
    Err(Failure::new(Code::FileExists)
        .with("path", &name)
        .with("file", name)
        .state(TokenState::NothingChanged))
}

impl Setting<'_> {
    /// The one certificate that is known without its token and exactly named.
    fn remembered_one(&mut self, id: &str) -> Option<Found> {
        let certificate = self.known_exactly(id)?;
        Some(Found {
            label: certificate.holder(),
            certificate,
            authorities: Vec::new(),
        })
    }

    fn on_tokens(&mut self, id: Option<&str>) -> Result<Found, Failure> {
        let owned = self.owned()?;
        let mut identities = owned.identities();
        let (authorities, unread) = (owned.authorities, owned.unread);
        identities.retain(|identity| !identity.certificates.is_empty());
        let now = self.now;
        let found = match id {
            Some(id) => one(id, &identities, now),
            None => newest(identities.iter(), now).ok_or_else(|| nothing("export")),
        };
        let (certificate, label) = match (found, unread) {
            // What was not read may be it; one that is remembered under exactly this name will do.
            (Err(failure), Some(unread)) if failure.code == Code::NothingMatches => {
                return id.and_then(|id| self.remembered_one(id)).ok_or(unread);
            }
            (found, _) => found?,
        };
        Ok(Found {
            certificate,
            label,
            authorities,
        })
    }
}

/// The certificate that a name means: by serial number exactly that one, else the newest valid one of its identity.
pub(super) fn one(
    id: &str,
    identities: &[Identity],
    now: Timestamp,
) -> Result<(Certificate, Option<String>), Failure> {
    let fit = matching(id, identities, Closeness::Part);
    match fit.as_slice() {
        [] => Err(nothing(id)),
        [only] => {
            let by_serial = only
                .certificates
                .iter()
                .find(|seen| seen.certificate.serial().is(id))
                .map(|seen| (seen.certificate.clone(), only.label.clone()));
            by_serial
                .or_else(|| newest(std::iter::once(*only), now))
                .ok_or_else(|| nothing(id))
        }
        many => Err(several(id, many)),
    }
}

pub(super) fn nothing(id: &str) -> Failure {
    Failure::new(Code::NothingMatches)
        .with("value", sanitize::line(id))
        .state(TokenState::NothingChanged)
}

/// The newest valid certificate, else the newest; a placeholder only where there is nothing else.
fn newest<'i>(
    identities: impl Iterator<Item = &'i Identity>,
    now: Timestamp,
) -> Option<(Certificate, Option<String>)> {
    identities
        .flat_map(|identity| {
            identity
                .certificates
                .iter()
                .map(move |seen| (identity, seen))
        })
        .max_by_key(|(_, seen)| {
            (
                !seen.placeholder,
                seen.certificate.validity(now) == Validity::Valid,
                seen.certificate.not_before(),
            )
        })
        .map(|(identity, seen)| (seen.certificate.clone(), identity.label.clone()))
}

impl Setting<'_> {
    /// A file's certificates; those of a PKCS#12 after its password.
    pub(super) fn in_file(&mut self, source: &Source) -> Result<Found, Failure> {
        let input = files::read(source)?;
        let mut all = input.contents.certificates.clone();
        for sealed in &input.contents.pkcs12 {
            let opened = self.open_pkcs12(&input.path, sealed)?;
            all.extend(certificates(opened));
        }
        best_of(all, self.now).ok_or_else(|| no_certificate(&input))
    }
}

/// The newest valid certificate that is no authority's, else the newest of an authority.
fn best_of(all: Vec<Certificate>, now: Timestamp) -> Option<Found> {
    let (authorities, leaves): (Vec<_>, Vec<_>) = all.into_iter().partition(Certificate::is_ca);
    let best = |all: &[Certificate]| {
        all.iter()
            .max_by_key(|one| (one.validity(now) == Validity::Valid, one.not_before()))
            .cloned()
    };
    let certificate = best(&leaves).or_else(|| best(&authorities))?;
    Some(Found {
        certificate,
        label: None,
        authorities,
    })
}

fn no_certificate(input: &files::Input) -> Failure {
    let readable = input.contents.pkcs12.is_empty();
    let unusable = files::unusable(&input.path, &input.contents).filter(|_| readable);
    unusable.unwrap_or_else(|| {
        Failure::new(Code::NoCertificateInFile)
            .with("file", sanitize::line(&input.path))
            .with("path", sanitize::line(&input.path))
    })
}

fn public_key(certificate: &Certificate, form: Form) -> Result<Vec<u8>, Failure> {
    let key = certificate.public_key().map_err(|error| damaged(&error))?;
    Ok(match form {
        Form::Der => key.spki_der().to_vec(),
        _ => key.pem().into_bytes(),
    })
}

fn damaged(error: &dyn std::error::Error) -> Failure {
    Failure::new(Code::CertificateDamaged)
        .with("file", "-")
        .with("text", error)
        .state(TokenState::NothingChanged)
}

/// A key with those of the certificates that are its own, and the others.
fn entry_of(key: PrivateKey, certificates: &[Certificate]) -> (Entry, Vec<Certificate>) {
    let hash = key.public_key().map(PublicKey::hash);
    let own = |one: &Certificate| {
        hash.is_some() && one.public_key().ok().map(|public| public.hash()) == hash
    };
    let (own, others): (Vec<_>, Vec<_>) = certificates.iter().cloned().partition(own);
    let entry = Entry {
        friendly_name: None,
        local_key_id: None,
        key,
        certificates: own,
    };
    (entry, others)
}

/// From the certificate upwards, as far as the authorities at hand reach.
pub(super) fn chain_of<'c>(
    leaf: &'c Certificate,
    authorities: &'c [Certificate],
) -> Vec<&'c Certificate> {
    let mut chain: Vec<&Certificate> = Vec::new();
    let mut last = leaf;
    while let Some(next) = authorities
        .iter()
        .find(|one| last.issued_by(one) && one.der() != last.der())
    {
        if chain.iter().any(|one| one.der() == next.der()) {
            break;
        }
        chain.push(next);
        last = next;
    }
    chain
}

/// `<label or holder>-<8 digits of key_sha256>.pem`, or another name that is free.
fn default_path(folder: &Path, found: &Found, export: &Export) -> PathBuf {
    let extension = match (export.what, export.form) {
        (What::PublicKey, Form::Der) => "pub.der",
        (What::PublicKey, _) => "pub.pem",
        (What::Certificate, Form::Pem) => "pem",
        (What::Certificate, Form::P7b) => "p7b",
        (What::Certificate, Form::Der | Form::Key(_)) => "cer",
    };
    let stem = stem(&found.certificate, found.label.as_deref());
    files::free_name(folder, &stem, extension)
}
