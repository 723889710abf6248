//! Sentences for dates: on the list of what to do, and in a calendar.

use super::Line;
use crate::i18n::t;
use crate::op::calendar::{CalendarOutcome, DayRow};
use crate::op::todo::ItemKind;
use crate::sanitize;

/// What is to be done, and in how many days.
#[must_use]
pub fn sentence(kind: ItemKind, text: &str, days: Option<i64>) -> String {
    let days = days.unwrap_or_default();
    let text = sanitize::line(text);
    match kind {
        ItemKind::Step => text,
        ItemKind::Deadline => t!("cli-todo-deadline", text = text, days = days),
        ItemKind::Expiring => t!("cli-todo-expiring", name = text, days = days),
        ItemKind::Renewal => t!("cli-todo-renewal", name = text, days = days),
        ItemKind::Expired => t!("cli-todo-expired", name = text),
        ItemKind::Unfinished => t!("cli-todo-unfinished", name = text),
    }
}

/// A calendar's entry tells no days left: it stands on its day.
#[must_use]
pub fn on_its_day(row: &DayRow) -> String {
    let name = sanitize::line(&row.text);
    match row.kind {
        ItemKind::Renewal => t!("cli-calendar-renewal", name = name),
        ItemKind::Expiring | ItemKind::Expired => t!("cli-calendar-end", name = name),
        ItemKind::Deadline | ItemKind::Step | ItemKind::Unfinished => {
            sentence(ItemKind::Step, &name, None)
        }
    }
}

/// The days of a calendar, and where it was written.
#[must_use]
pub fn calendar(outcome: &CalendarOutcome) -> Vec<Line> {
    let days = outcome.days.iter();
    let days = days.map(|row| Line::plain(format!("{}  {}", row.day, sanitize::line(&row.text))));
    let files = outcome.files.iter();
    let files = files.map(|file| {
        let path = sanitize::line(&file.path);
        Line::heading(t!("cli-export-written", path = path))
    });
    days.chain(files).collect()
}
