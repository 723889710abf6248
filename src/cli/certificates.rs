//! Certificates with their keys, for people: state in words and a sign, never by colour alone.

use super::args::SerialFormat;
use super::manner::Style;
use super::tokens::columns;
use crate::i18n::t;
use crate::op::shape::{CertificateRow, EXPIRING_DAYS, IdentityRow, IdentityState, KeyRow};
use crate::sanitize;
use crate::telling;

/// Where something was seen: only a token hides keys behind a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On a token.
    Token,
    /// In a file.
    File,
}

/// One identity: its state, and each of its certificates.
pub(super) fn identity_lines(
    identity: &IdentityRow,
    place: Place,
    form: SerialFormat,
    style: Style,
) -> Vec<String> {
    let first = identity.certificates.first();
    let name = first
        .map(holder)
        .or_else(|| identity.label.clone())
        .unwrap_or_else(|| t!("cli-unnamed"));
    let mut lines = vec![format!(
        "  {}  {}",
        state(identity, style),
        style.bold(&sanitize::line(&name))
    )];
    let mut facts = Vec::new();
    for certificate in &identity.certificates {
        facts.extend(certificate_facts(certificate, form));
    }
    facts.push((t!("cli-table-key"), key(identity, place)));
    lines.extend(columns(&facts).iter().map(|line| format!("  {line}")));
    lines.extend(in_full(&identity.certificates, form, style));
    lines
}

/// All that certificates say, where that was asked for.
fn in_full(rows: &[CertificateRow], form: SerialFormat, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for row in rows {
        let mut told = Vec::new();
        told.extend(row.details.iter().flat_map(|all| telling::details(all)));
        told.extend(row.asn1.iter().flat_map(|tree| telling::asn1(tree)));
        if told.is_empty() {
            continue;
        }
        let number = serial(row, form);
        lines.push(String::new());
        lines.push(style.bold(&t!("cli-details-of", serial = number)));
        lines.extend(style.lines(&told));
    }
    lines
}

/// CA certificates, one line each.
pub(super) fn chain_lines(
    chain: &[CertificateRow],
    form: SerialFormat,
    style: Style,
) -> Vec<String> {
    chain
        .iter()
        .map(|row| {
            let line = t!(
                "cli-show-ca",
                name = sanitize::line(&holder(row)),
                serial = serial(row, form),
                date = day(&row.not_after)
            );
            style.dim(&format!("  ·  {line}"))
        })
        .chain(in_full(chain, form, style))
        .collect()
}

fn holder(row: &CertificateRow) -> String {
    row.holder.clone().unwrap_or_else(|| row.subject.clone())
}

fn certificate_facts(row: &CertificateRow, form: SerialFormat) -> Vec<(String, String)> {
    let valid = t!(
        "cli-show-valid",
        from = day(&row.not_before),
        until = day(&row.not_after)
    );
    let mut facts = vec![
        (t!("cli-table-serial"), serial(row, form)),
        (t!("cli-table-issuer"), row.issuer.clone()),
        (t!("cli-table-valid"), valid),
    ];
    if row.placeholder {
        facts.push((t!("cli-table-state"), t!("cli-show-placeholder")));
    }
    facts
}

/// The serial number in the wanted form.
fn serial(row: &CertificateRow, form: SerialFormat) -> String {
    match form {
        SerialFormat::Hex => row.serial.hex.clone(),
        SerialFormat::Colon => row.serial.colon.clone(),
        SerialFormat::Groups => row.serial.groups.clone(),
        SerialFormat::Decimal => row.serial.decimal.clone(),
    }
}

/// The day of an RFC 3339 time.
/// The day of a moment.
pub(super) fn day(time: &str) -> String {
    time.split('T').next().unwrap_or(time).to_owned()
}

/// The state with its sign. Before the PIN, what can be told is how the certificate stands in time.
fn state(identity: &IdentityRow, style: Style) -> String {
    let newest = identity.certificates.first();
    let days = newest.map_or(0, |row| row.days_left);
    let time = |state| match state {
        IdentityState::Expired => style.error(&format!("✗ {}", t!("cli-state-expired"))),
        IdentityState::NotYetValid => style.warning(&format!("! {}", t!("cli-state-not-yet"))),
        IdentityState::Expiring => {
            style.warning(&format!("! {}", t!("cli-state-expiring", days = days)))
        }
        _ => style.good(&format!("✓ {}", t!("cli-state-valid"))),
    };
    match identity.state {
        IdentityState::Mismatch => style.error(&format!("✗ {}", t!("cli-state-mismatch"))),
        IdentityState::NoKey => style.error(&format!("✗ {}", t!("cli-state-no-key"))),
        IdentityState::AwaitingCertificate => {
            style.warning(&format!("… {}", t!("cli-state-awaiting")))
        }
        IdentityState::KeyNotVisible => match newest {
            Some(row) => time(in_time(row)),
            None => format!("? {}", t!("cli-state-unknown")),
        },
        state => time(state),
    }
}

/// How a certificate stands in time, from its row.
fn in_time(row: &CertificateRow) -> IdentityState {
    let word = serde_json::to_value(row.validity).unwrap_or_default();
    match word.as_str() {
        Some("expired") => IdentityState::Expired,
        Some("valid") if row.days_left <= EXPIRING_DAYS => IdentityState::Expiring,
        Some("valid") => IdentityState::Ready,
        _ => IdentityState::NotYetValid,
    }
}

/// The key in words: type, id, and what is special about it.
fn key(identity: &IdentityRow, place: Place) -> String {
    let mut parts = Vec::new();
    match &identity.key {
        Some(key) => {
            parts.push(kind(key));
            let hidden = key.seen != "private" && place == Place::Token;
            if hidden && identity.state != IdentityState::NoKey {
                parts.push(t!("cli-key-hidden"));
            }
            if key.extractable == Some(true) {
                parts.push(t!("cli-key-extractable"));
            }
            if key.always_authenticate == Some(true) {
                parts.push(t!("cli-key-asks"));
            }
        }
        None if identity.state == IdentityState::NoKey => parts.push(t!("cli-state-no-key")),
        None if place == Place::Token => parts.push(t!("cli-key-hidden")),
        None => {}
    }
    if let Some(id) = &identity.id {
        parts.push(t!("cli-key-id", id = id.as_str()));
    }
    if let Some(hash) = identity
        .key_sha256
        .as_deref()
        .and_then(|hash| hash.get(..8))
    {
        parts.push(format!("sha256:{hash}"));
    }
    parts.join(", ")
}

fn kind(key: &KeyRow) -> String {
    let kind = key.kind.as_deref().unwrap_or("?").to_uppercase();
    match (&key.curve, key.bits) {
        (Some(curve), _) => format!("{kind} {curve}"),
        (None, Some(bits)) => format!("{kind} {bits}"),
        _ => kind,
    }
}
