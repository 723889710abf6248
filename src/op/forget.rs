//! `forget`: drops certificates that are remembered. No token is asked, nothing on one changes.

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::setting::journal_failure;
use crate::error::{Code, Failure};
use crate::journal::SeenCertificate;
use crate::sanitize;
use crate::token::{TokenState, token_uri};
use crate::x509::Certificate;

/// A certificate that is not remembered any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ForgottenRow {
    /// SHA-256 of its DER.
    pub sha256: String,
    /// Its holder, else its subject.
    pub label: Option<String>,
    /// Serial number in hex.
    pub serial: Option<String>,
    /// The tokens on which it was seen.
    pub tokens: Vec<String>,
}

/// The answer of `forget`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct ForgetOutcome {
    /// What is forgotten.
    pub forgotten: Vec<ForgottenRow>,
}

/// Forgets the one certificate of this serial number, fingerprint, or holder; all of it has to be given.
pub fn run(setting: &mut Setting<'_>, id: &str) -> Result<ForgetOutcome, Failure> {
    let known = setting
        .journal
        .certificates()
        .map_err(|error| journal_failure(&error))?;
    let row = one_of(known, id)?;
    setting
        .journal
        .forget_certificate(&row.sha256)
        .map_err(|error| journal_failure(&error))?;
    Ok(ForgetOutcome {
        forgotten: vec![row],
    })
}

fn one_of(known: Vec<SeenCertificate>, id: &str) -> Result<ForgottenRow, Failure> {
    let mut rows: Vec<ForgottenRow> = Vec::new();
    for seen in known {
        let certificate = Certificate::parse(&seen.der).ok();
        if !is_meant(&seen, certificate.as_ref(), id) {
            continue;
        }
        // The slot is part of the URI of a token without a name only, and none such is remembered.
        let token = token_uri(crate::token::SlotId(0), Some(&seen.token));
        match rows.iter_mut().find(|row| row.sha256 == seen.sha256) {
            Some(row) => row.tokens.push(token),
            None => rows.push(ForgottenRow {
                sha256: seen.sha256,
                label: certificate
                    .as_ref()
                    .map(|one| one.holder().unwrap_or_else(|| one.subject())),
                serial: certificate.map(|one| one.serial().hex),
                tokens: vec![token],
            }),
        }
    }
    let value = sanitize::line(id);
    let failure = |code| {
        Failure::new(code)
            .with("value", &value)
            .state(TokenState::NothingChanged)
    };
    if rows.len() > 1 {
        let names: Vec<String> = rows
            .iter()
            .map(|row| format!("sha256:{}", row.sha256))
            .collect();
        return Err(failure(Code::SeveralMatch)
            .with("count", names.len())
            .with("names", names.join(", "))
            .detail("candidates", names));
    }
    rows.pop().ok_or_else(|| failure(Code::NothingRemembered))
}

fn is_meant(seen: &SeenCertificate, certificate: Option<&Certificate>, id: &str) -> bool {
    let print = id.strip_prefix("sha256:").unwrap_or(id).to_lowercase();
    seen.sha256 == print
        || certificate.is_some_and(|one| {
            one.serial().is(id) || one.holder().as_deref() == Some(id) || one.subject() == id
        })
}
