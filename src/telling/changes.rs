//! The old certificate and the new one, part by part.

use super::{Line, Weight, told_again};
use crate::i18n::t;
use crate::op::changes::{ChangedPart, Changes};
use crate::sanitize;

/// Old and new side by side, what must be reported again, what stays.
#[must_use]
pub fn changes(changes: &Changes) -> Vec<Line> {
    let name = |part| match part {
        ChangedPart::Serial => t!("cli-table-serial"),
        ChangedPart::Issuer => t!("cli-table-issuer"),
        ChangedPart::Subject => t!("cli-table-holder"),
        ChangedPart::NotBefore => t!("cli-changes-from"),
        ChangedPart::NotAfter => t!("cli-changes-until"),
        ChangedPart::Key => t!("cli-table-key"),
    };
    let mut lines = vec![Line::heading(t!("cli-changes"))];
    for row in &changes.parts {
        let (old, new) = (sanitize::line(&row.old), sanitize::line(&row.new));
        let name = name(row.part);
        lines.push(if row.changed {
            Line::plain(format!("  ≠ {name}: {old} → {new}"))
        } else {
            Line::of(Weight::Dim, format!("  = {name}: {new}"))
        });
    }
    lines.extend(told_again(&changes.report, &changes.keep));
    lines
}
