//! The inputs of a request, checked before any token is asked.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Code, Failure};
use crate::op::files;
use crate::sanitize;
use crate::token::{KeyId, KeyType};
use crate::x509::{
    AltName, AltNameError, ExtendedKeyUsage, KeyUsage, Request, RequestPlan, SoftKey, Subject,
    SubjectError, UsageError,
};

/// As the person gave it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RequestInput {
    /// `TYPE=value` with commas, in the order of the encoding.
    pub subject: Option<String>,
    /// `dns:…`, `email:…`, `ip:…`, `uri:…`, `othername:…`.
    pub san: Vec<String>,
    /// Names of key usages.
    pub ku: Vec<String>,
    /// Names or OIDs of extended key usages.
    pub eku: Vec<String>,
    /// The key's type; default `rsa2048`.
    pub key: Option<String>,
    /// The key's label; default: the subject's CN.
    pub label: Option<String>,
    /// An existing folder; default: the current one.
    pub out: Option<PathBuf>,
    /// The `ID` of a key that is there.
    pub existing: Option<String>,
    /// The case to go on with.
    pub resume: Option<String>,
    /// One of a token's fixed places, by id in hex or by name.
    pub place: Option<String>,
    /// Where the new key lives.
    pub store: Store,
}

/// Where a key lives. Chosen before it is made: a key that was born on a token never leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Store {
    /// Made on the token.
    #[default]
    Token,
    /// Made in memory, kept in an encrypted PKCS#12.
    File,
    /// Made in memory, kept in such a file, and written to the token from there.
    Both,
}

impl Store {
    /// The word of the contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::File => "file",
            Self::Both => "both",
        }
    }

    pub(super) fn find(name: &str) -> Option<Self> {
        [Self::Token, Self::File, Self::Both]
            .into_iter()
            .find(|store| store.name() == name)
    }
}

/// The word for a key that the program which made the request keeps.
pub(in crate::op) const ELSEWHERE: &str = "elsewhere";

/// What kind of request it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Goal {
    /// A new key pair.
    New,
    /// A key that is there.
    Existing(String),
    /// A case that stopped.
    Resume(String),
}

/// Checked inputs.
#[derive(Debug, Clone)]
pub struct Checked {
    pub(super) goal: Goal,
    /// `None` only with [`Goal::Resume`]: the case knows it.
    pub(super) plan: Option<PlanText>,
    pub(super) key_type: KeyType,
    pub(super) label: Option<String>,
    pub(super) out: Option<PathBuf>,
    pub(super) place: Option<String>,
    pub(super) store: Store,
    pub(super) part: Part,
}

impl Checked {
    /// A request that stopped, by its own id; everything else is known to the journal.
    pub(super) fn going_on(id: &str) -> Self {
        Self {
            goal: Goal::Resume(id.to_owned()),
            plan: None,
            key_type: KeyType::Rsa(2048),
            label: None,
            out: None,
            place: None,
            store: Store::Token,
            part: Part::default(),
        }
    }
}

/// What a request that belongs to a set has besides: the case, and the names of its files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::op) struct Part {
    /// The case that it belongs to; `None`: its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::op) case: Option<String>,
    /// Its id in the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::op) request: Option<String>,
    /// The name of the request's file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::op) csr: Option<String>,
    /// Whether that file is DER.
    #[serde(default)]
    pub(in crate::op) der: bool,
    /// The name of the file with the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::op) bundle: Option<String>,
    /// Whether that file has the old cipher.
    #[serde(default)]
    pub(in crate::op) legacy: bool,
}

impl Part {
    /// Where the request goes: under its own name, which must be free, else under the label and the key's mark.
    pub(in crate::op) fn csr_path(&self, folder: &Path, stem: &str) -> PathBuf {
        match &self.csr {
            Some(name) => folder.join(name),
            None => files::free_name(folder, stem, "csr"),
        }
    }

    /// The same for the file with the key.
    pub(in crate::op) fn bundle_path(&self, folder: &Path, stem: &str) -> PathBuf {
        match &self.bundle {
            Some(name) => folder.join(name),
            None => files::free_name(folder, stem, "p12"),
        }
    }

    /// The request as its file holds it.
    pub(in crate::op) fn encoded(&self, request: &Request) -> Vec<u8> {
        if self.der {
            request.der().to_vec()
        } else {
            request.pem().into_bytes()
        }
    }

    /// The case that documents name.
    pub(in crate::op) fn case_or<'a>(&'a self, own: &'a str) -> &'a str {
        self.case.as_deref().unwrap_or(own)
    }
}

/// A plan as text, which is how a case keeps it, and as values.
#[derive(Debug, Clone)]
pub(super) struct PlanText {
    pub(super) subject: String,
    pub(super) san: Vec<String>,
    pub(super) ku: Vec<String>,
    pub(super) eku: Vec<String>,
    pub(super) plan: RequestPlan,
}

impl RequestInput {
    /// Checks everything that can be checked without a token.
    pub fn check(self) -> Result<Checked, Failure> {
        let goal = match (self.existing, self.resume) {
            (Some(_), Some(_)) => {
                return Err(Failure::new(Code::OptionsConflict)
                    .with("option", "--existing")
                    .with("names", "--resume"));
            }
            (Some(id), None) => Goal::Existing(id),
            (None, Some(case)) => Goal::Resume(case),
            (None, None) => Goal::New,
        };
        let plan = match (&self.subject, &goal) {
            (None, Goal::Resume(_)) => None,
            (None, _) if self.san.is_empty() => {
                return Err(Failure::new(Code::ValueMissing)
                    .with("names", "--subject")
                    .with("command", "parafa request --subject \"CN=…,O=…,C=RO\""));
            }
            (subject, _) => Some(PlanText::check(
                subject.as_deref().unwrap_or(""),
                AltName::split(&self.san),
                self.ku,
                self.eku,
            )?),
        };
        let names_nobody = |plan: &PlanText| plan.plan.names_nobody();
        if plan.as_ref().is_some_and(names_nobody) {
            return Err(Failure::new(Code::ValueMissing)
                .with("names", "--subject")
                .with("command", "parafa request --subject \"CN=…,O=…,C=RO\""));
        }
        let key_type = match &self.key {
            None => KeyType::Rsa(2048),
            Some(text) => text.parse().map_err(|()| {
                let names: Vec<String> = KeyType::ALL.into_iter().map(KeyType::name).collect();
                Failure::new(Code::KeyTypeUnknown)
                    .with("value", sanitize::line(text))
                    .with("names", names.join(", "))
            })?,
        };
        if self.store != Store::Token {
            made_in_memory(key_type)?;
        }
        if let Some(label) = &self.label {
            check_label(label)?;
        }
        // Existing and writable: found out before any PIN is asked. A case knows its own folder.
        if self.out.is_some() || !matches!(goal, Goal::Resume(_)) {
            files::out_folder(self.out.as_deref())?;
        }
        Ok(Checked {
            goal,
            plan,
            key_type,
            label: self.label,
            out: self.out,
            place: self.place,
            store: self.store,
            part: Part::default(),
        })
    }
}

impl PlanText {
    pub(super) fn check(
        subject: &str,
        san: Vec<String>,
        ku: Vec<String>,
        eku: Vec<String>,
    ) -> Result<Self, Failure> {
        let name = if subject.is_empty() {
            Subject::from_pairs([])
        } else {
            Subject::parse(subject)
        };
        let name = name.map_err(|error| subject_failure(&error))?;
        let alt_names: Vec<AltName> = san
            .iter()
            .map(|text| AltName::parse(text).map_err(|error| alt_name_failure(&error, text)))
            .collect::<Result<_, _>>()?;
        let key_usage = KeyUsage::parse(&ku.join(","))
            .map_err(|error| usage_failure(Code::KeyUsageUnknown, &error))?;
        let extended_key_usage = ExtendedKeyUsage::parse(&eku.join(","))
            .map_err(|error| usage_failure(Code::ExtendedKeyUsageUnknown, &error))?;
        let plan = RequestPlan {
            subject: name,
            alt_names,
            key_usage,
            extended_key_usage,
        };
        Ok(Self {
            subject: subject.to_owned(),
            san,
            ku,
            eku,
            plan,
        })
    }
}

/// Keys in files are made by us, of the types that are taken everywhere.
fn made_in_memory(key_type: KeyType) -> Result<(), Failure> {
    let names = KeyType::ALL
        .into_iter()
        .filter(|kind| SoftKey::makes(*kind));
    let names: Vec<String> = names.map(KeyType::name).collect();
    if SoftKey::makes(key_type) {
        return Ok(());
    }
    Err(Failure::new(Code::KeyTypeNotMade)
        .with("value", key_type)
        .with("names", names.join(", ")))
}

/// A label becomes an attribute of the key and part of a file's name.
pub(super) fn check_label(label: &str) -> Result<(), Failure> {
    crate::op::label::check(label, LABEL_BYTES)
}

/// Room for a label on a token: what tokens take differs; none takes more.
const LABEL_BYTES: usize = 255;

/// An id of a fixed place: hex.
pub(super) fn place_id(text: &str) -> Option<KeyId> {
    hex::decode(text)
        .ok()
        .filter(|bytes| !bytes.is_empty())
        .map(KeyId)
}

pub(super) fn subject_failure(error: &SubjectError) -> Failure {
    let new = |code: Code, field: &str, value: String, position: usize| {
        Failure::new(code)
            .with("field", sanitize::line(field))
            .with("value", sanitize::line(&value))
            .with("position", position)
            .with("text", error)
            .detail("field", field)
    };
    match error {
        SubjectError::SlashForm { corrected } => Failure::new(Code::SubjectSlashForm)
            .with("value", sanitize::line(corrected))
            .detail("corrected", corrected.as_str()),
        SubjectError::UnknownAttribute { name, position } => {
            new(Code::AttributeUnknown, name, name.clone(), *position)
        }
        SubjectError::TooLong {
            attribute,
            length,
            most,
            position,
        } => new(
            Code::AttributeTooLong,
            attribute,
            length.to_string(),
            *position,
        )
        .with("limit", most),
        SubjectError::Charset {
            attribute,
            character,
            position,
        } => new(
            Code::AttributeCharset,
            attribute,
            character.to_string(),
            *position,
        ),
        SubjectError::Control {
            attribute,
            character,
            position,
        } => new(
            Code::ControlCharacter,
            attribute,
            character.escape_unicode().to_string(),
            *position,
        ),
        SubjectError::Country {
            given, position, ..
        } => new(Code::CountryInvalid, "C", given.clone(), *position),
        SubjectError::EmptyValue {
            attribute,
            position,
        }
        | SubjectError::Twice {
            attribute,
            position,
        } => new(Code::SubjectInvalid, attribute, String::new(), *position),
        SubjectError::NoEquals { piece, position } => {
            new(Code::SubjectInvalid, piece, piece.clone(), *position)
        }
        SubjectError::UnescapedEquals {
            attribute,
            position,
        } => new(Code::SubjectInvalid, attribute, "=".to_owned(), *position),
        SubjectError::BadEscape { position } => {
            new(Code::SubjectInvalid, "-", "\\".to_owned(), *position)
        }
        SubjectError::Encoding(_) => new(Code::SubjectInvalid, "-", String::new(), 0),
    }
}

fn alt_name_failure(error: &AltNameError, text: &str) -> Failure {
    Failure::new(Code::AltNameInvalid)
        .with("value", sanitize::line(text))
        .with("text", error)
        .with("names", crate::x509::ALT_NAME_TYPES.join(", "))
        .detail("reason", error.to_string())
}

fn usage_failure(code: Code, error: &UsageError) -> Failure {
    Failure::new(code)
        .with("value", sanitize::line(&error.given))
        .with("names", error.known.join(", "))
}
