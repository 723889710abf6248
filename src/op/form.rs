//! `form`: papers for the authority, ready to be handed in. Everything is known and made before anything is written;
//! what is missing is asked by the face between [`Form::begin`] and [`Draft::write`].

mod begin;
mod certificate;
mod desktop;
mod names;
mod papers;
mod people;
mod write;

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

pub use certificate::{CertificateFrom, CertificateTaken};
pub use desktop::open;
pub use people::MissingOf;

use super::files::Source;
use crate::case::{self, Case};
use crate::paper::Asked;
use crate::profile::{FormKind, Profile};
use certificate::Taken;
use papers::Wanted;
use people::Person;

/// Which certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// On a token or remembered, by this name.
    Id(String),
    /// In a file.
    File(Source),
}

/// A first certificate, or one that follows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The first.
    First,
    /// One that follows another.
    Renewal,
}

impl Occasion {
    fn of(case: &Case) -> Self {
        if case.occasion == case::RENEWAL {
            Self::Renewal
        } else {
            Self::First
        }
    }
}

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Which certificate; else the newest of the authority's.
    pub object: Option<Object>,
    /// Any unique part of a profile's id or title; else whoever issued the certificate tells.
    pub profile: Option<String>,
    /// Only the paper of this id, or those of this kind.
    pub kind: Option<String>,
    /// Names of providers; else those of the case.
    pub providers: Vec<String>,
    /// On which occasion; else that of the case.
    pub when: Option<Occasion>,
    /// An existing folder; else that of the case, else `<profile>-forms-<date>` here.
    pub out: Option<PathBuf>,
}

/// Papers that can be made once nothing is missing.
#[derive(Debug)]
pub struct Draft<'p> {
    profile: &'p Profile,
    case: Option<Case>,
    taken: Option<Taken>,
    occasion: Occasion,
    wanted: Vec<Wanted<'p>>,
    /// Values for papers that are made once: the case's, then the first provider's.
    whole: people::Known<'p>,
    /// For whom papers are made.
    people: Vec<Person<'p>>,
    requests: Vec<Asked>,
    folder: write::Folder,
    language: String,
}

/// A file that lies there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FormFile {
    /// Absolute.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
    /// The paper's id, of papers and mails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// For which provider.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Of its bytes, lower-case hex.
    pub sha256: String,
    /// `false`: the same file was there already.
    pub written: bool,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// What the authority registers.
    Registration,
    /// Values to copy.
    DataSheet,
    /// The certificate, printed.
    CertificateSheet,
    /// The certificate itself, in DER.
    Certificate,
    /// The text of the mail.
    Mail,
}

impl From<FormKind> for FileKind {
    fn from(kind: FormKind) -> Self {
        match kind {
            FormKind::Registration => Self::Registration,
            FormKind::DataSheet => Self::DataSheet,
            FormKind::CertificateSheet => Self::CertificateSheet,
        }
    }
}

/// Where papers go from here, in the authority's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HandIn {
    /// To whom, as the papers say; else the authority.
    pub to: Option<String>,
    /// At which desk or in which way, in the user's language.
    pub desk: Option<String>,
    /// Its address of mail.
    pub mail: Option<String>,
    /// Its page.
    pub web: Option<String>,
}

/// The answer of `form`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FormOutcome {
    /// The case that they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The profile's id.
    pub profile: String,
    /// Its title, in the user's language.
    pub title: String,
    /// For which occasion.
    pub occasion: Occasion,
    /// Which certificate was taken; none where the papers need none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateTaken>,
    /// The folder of all.
    pub folder: String,
    /// The folders with files in them, one for each provider.
    pub folders: Vec<String>,
    /// All files.
    pub files: Vec<FormFile>,
    /// Where they go.
    pub hand_in: HandIn,
}

impl FormOutcome {
    /// What is opened to be seen: the only paper, else the folder of all.
    #[must_use]
    pub fn to_be_shown(&self) -> &str {
        let paper = |file: &&FormFile| !matches!(file.kind, FileKind::Certificate | FileKind::Mail);
        let mut papers = self.files.iter().filter(paper);
        match (papers.next(), papers.next()) {
            (Some(only), None) => &only.path,
            _ => &self.folder,
        }
    }
}
