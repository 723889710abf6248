//! How one certificate or key is drawn: what it is good for, how long, and where its key stands.

use super::super::draw::{Look, Row, labelled, wrapped};
use super::super::words;
use super::certificate::{Certificate, Place};
use crate::i18n::t;
use crate::op::shape::{CertificateRow, IdentityRow, IdentityState, KeyRow};
use crate::sanitize;
use crate::telling;

/// All of it, `width` columns wide.
pub(super) fn rows(screen: &Certificate, width: usize) -> Vec<Row> {
    let mut shown = vec![Row::heading(screen.name()), Row::text("")];
    let said = match (&screen.row, screen.ends()) {
        (Some(_), true) => Some(t!("tui-why-ends")),
        (Some(_), false) => None,
        (None, _) => Some(t!("tui-key-waits")),
    };
    if let Some(said) = said {
        let lines = wrapped(&said, width.saturating_sub(3)).into_iter();
        shown.extend(lines.map(|line| Row::text(line).look(Look::Warn)));
        shown.push(Row::text(""));
    }
    let mut pairs: Vec<(String, String)> = Vec::new();
    if let Some(row) = &screen.row {
        pairs.extend(of_certificate(screen, row));
    }
    pairs.push((t!("tui-detail-token"), place(&screen.place)));
    if let Some(identity) = &screen.identity {
        pairs.extend(of_key(screen, identity));
    }
    if let Some(row) = &screen.row {
        pairs.push(("SHA-256".to_owned(), sanitize::line(&row.sha256)));
    }
    shown.extend(labelled(&pairs, width));
    shown
}

fn of_certificate(screen: &Certificate, row: &CertificateRow) -> Vec<(String, String)> {
    let (sign, state) = words::state(row);
    let dates = format!(
        "{} - {}",
        words::day(&row.not_before),
        words::day(&row.not_after)
    );
    let mut pairs = vec![
        (
            t!("tui-detail-validity"),
            format!("{dates}  {sign} {state}"),
        ),
        (
            t!("tui-detail-serial"),
            sanitize::line(&screen.form.of(row)),
        ),
        (t!("tui-detail-issuer"), sanitize::line(&row.issuer)),
        (t!("tui-detail-subject"), sanitize::line(&row.subject)),
    ];
    if let Some(usage) = usage(row) {
        pairs.push((t!("tui-detail-usage"), usage));
    }
    pairs
}

fn place(place: &Place) -> String {
    match place {
        Place::Token { name, .. } => name.clone(),
        Place::Seen { text, .. } => text.clone(),
        Place::File { path, .. } => sanitize::line(&path.display().to_string()),
    }
}

fn of_key(screen: &Certificate, identity: &IdentityRow) -> Vec<(String, String)> {
    let mut pairs = vec![(t!("tui-detail-key"), key(screen))];
    if matches!(screen.place, Place::Token { .. }) {
        pairs.push((t!("tui-detail-proof"), proof(screen, identity.state)));
    }
    if let Some(id) = &identity.id {
        pairs.push((t!("tui-detail-id"), sanitize::line(id)));
    }
    if screen.row.is_none()
        && let Some(hash) = &identity.key_sha256
    {
        pairs.push(("SHA-256".to_owned(), sanitize::line(hash)));
    }
    pairs
}

/// Type, where it was born, whether it can be copied, whether it asks anew.
fn key(screen: &Certificate) -> String {
    let Some(key) = screen.key() else {
        return t!("tui-key-after-pin");
    };
    if matches!(screen.place, Place::File { .. }) {
        return words::key_in_file(key);
    }
    let asks = (key.always_authenticate == Some(true)).then(|| t!("tui-key-asks"));
    let said = [
        Some(words::key_type(key)),
        born(key),
        words::copies(key),
        asks,
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What the token says of the private half's origin; of the public one it says nothing.
fn born(key: &KeyRow) -> Option<String> {
    if key.seen != "private" {
        return None;
    }
    Some(match key.on_token {
        Some(true) => t!("tui-key-born"),
        Some(false) => t!("tui-key-imported"),
        None => t!("tui-key-on-token"),
    })
}

/// Whether the certificate can be used here, as far as was seen.
fn proof(screen: &Certificate, state: IdentityState) -> String {
    let private = screen.key().is_some_and(|key| key.seen == "private");
    match state {
        IdentityState::Mismatch => t!("tui-proof-mismatch"),
        IdentityState::NoKey => t!("tui-proof-no-key"),
        IdentityState::KeyNotVisible => t!("tui-proof-after-pin"),
        _ if private => t!("tui-proof-there"),
        _ => t!("tui-proof-after-pin"),
    }
}

/// What it is good for, in words; names that have none stay as they are.
fn usage(row: &CertificateRow) -> Option<String> {
    let both = [&row.key_usage, &row.extended_key_usage];
    let names = both.into_iter().flatten().flatten();
    let mut said: Vec<String> = Vec::new();
    for name in names {
        let words = telling::usage(name).unwrap_or_else(|| sanitize::line(name));
        if !said.contains(&words) {
            said.push(words);
        }
    }
    if row.qualified == Some(true) {
        said.push(t!("tui-usage-qualified"));
    }
    (!said.is_empty()).then(|| said.join(", "))
}
