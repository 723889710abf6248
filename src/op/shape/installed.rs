//! The shape of what `install` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::CertificateRow;
use crate::op::import::ImportedRow;
use crate::op::signing::Proof;

/// A certificate that a new one comes after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SupersededRow {
    /// Serial number, hex.
    pub serial: String,
    /// Of the DER, lower-case hex.
    pub sha256: String,
    /// Still on the token.
    pub kept: bool,
    /// The file that it was saved to before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved_to: Option<String>,
}

/// A certificate put in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InstalledRow {
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// The token's URI.
    pub token: String,
    /// In the order of the encoding.
    pub subject: String,
    /// Hex.
    pub serial: String,
    /// RFC 3339, UTC.
    pub not_after: String,
    /// What it is for, where a profile says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// How the pair was proved.
    pub proof: Proof,
    /// What it comes after.
    pub superseded: Vec<SupersededRow>,
}

/// A certificate that was there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AlreadyRow {
    /// Where it was given.
    pub file: String,
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
}

/// Something given that was not put in place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SkippedRow {
    /// Where it was given.
    pub file: String,
    /// A stable name.
    pub reason: String,
    /// For people, in their language; the face fills it in from `failure`.
    pub message: String,
    /// The whole reason.
    #[serde(skip)]
    pub failure: Option<Box<crate::error::Failure>>,
}

/// A file that was completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompletedRow {
    /// Absolute.
    pub path: String,
}

/// A certificate that is kept with its case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeptRow {
    /// As it was given.
    pub file: String,
    /// The case.
    pub case: String,
    /// The profile's request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
}

/// The answer of `install`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct InstallOutcome {
    /// Put in place.
    pub installed: Vec<InstalledRow>,
    /// Files completed.
    pub completed: Vec<CompletedRow>,
    /// Kept with their case: the key is with the program that made the request.
    pub kept: Vec<KeptRow>,
    /// There before.
    pub already: Vec<AlreadyRow>,
    /// Not put in place.
    pub skipped: Vec<SkippedRow>,
    /// Keys that came with their certificates in a PKCS#12 file, and were imported.
    pub imported: Vec<ImportedRow>,
    /// CA certificates that were given.
    pub chain: Vec<CertificateRow>,
    /// How many of those were written to the token.
    pub chain_written: u32,
}
