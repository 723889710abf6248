//! What a renewal replaces, and what follows from it.

use super::{Line, Weight};
use crate::i18n::t;
use crate::op::renew::RenewOutcome;
use crate::sanitize;

/// The certificate that is replaced, and the issuer's page with its last day.
#[must_use]
pub fn replaced(outcome: &RenewOutcome) -> Vec<Line> {
    let old = &outcome.replaces;
    let mut lines = vec![Line::plain(t!(
        "cli-renew-replaces",
        name = sanitize::line(&old.holder),
        serial = old.serial.to_uppercase(),
        date = old.not_after.get(..10).unwrap_or_default()
    ))];
    let Some(renewal) = &outcome.renewal else {
        return lines;
    };
    let issuer = renewal.issuer.as_deref().unwrap_or_default();
    if let Some(page) = &renewal.page {
        lines.push(Line::heading(t!(
            "cli-renew-page",
            name = sanitize::line(issuer),
            page = sanitize::line(page),
            date = renewal.last_day.as_str()
        )));
    }
    if renewal.to_be_confirmed {
        lines.push(Line::of(Weight::Dim, t!("cli-to-be-confirmed")));
    }
    lines
}

/// What must be reported again, and what stays as it is.
#[must_use]
pub fn told_again(report: &[String], keep: &[String]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (heading, texts) in [
        (t!("cli-changes-report"), report),
        (t!("cli-changes-keep"), keep),
    ] {
        if !texts.is_empty() {
            lines.push(Line::heading(heading));
            let texts = texts.iter();
            lines.extend(texts.map(|text| Line::plain(format!("  {}", sanitize::line(text)))));
        }
    }
    lines
}
