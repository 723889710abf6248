//! Who revokes a certificate, where, and what else hangs on it.

use super::{Line, Weight, columns};
use crate::i18n::t;
use crate::op::revoke::{DependsKind, RevokeOutcome};
use crate::sanitize;

/// All that is known of it.
#[must_use]
pub fn revoking(outcome: &RevokeOutcome) -> Vec<Line> {
    let mut lines = vec![
        Line::heading(sanitize::line(&outcome.holder)),
        Line::plain(t!("cli-revoke-nothing")),
    ];
    let facts = columns(&facts(outcome));
    lines.extend(facts.iter().map(|line| Line::plain(format!("  {line}"))));
    if let (Some(hours), Some(until)) = (outcome.hours, &outcome.done_by) {
        let hours = hours.to_string();
        let until = until.get(..16).unwrap_or_default().replace('T', " ");
        lines.push(Line::heading(t!(
            "cli-revoke-clock",
            count = hours,
            date = until
        )));
    }
    for (heading, texts) in [
        (t!("cli-revoke-reasons"), &outcome.reasons),
        (t!("cli-revoke-steps"), &outcome.steps),
    ] {
        if !texts.is_empty() {
            lines.push(Line::heading(heading));
            let numbered = (1..).zip(texts);
            lines.extend(
                numbered.map(|(n, text)| Line::plain(format!("  {n}. {}", sanitize::line(text)))),
            );
        }
    }
    if outcome.to_be_confirmed {
        lines.push(Line::of(Weight::Dim, t!("cli-to-be-confirmed")));
    }
    if outcome.profile.is_none() {
        lines.push(Line::plain(t!("cli-revoke-no-profile")));
    }
    if !outcome.depends.is_empty() {
        lines.push(Line::heading(t!("cli-revoke-depends")));
    }
    for row in &outcome.depends {
        let name = sanitize::line(&row.name);
        let line = match row.kind {
            DependsKind::SameKey => t!("cli-revoke-same-key", serial = name),
            DependsKind::Successor => t!("cli-revoke-successor", serial = name),
            DependsKind::Provider => t!("cli-revoke-provider", name = name),
            DependsKind::Case => t!("cli-revoke-case", case = name),
        };
        lines.push(Line::plain(format!("  {line}")));
    }
    lines.push(Line::of(Weight::Warning, t!("cli-revoke-final")));
    lines
}

fn facts(outcome: &RevokeOutcome) -> Vec<(String, String)> {
    let serial = &outcome.serial;
    let mut facts = vec![
        (t!("cli-table-issuer"), outcome.issuer.clone()),
        (t!("cli-revoke-serial-hex"), serial.hex.to_uppercase()),
        (t!("cli-revoke-serial-groups"), serial.groups.clone()),
        (t!("cli-revoke-serial-colon"), serial.colon.to_uppercase()),
        (t!("cli-revoke-serial-decimal"), serial.decimal.clone()),
    ];
    let asked = outcome.serial_as_asked.clone();
    facts.extend(asked.map(|serial| (t!("cli-revoke-serial-asked"), serial)));
    facts.extend(where_to(outcome));
    facts
}

fn where_to(outcome: &RevokeOutcome) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let place = outcome.place.clone();
    facts.extend(place.map(|place| (t!("cli-revoke-where"), place)));
    facts.extend(outcome.url.clone().map(|url| (t!("cli-revoke-page"), url)));
    facts.extend(
        outcome
            .phone
            .clone()
            .map(|phone| (t!("cli-revoke-phone"), phone)),
    );
    if let Some(issuer) = &outcome.revoked_by {
        let all = [
            Some(&issuer.name),
            issuer.phone.as_ref(),
            issuer.page.as_ref(),
        ];
        let all: Vec<&str> = all.into_iter().flatten().map(String::as_str).collect();
        facts.push((t!("cli-revoke-issuer"), all.join(", ")));
    }
    let tokens = outcome.tokens.first().cloned();
    facts.extend(tokens.map(|token| (t!("cli-revoke-token"), token)));
    facts
}
