//! What is known of files that were looked at.

use super::{Line, columns};
use crate::i18n::t;
use crate::op::identify::{IdentifiedRow, IdentifyOutcome};
use crate::sanitize;

/// Which key, request and token each file belongs to.
#[must_use]
pub fn identified(outcome: &IdentifyOutcome) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in &outcome.files {
        let path = sanitize::line(&row.path);
        lines.push(Line::heading(format!("{path}  {}", row.kind)));
        lines.extend(facts(row).into_iter().map(Line::plain));
    }
    lines
}

fn facts(row: &IdentifiedRow) -> Vec<String> {
    let key = row.key_sha256.clone();
    let token = row
        .token
        .clone()
        .or_else(|| Some(t!("cli-identify-nowhere")));
    let facts = [
        (t!("cli-table-key"), key.map(|key| format!("sha256:{key}"))),
        (t!("cli-table-id"), row.id.clone()),
        (t!("cli-table-token"), token),
        (t!("cli-table-case"), row.case.clone()),
    ];
    let known: Vec<(String, String)> = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    columns(&known)
}
