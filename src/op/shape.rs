//! The shapes of answers, as the contract names them (`docs/cli.md`, JSON). Pure data; the faces print or draw it.
//! What a token did not tell is `null`.

mod installed;
mod plugged;
mod rows;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::show::details::{Asn1, Details};
use crate::token::PinState;
use crate::x509::{Serial, Validity};

pub use installed::{
    AlreadyRow, CompletedRow, InstallOutcome, InstalledRow, KeptRow, SkippedRow, SupersededRow,
};
pub use plugged::{DeviceRow, LooksLikeRow};
pub(in crate::op) use rows::fault_words;
pub use rows::{
    certificate_row, identity_row, identity_state, module_row, module_rows, time_state, token_row,
    token_show,
};

/// Days before its end from which a certificate counts as expiring.
pub const EXPIRING_DAYS: i64 = 30;

/// How a module answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ModuleState {
    /// Loaded and answering.
    Ok,
    /// Its file is not there.
    Missing,
    /// It ended or crashed its process.
    Crashed,
    /// It did not answer in time.
    Hung,
    /// It answered with an error, or could not be loaded.
    Error,
}

/// One module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModuleRow {
    /// The registry's id, else the path.
    pub id: String,
    /// The library's file.
    pub path: String,
    /// For people.
    pub name: String,
    /// How it answered.
    pub state: ModuleState,
    /// Why, where it did not answer well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// A PIN as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PinRow {
    /// What the token's flags say.
    pub state: PinState,
    /// How many were refused on this computer since the last good one.
    pub failed_here: u32,
    /// Shortest length, in bytes, that the token says it takes.
    pub min: Option<u64>,
    /// Longest length, in bytes, that the token says it takes.
    pub max: Option<u64>,
    /// It is typed on a pad or in the driver's window.
    pub pinpad: Option<bool>,
}

/// The officer's PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SoPinRow {
    /// What the token's flags say.
    pub state: PinState,
}

/// Whether a token can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TokenRowState {
    /// Initialised and readable.
    Ready,
    /// Blank.
    Uninitialised,
    /// Not formatted for this module.
    Unrecognised,
    /// It did not answer.
    Error,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TokenRow {
    /// RFC 7512.
    pub uri: String,
    /// The module's id; `null` for a card that no driver reads.
    pub module: Option<String>,
    /// The slot's number, good for this run only; `null` where there is no module.
    pub slot: Option<u64>,
    /// The reader or slot that it is in: tokens of one card share it.
    pub card: Option<String>,
    /// Label.
    pub label: Option<String>,
    /// Manufacturer.
    pub manufacturer: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// Whether it can be used.
    pub state: TokenRowState,
    /// The user's PIN.
    pub pin: PinRow,
    /// The officer's PIN.
    pub so_pin: SoPinRow,
    /// It may not be written to.
    pub read_only: Option<bool>,
    /// Other modules that see the same token.
    pub also_via: Vec<String>,
    /// The card's answer to reset, upper-case hex, where the readers were asked and told it.
    pub atr: Option<String>,
    /// Of one that cannot be read: what it may be. Guesses.
    pub looks_like: Vec<LooksLikeRow>,
}

/// Where an identity stands; the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentityState {
    /// A certificate of another key has this key's id.
    Mismatch,
    /// No private key is there (seen after log-in).
    NoKey,
    /// The private key shows only after log-in.
    KeyNotVisible,
    /// A key without a certificate.
    AwaitingCertificate,
    /// The newest certificate has ended.
    Expired,
    /// The newest certificate has not begun.
    NotYetValid,
    /// It ends within 30 days.
    Expiring,
    /// Usable.
    Ready,
}

/// A key.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeyRow {
    /// Which half showed: `private` or `public`.
    pub seen: String,
    /// `rsa`, `ec`, `ed` …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Size in bits.
    pub bits: Option<u32>,
    /// Named curve.
    pub curve: Option<String>,
    /// Born on the token.
    pub on_token: Option<bool>,
    /// May leave the token.
    pub extractable: Option<bool>,
    /// Marked as sensitive.
    pub sensitive: Option<bool>,
    /// Asks for its PIN at each use.
    pub always_authenticate: Option<bool>,
    /// `sign`, `decrypt`, as far as the token tells.
    pub usage: Option<Vec<String>>,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CertificateRow {
    /// Whose it is, for people: common name, else person, else organisation.
    #[serde(skip)]
    pub holder: Option<String>,
    /// In the order of the encoding.
    pub subject: String,
    /// In the order of the encoding.
    pub issuer: String,
    /// In all forms.
    pub serial: Serial,
    /// RFC 3339, UTC.
    pub not_before: String,
    /// RFC 3339, UTC.
    pub not_after: String,
    /// Whole days until it ends; negative afterwards.
    pub days_left: i64,
    /// Of the DER, lower-case hex.
    pub sha256: String,
    /// Of the DER, lower-case hex.
    pub sha1: String,
    /// Names as in RFC 5280; `null` without the extension.
    pub key_usage: Option<Vec<String>>,
    /// Names or OIDs; `null` without the extension.
    pub extended_key_usage: Option<Vec<String>>,
    /// From the alternative names and the subject.
    pub emails: Vec<String>,
    /// Whether it says that it is a qualified certificate; `null` where that cannot be read.
    pub qualified: Option<bool>,
    /// Signed by its own key, no CA, not written by us.
    pub placeholder: bool,
    /// Now.
    pub validity: Validity,
    /// All that it says, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Box<Details>>,
    /// Its ASN.1, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asn1: Option<Box<Asn1>>,
    /// Itself, in DER.
    #[serde(skip)]
    pub der: Arc<[u8]>,
}

/// A key with its certificates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IdentityRow {
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// SHA-256 of the public key's SubjectPublicKeyInfo.
    pub key_sha256: Option<String>,
    /// Label.
    pub label: Option<String>,
    /// Where it stands.
    pub state: IdentityState,
    /// The key, where a half of it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyRow>,
    /// The newest first.
    pub certificates: Vec<CertificateRow>,
}

/// An object that is neither key nor certificate, or that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherRow {
    /// `certificate`, or the class number in hex.
    pub class: String,
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// Label.
    pub label: Option<String>,
}

/// A token with what is on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TokenShow {
    /// The token.
    #[serde(flatten)]
    pub token: TokenRow,
    /// Whether somebody was logged in while it was read.
    pub logged_in: bool,
    /// Whether everything on it was seen.
    pub complete: bool,
    /// Keys with their certificates.
    pub identities: Vec<IdentityRow>,
    /// CA certificates.
    pub chain: Vec<CertificateRow>,
    /// Everything else.
    pub other: Vec<OtherRow>,
}

/// A file with what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileShow {
    /// Absolute, or `-`.
    pub path: String,
    /// Certificates and requests.
    pub identities: Vec<IdentityRow>,
    /// CA certificates.
    pub chain: Vec<CertificateRow>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileRow {
    /// Absolute.
    pub path: String,
    /// `csr`, `receipt`, `backup`, `answers`, `form`, `certificate`, `chain`.
    pub kind: String,
    /// What it is for, where a profile says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Of its bytes, lower-case hex.
    pub sha256: String,
}

/// A key of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequestKeyRow {
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// SHA-256 of the public key's SubjectPublicKeyInfo.
    pub key_sha256: Option<String>,
    /// Label.
    pub label: Option<String>,
    /// `rsa2048`, `p256` …
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is for, where a profile says.
    pub purpose: Option<String>,
    /// `token`.
    pub store: String,
}

/// The answer of `request`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct RequestOutcome {
    /// The case that was opened or went on.
    pub case: String,
    /// The profile's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// `csr`.
    pub mode: String,
    /// The token's URI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The keys.
    pub keys: Vec<RequestKeyRow>,
    /// The files written.
    pub files: Vec<FileRow>,
    /// With a profile: what has to happen by when.
    pub deadlines: Vec<String>,
    /// The commands that come next.
    pub next_steps: Vec<String>,
}

/// The answer of `request --dry-run`: nothing was touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DryRun {
    /// Always `true`.
    pub dry_run: bool,
    /// The subject, in the order of the encoding.
    pub subject: String,
    /// Its DER, lower-case hex.
    pub subject_der: String,
    /// Requested extensions, in words.
    pub extensions: Vec<String>,
    /// The key template, exactly as it would be sent first.
    pub template: Vec<String>,
    /// The way to sign that would be tried first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<String>,
}

/// One request of a set, as it would be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlannedRow {
    /// Its id in the profile.
    pub request: String,
    /// What it asks for.
    #[serde(flatten)]
    pub plan: DryRun,
}

/// The answer of `request -p … --dry-run`: nothing was touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DryRuns {
    /// Always `true`.
    pub dry_run: bool,
    /// Each request whose key is made here.
    pub requests: Vec<PlannedRow>,
}
