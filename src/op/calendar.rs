//! `calendar`: deadlines, last days and ends of certificates for the calendar that people look into (RFC 5545).

use std::path::Path;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::files;
use super::shape::FileRow;
use super::todo::{self, ItemKind};
use crate::error::{Code, Failure};
use crate::sanitize;
use crate::token::TokenState;

/// A day to be put down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DayRow {
    /// The same for the same thing each time, so that a calendar brings its entry up to date.
    pub uid: String,
    /// What it is about.
    pub kind: ItemKind,
    /// What ends, or who holds what; the face makes a sentence of it.
    pub text: String,
    /// The day here: `2026-11-25`.
    pub day: String,
    /// Days before at which the calendar reminds.
    pub warn_days: Vec<u32>,
    /// What to type.
    pub command: String,
}

/// The answer of `calendar`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct CalendarOutcome {
    /// What stands in it.
    pub days: Vec<DayRow>,
    /// The file.
    pub files: Vec<FileRow>,
}

/// By what a calendar of ours is known again.
const MARK: &str = "-//Parafa//Parafa//EN";

/// Days before the end of a certificate at which the calendar reminds.
const BEFORE_END: &[u32] = &[30, 14, 7, 1];

/// What would stand in the calendar: of every case its deadlines, of every certificate its last day for a renewal and
/// its end, however far that is.
pub fn days(setting: &mut Setting<'_>, language: &str) -> Result<Vec<DayRow>, Failure> {
    let mut days = Vec::new();
    for item in todo::every_date(setting, language)? {
        let Some(day) = item.due.as_deref().and_then(day_here) else {
            continue;
        };
        let what = [
            item.case.as_deref(),
            item.id.as_deref(),
            item.deadline.as_deref(),
        ];
        let what: Vec<&str> = what.into_iter().flatten().collect();
        days.push(DayRow {
            uid: format!("{}-{}@parafa", kind_word(item.kind), what.join("-")),
            kind: item.kind,
            text: item.text,
            day,
            warn_days: if item.warn_days.is_empty() {
                BEFORE_END.to_vec()
            } else {
                item.warn_days
            },
            command: item.command,
        });
    }
    Ok(days)
}

/// Writes the calendar, in place of an earlier one of ours; any other file stays.
pub fn write(path: &Path, days: Vec<DayRow>, now: Timestamp) -> Result<CalendarOutcome, Failure> {
    let bytes = text(&days, now).into_bytes();
    if path.exists() {
        let old = files::read_bytes(&files::Source::Path(path.to_owned()))?;
        let ours = String::from_utf8_lossy(&old).contains(MARK);
        if !ours {
            let shown = sanitize::line(&files::absolute(path));
            return Err(Failure::new(Code::FileExists)
                .with("path", &shown)
                .with("file", shown)
                .state(TokenState::NothingChanged));
        }
        files::replace(path, &bytes)?;
    } else {
        files::write_new(path, &bytes)?;
    }
    Ok(CalendarOutcome {
        days,
        files: vec![FileRow {
            path: files::absolute(path),
            kind: "calendar".to_owned(),
            purpose: None,
            sha256: files::sha256(&bytes),
        }],
    })
}

fn text(days: &[DayRow], now: Timestamp) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", MARK));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.name("Parafa");
    let stamp = DateTime::<Utc>::from_timestamp(now.as_second(), 0).unwrap_or_default();
    for row in days {
        let Ok(date) = NaiveDate::parse_from_str(&row.day, "%Y-%m-%d") else {
            continue;
        };
        let mut event = Event::new();
        event
            .uid(&row.uid)
            .timestamp(stamp)
            .summary(&sanitize::line(&row.text))
            .description(&sanitize::line(&row.command))
            .all_day(date);
        // The day is nobody's time: a calendar shows whoever looks at it as free.
        event.add_property("TRANSP", "TRANSPARENT");
        for days in &row.warn_days {
            let before = -Duration::days(i64::from(*days));
            event.alarm(Alarm::display(&sanitize::line(&row.text), before));
        }
        calendar.push(event.done());
    }
    calendar.done().to_string()
}

fn kind_word(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Step | ItemKind::Unfinished => "step",
        ItemKind::Deadline => "deadline",
        ItemKind::Renewal => "renewal",
        ItemKind::Expiring | ItemKind::Expired => "end",
    }
}

fn day_here(moment: &str) -> Option<String> {
    let time: Timestamp = moment.parse().ok()?;
    Some(time.to_zoned(TimeZone::system()).date().to_string())
}
