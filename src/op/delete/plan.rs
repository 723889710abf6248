//! What exactly is going to be removed, and what is kept.

use crate::error::{Code, Failure};
use crate::op::shape::OtherRow;
use crate::op::view::{Identity, SeenCert, SeenKey};
use crate::sanitize;
use crate::token::{KeyId, TokenState};

/// How much of an identity goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The certificate; the key stays.
    Certificate,
    /// The key; the certificate stays.
    Key,
    /// Both.
    All,
}

/// What is going to be removed.
#[derive(Debug, Clone)]
pub(in crate::op) struct Plan {
    /// What it is a part of.
    pub(super) identity: Identity,
    /// These certificates.
    pub(super) certificates: Vec<SeenCert>,
    /// This key.
    pub(super) key: Option<SeenKey>,
    /// This stays, since something else needs it.
    pub(super) kept: Vec<OtherRow>,
    /// The word to be typed where the key goes.
    pub(super) word: String,
    /// The token's name, for people.
    pub(super) token: String,
}

impl Plan {
    /// By the name that was given: a serial number means exactly that certificate.
    pub(super) fn of(
        id: &str,
        what: What,
        identity: &Identity,
        all: &[Identity],
    ) -> Result<Self, Failure> {
        let named: Vec<SeenCert> = identity
            .certificates
            .iter()
            .filter(|seen| seen.certificate.serial().is(id))
            .cloned()
            .collect();
        let chosen = if named.is_empty() {
            identity.certificates.clone()
        } else {
            named
        };
        if what == What::Certificate {
            one_certificate(id, &chosen)?;
        }
        let others = identity.certificates.len() - chosen.len();
        let mut key = identity.key.clone().filter(|_| what != What::Certificate);
        let mut kept = Vec::new();
        match (&key, what) {
            (None, What::Key) => return Err(no_key(id)),
            (Some(_), What::Key) if identity.certificates.len() > 1 => {
                return Err(Failure::new(Code::KeyShared)
                    .with("value", sanitize::line(id))
                    .with("count", identity.certificates.len())
                    .state(TokenState::NothingChanged));
            }
            (Some(shared), What::All) if others > 0 => {
                kept.push(key_row(shared, "private_key"));
                key = None;
            }
            _ => {}
        }
        let certificates = if what == What::Key {
            Vec::new()
        } else {
            chosen
        };
        Ok(Self {
            word: word(identity, all),
            identity: identity.clone(),
            certificates,
            key,
            kept,
            token: String::new(),
        })
    }

    /// These certificates of this token; no key.
    pub(in crate::op) fn of_certificates(
        identity: &Identity,
        certificates: Vec<SeenCert>,
        token: String,
    ) -> Self {
        Self {
            identity: identity.clone(),
            certificates,
            key: None,
            kept: Vec::new(),
            word: String::new(),
            token,
        }
    }

    /// On this token.
    pub(super) fn on(self, token: String) -> Self {
        Self { token, ..self }
    }

    /// Whether a key goes for ever.
    pub(super) fn loses_key(&self) -> bool {
        self.key.is_some()
    }

    /// Whether a yes to this one is a yes to `other`.
    pub(super) fn asks_the_same(&self, other: &Self) -> bool {
        let certificates = |plan: &Self| -> Vec<String> {
            let all = plan.certificates.iter();
            all.map(|seen| seen.certificate.sha256()).collect()
        };
        certificates(self) == certificates(other)
            && self.loses_key() == other.loses_key()
            && self.identity.hash == other.identity.hash
            && self.word == other.word
    }
}

fn one_certificate(id: &str, chosen: &[SeenCert]) -> Result<(), Failure> {
    match chosen {
        [] => Err(Failure::new(Code::NothingMatches)
            .with("value", sanitize::line(id))
            .state(TokenState::NothingChanged)),
        [_] => Ok(()),
        many => {
            let serials: Vec<String> = many
                .iter()
                .map(|seen| seen.certificate.serial().hex)
                .collect();
            Err(Failure::new(Code::SeveralMatch)
                .with("value", sanitize::line(id))
                .with("count", serials.len())
                .with("names", serials.join(", "))
                .detail("candidates", serials)
                .state(TokenState::NothingChanged))
        }
    }
}

fn no_key(id: &str) -> Failure {
    Failure::new(Code::KeyNotFound)
        .with("value", sanitize::line(id))
        .state(TokenState::NothingChanged)
}

/// The holder's name if unique and not empty, else the end of the serial number, else of the key's hash.
fn word(identity: &Identity, all: &[Identity]) -> String {
    let holder = |identity: &Identity| {
        identity
            .certificates
            .iter()
            .find_map(|seen| seen.certificate.holder())
            .filter(|holder| !holder.trim().is_empty())
    };
    let end = |text: String| -> String {
        let skip = text.chars().count().saturating_sub(6);
        text.chars().skip(skip).collect()
    };
    let unique = holder(identity).filter(|name| {
        all.iter()
            .filter(|one| holder(one).as_ref() == Some(name))
            .count()
            == 1
    });
    let serial = identity
        .certificates
        .first()
        .map(|seen| end(seen.certificate.serial().hex));
    let hash = identity.hash.map(|hash| end(hash.hex()));
    let id = || identity.id.as_ref().map(KeyId::hex);
    unique
        .or(serial)
        .or(hash)
        .or_else(id)
        .unwrap_or_else(|| "delete".to_owned())
}

/// A half of a key as a row.
pub(super) fn key_row(key: &SeenKey, class: &str) -> OtherRow {
    OtherRow {
        class: class.to_owned(),
        id: key.id.as_ref().map(KeyId::hex),
        label: key.label.clone(),
    }
}

/// A certificate as a row.
pub(in crate::op) fn certificate_row(seen: &SeenCert) -> OtherRow {
    OtherRow {
        class: "certificate".to_owned(),
        id: seen.object.id.as_ref().map(KeyId::hex),
        label: seen
            .object
            .label
            .clone()
            .or_else(|| seen.certificate.holder()),
    }
}
