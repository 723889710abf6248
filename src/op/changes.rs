//! The old certificate and the one that follows it, side by side: what changed, what must be told again, what must stay.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::follow::parsed;
use crate::case::Case;
use crate::profile::{Profile, Text};
use crate::x509::{Certificate, PublicKey};

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangedPart {
    /// Serial number, upper-case hex.
    Serial,
    /// Issuer, in the order of the certificate.
    Issuer,
    /// Subject, in the order of the certificate.
    Subject,
    /// First day.
    NotBefore,
    /// Last day.
    NotAfter,
    /// Type and first digits of the key's SHA-256.
    Key,
}

/// One part of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedRow {
    /// Which part.
    pub part: ChangedPart,
    /// Of the old certificate.
    pub old: String,
    /// Of the new one.
    pub new: String,
    /// Whether they differ.
    pub changed: bool,
}

/// Old and new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Changes {
    /// Part by part.
    pub parts: Vec<ChangedRow>,
    /// What must be told again, and to whom.
    pub report: Vec<String>,
    /// What must not change.
    pub keep: Vec<String>,
}

/// What changed with a case; `None` while there is no successor.
pub(super) fn of_case(profile: &Profile, case: &Case, language: &str) -> Option<Changes> {
    let old = case.replaces.as_ref().and_then(parsed)?;
    let new = case.certificates.iter().filter_map(parsed);
    let new = new.max_by_key(Certificate::not_before)?;
    let own = &profile.header.language;
    let texts = |all: &[Text]| -> Vec<String> {
        let all = all.iter();
        all.map(|text| text.shown(language, own).to_owned())
            .collect()
    };
    let renewal = profile.renewal.as_ref();
    Some(Changes {
        parts: parts(&old, &new),
        report: renewal.map(|it| texts(&it.report)).unwrap_or_default(),
        keep: renewal.map(|it| texts(&it.keep)).unwrap_or_default(),
    })
}

fn parts(old: &Certificate, new: &Certificate) -> Vec<ChangedRow> {
    let row = |part, of: &dyn Fn(&Certificate) -> String| {
        let (old, new) = (of(old), of(new));
        ChangedRow {
            part,
            changed: old != new,
            old,
            new,
        }
    };
    let day = |time: Timestamp| time.strftime("%Y-%m-%d").to_string();
    vec![
        row(ChangedPart::Serial, &|it| it.serial().hex.to_uppercase()),
        row(ChangedPart::Issuer, &Certificate::issuer),
        row(ChangedPart::Subject, &Certificate::subject),
        row(ChangedPart::NotBefore, &|it| day(it.not_before())),
        row(ChangedPart::NotAfter, &|it| day(it.not_after())),
        row(ChangedPart::Key, &|it| {
            it.public_key().as_ref().map(key).unwrap_or_default()
        }),
    ]
}

fn key(key: &PublicKey) -> String {
    let name = key
        .key_type()
        .map_or_else(|| key.kind().to_owned(), crate::token::KeyType::name);
    let hash = key.hash().hex();
    format!("{name} {}", hash.get(..8).unwrap_or_default())
}
