//! `tidy`: what is left over, why, and what became of it.

use super::args::TidyArgs;
use super::certificates::day;
use super::delete::{name, saved_line};
use super::face::Face;
use super::manner::Style;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::shape::OtherRow;
use crate::op::tidy::{LeftoverRow, Tidy, TidyOutcome, Why};
use crate::sanitize;

/// Carries `tidy` out.
pub(super) fn run(face: &Face, args: TidyArgs) -> Result<(), Failure> {
    let tidy = Tidy {
        folder: args.folder,
        remove: args.remove,
        login: args.login,
    };
    let outcome = face.work(|setting, _| tidy.run(setting))?;
    face.answer("tidy", &outcome, |style| text(&outcome, style))?;
    outcome.cut.map_or(Ok(()), Err)
}

fn text(outcome: &TidyOutcome, style: Style) -> String {
    let mut lines = Vec::new();
    let mut place = None;
    for row in &outcome.leftovers {
        let here = row.token.as_ref().or(row.path.as_ref());
        if here != place {
            let heading = here.map(|text| sanitize::line(text)).unwrap_or_default();
            lines.push(style.bold(&heading));
            place = here;
        }
        lines.push(format!("  {}", leftover(row)));
    }
    if outcome.leftovers.is_empty() && !outcome.partial {
        lines.push(t!("cli-tidy-nothing"));
    }
    lines.extend(outcome.saved.iter().map(saved_line));
    lines.extend(outcome.removed.iter().map(|row| {
        let name = name(row);
        t!("cli-delete-removed", name = name)
    }));
    lines.extend(outcome.kept.iter().map(|row| {
        let name = name(row);
        t!("cli-tidy-kept", name = name)
    }));
    if outcome.dry_run && outcome.leftovers.iter().any(|row| row.removable) {
        lines.push(String::new());
        lines.push(t!("cli-tidy-dry"));
    }
    ended(lines)
}

/// Name, serial number, and the reason, in one sentence.
fn leftover(row: &LeftoverRow) -> String {
    let object = OtherRow {
        class: row.class.clone(),
        id: row.id.clone(),
        label: row.label.clone(),
    };
    let serial = row.serial.clone().unwrap_or_else(|| "-".to_owned());
    let date = row.not_after.as_deref().map(day).unwrap_or_default();
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
    t!("cli-tidy-row", name = name, serial = serial, why = why)
}
