//! What is left over, why, and what became of it.

use super::{Line, Weight};
use crate::i18n::t;
use crate::op::delete::SavedRow;
use crate::op::shape::OtherRow;
use crate::op::tidy::{LeftoverRow, TidyOutcome, Why};
use crate::sanitize;

/// All of it, place by place.
#[must_use]
pub fn leftovers(outcome: &TidyOutcome) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut place = None;
    for row in &outcome.leftovers {
        let here = row.token.as_ref().or(row.path.as_ref());
        if here != place {
            let heading = here.map(|text| sanitize::line(text)).unwrap_or_default();
            lines.push(Line::heading(heading));
            place = here;
        }
        lines.push(Line::plain(format!("  {}", leftover(row))));
    }
    if outcome.leftovers.is_empty() && !outcome.partial {
        lines.push(Line::plain(t!("cli-tidy-nothing")));
    }
    lines.extend(removed(outcome));
    if outcome.dry_run && outcome.leftovers.iter().any(|row| row.removable) {
        lines.push(Line::plain(""));
        lines.push(Line::of(Weight::Plain, t!("cli-tidy-dry")));
    }
    lines
}

/// What became of it.
#[must_use]
pub fn removed(outcome: &TidyOutcome) -> Vec<Line> {
    let saved = outcome.saved.iter().map(saved);
    let mut lines: Vec<Line> = saved.map(Line::plain).collect();
    lines.extend(outcome.removed.iter().map(|row| {
        let name = name(row);
        Line::plain(t!("cli-delete-removed", name = name))
    }));
    lines.extend(outcome.kept.iter().map(|row| {
        let name = name(row);
        Line::plain(t!("cli-tidy-kept", name = name))
    }));
    lines
}

/// Where a certificate was saved.
pub(super) fn saved(row: &SavedRow) -> String {
    let path = sanitize::line(&row.path);
    t!("cli-delete-saved", path = path)
}

/// The class and the name of an object.
#[must_use]
pub fn name(row: &OtherRow) -> String {
    let class = match row.class.as_str() {
        "certificate" => t!("cli-class-certificate"),
        "private_key" => t!("cli-class-private-key"),
        "public_key" => t!("cli-class-public-key"),
        other => sanitize::line(other),
    };
    let label = row.label.clone().or_else(|| row.id.clone());
    let label = label.unwrap_or_else(|| t!("cli-unnamed"));
    format!("{class} {}", sanitize::line(&label))
}

/// Name, serial number, and the reason, in one sentence.
#[must_use]
pub fn leftover(row: &LeftoverRow) -> String {
    let object = OtherRow {
        class: row.class.clone(),
        id: row.id.clone(),
        label: row.label.clone(),
    };
    let serial = row.serial.clone().unwrap_or_else(|| "-".to_owned());
    let end = row.not_after.as_deref().unwrap_or_default();
    let date = end.split('T').next().unwrap_or_default().to_owned();
    let why = match (row.why, &row.successor) {
        (Why::Expired, None) => t!("cli-tidy-expired", date = date),
        (Why::Expired, Some(next)) => t!("cli-tidy-expired-replaced", date = date, next = next),
        (Why::Superseded, next) => {
            let next = next.clone().unwrap_or_default();
            t!("cli-tidy-superseded", next = next)
        }
        (Why::Duplicate, _) => t!("cli-tidy-duplicate"),
        (Why::Orphaned, _) => t!("cli-tidy-orphaned"),
    };
    let name = name(&object);
    sanitize::line(&t!("cli-tidy-row", name = name, serial = serial, why = why))
}
