//! What `check` answers: a verdict, findings, what was looked at; and what of it only the faces and reports need.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::path::PathRow;
use crate::error::{Args, Code, Failure};
use crate::op::shape::ModuleRow;
use crate::op::signing::Proof;
use crate::profile::{Issuer, Text};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::Certificate;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It does not work.
    Error,
    /// It may not work, or soon not any more.
    Warning,
    /// Good to know.
    Info,
}

impl From<crate::profile::Severity> for Severity {
    fn from(severity: crate::profile::Severity) -> Self {
        match severity {
            crate::profile::Severity::Error => Self::Error,
            crate::profile::Severity::Warning => Self::Warning,
            crate::profile::Severity::Info => Self::Info,
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingRow {
    /// `P421`.
    pub number: String,
    /// How bad it is.
    pub severity: Severity,
    /// Its stable name.
    pub code: &'static str,
    /// What it is about: a serial number, else the id of a key; lower-case hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The token that it is about, as a URI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The file that it is about; absolute, or `-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The rule that it comes from is still to be confirmed by the authority.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub to_be_confirmed: bool,
    /// One sentence.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The code, of which the faces make the sentences.
    #[serde(skip)]
    pub of: Code,
    /// Values for its sentences.
    #[serde(skip)]
    pub args: Args,
}

impl FindingRow {
    pub(crate) fn new(of: Code, severity: Severity) -> Self {
        Self {
            number: of.label(),
            severity,
            code: of.name(),
            id: None,
            token: None,
            path: None,
            to_be_confirmed: false,
            message: String::new(),
            hint: String::new(),
            of,
            args: Args::new(),
        }
    }

    pub(super) fn about(mut self, id: Option<String>) -> Self {
        self.id = id;
        self
    }

    /// On this token or in this file, as a certificate there is.
    pub(super) fn beside(mut self, row: &CheckedRow) -> Self {
        self.token.clone_from(&row.token);
        self.path.clone_from(&row.path);
        self
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.args.insert(name, sanitize::line(&value.to_string()));
        self
    }
}

/// A certificate that was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CheckedRow {
    /// The token's URI, for what is on one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The file, for what is in one; absolute, or `-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Whose it is.
    pub holder: String,
    /// Who issued it, as it says itself.
    pub issued_by: String,
    /// Its serial number in hex.
    pub serial: String,
    /// Its first moment, RFC 3339 UTC.
    pub not_before: String,
    /// Its last moment, RFC 3339 UTC.
    pub not_after: String,
    /// Whole days until then; negative afterwards.
    pub days_left: i64,
    /// SHA-256 of its DER.
    pub sha256: String,
    /// The profile by whose rules it was judged.
    pub profile: Option<String>,
    /// The profile's request that it was judged as.
    pub request: Option<String>,
    /// Its issuer, as the profile calls it.
    pub issuer: Option<String>,
    /// How its key was proved; `null` without `--sign`, and in files.
    pub proof: Option<Proof>,
    /// How it is traced back to somebody who is trusted, and what is known of revocations on the way.
    #[serde(rename = "path_to_trust")]
    pub trace: Option<PathRow>,
}

/// The answer of `check`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct CheckOutcome {
    /// No finding is an error.
    pub ok: bool,
    /// In one sentence.
    pub verdict: String,
    /// The worst first.
    pub findings: Vec<FindingRow>,
    /// What was looked at.
    pub checked: Vec<CheckedRow>,
    /// The files that were written of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub report: Vec<ReportRow>,
    /// A reading was cut short: what was read until then was judged.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// All certificates that were met, issuers included.
    #[serde(skip)]
    pub met: Vec<Certificate>,
    /// The drivers that were asked.
    #[serde(skip)]
    pub modules: Vec<ModuleRow>,
    /// Why it was cut short.
    #[serde(skip)]
    pub cut: Option<Failure>,
    /// When it was looked at.
    #[serde(skip)]
    pub at: Timestamp,
    /// The authorities by whose rules something was judged.
    #[serde(skip)]
    pub rules: Vec<RulesOf>,
    /// Who unlocks the tokens whose PIN is locked or near it.
    #[serde(skip)]
    pub unlockers: Vec<Unlocker>,
    /// What certificates, requests and tokens say of persons besides the fields above: a report may have to do without.
    #[serde(skip)]
    pub personal: Vec<String>,
}

/// A file that was written of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReportRow {
    /// Where; absolute.
    pub path: String,
    /// Its form.
    pub kind: ReportKind,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// A page for people.
    Html,
    /// The document of `--json`.
    Json,
    /// A table, one row a certificate.
    Csv,
}

/// An authority by whose rules something was judged.
#[derive(Debug, Clone)]
pub struct RulesOf {
    /// The profile's id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The authority's language, two letters.
    pub language: String,
}

/// Who unlocks a token.
#[derive(Debug, Clone)]
pub struct Unlocker {
    /// The token's URI.
    pub token: String,
    /// The issuer of a certificate on it.
    pub issuer: Issuer,
    /// The language of the authority that knows the issuer.
    pub language: String,
}

impl CheckOutcome {
    /// What it tells, to be told once more in other words; without drivers and the reason why it was cut short.
    #[must_use]
    pub fn as_told(&self) -> Self {
        Self {
            ok: self.ok,
            verdict: self.verdict.clone(),
            findings: self.findings.clone(),
            checked: self.checked.clone(),
            partial: self.partial,
            at: self.at,
            rules: self.rules.clone(),
            unlockers: self.unlockers.clone(),
            personal: self.personal.clone(),
            ..Self::default()
        }
    }

    pub(super) fn cut_by(&mut self, failure: Failure) {
        self.partial = true;
        self.cut.get_or_insert(failure);
    }

    /// How many findings are so bad.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.findings.iter();
        all.filter(|row| row.severity == severity).count()
    }

    /// What the command ends with: a reading that was cut short, else an error that was found.
    pub fn verdict(self) -> Result<(), Failure> {
        let errors = self.count(Severity::Error);
        match self.cut {
            Some(cut) => Err(cut),
            None if errors > 0 => Err(Failure::new(Code::CheckFailed)
                .with("count", errors)
                .state(TokenState::NothingChanged)),
            None => Ok(()),
        }
    }
}
