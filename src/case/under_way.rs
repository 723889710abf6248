//! A case: something to get done, with what was said and done about it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something under way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// Short and readable: `c-7k2m9x`.
    pub id: String,
    /// When it was opened.
    pub opened: Timestamp,
    /// The profile's id; `None`: a request without a profile.
    pub profile: Option<String>,
    /// How the certificate comes about: `csr`, `vendor`, `pfx`.
    pub mode: String,
    /// `first` or `renewal`.
    pub occasion: String,
    /// The requests that it is about.
    pub wanted: Vec<Wanted>,
    /// For whom: names of providers.
    pub providers: Vec<String>,
    /// Values by the ids of fields; never those that are not to be kept.
    pub values: BTreeMap<String, String>,
    /// Where its files are.
    pub folder: Option<PathBuf>,
    /// The certificate that it replaces.
    pub replaces: Option<Issued>,
    /// What was done.
    pub ticks: Vec<Tick>,
    /// The certificates that came of it, in the order in which they were seen.
    pub certificates: Vec<Issued>,
    /// When it was over.
    pub closed: Option<Timestamp>,
}

/// A request of the profile that is wanted in this case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Its id in the profile.
    pub request: String,
    /// The type of key, where we make it.
    pub key: Option<String>,
    /// Where the key lives: `token`, `file`, `both`.
    pub store: Option<String>,
}

/// A step that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// The step's id.
    pub step: String,
    /// On which computer, where it is done on each.
    pub place: Option<String>,
    /// For which provider, where it is done for each.
    pub provider: Option<String>,
    /// The day: `2026-11-25`.
    pub on: String,
    /// A number that was recorded.
    pub value: Option<String>,
}

/// A certificate that came of a case, wherever it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// SHA-256 of the DER, lower-case hex.
    pub sha256: String,
    /// The DER, in hex: the file or the token may be elsewhere by now.
    pub der: String,
    /// Which of the profile's requests it answers, where that is known.
    pub request: Option<String>,
    /// The day on which it was first seen: `2026-11-25`.
    pub on: String,
}
