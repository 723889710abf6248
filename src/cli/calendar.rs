//! `calendar`: dates for the calendar that people look into.

use jiff::Timestamp;

use super::args::CalendarArgs;
use super::face::Face;
use super::todo::sentence;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::op::calendar::{self, DayRow};
use crate::op::todo::ItemKind;
use crate::sanitize;

/// Carries `calendar` out. The texts are the face's: a calendar has sentences.
pub(super) fn run(face: &Face, args: CalendarArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-calendar");
    let given = args.out.map(|path| path.to_string_lossy().into_owned());
    let out = face.value(given, "--out", &question, "parafa calendar --out FILE.ics")?;
    let language = i18n::current();
    let mut days = face.work(|setting, _| calendar::days(setting, &language))?;
    for row in &mut days {
        row.text = summary(row);
    }
    let outcome = calendar::write(out.as_ref(), days, Timestamp::now())?;
    face.answer("calendar", &outcome, |style| {
        let days = outcome.days.iter();
        let mut lines: Vec<String> = days
            .map(|row| format!("{}  {}", row.day, sanitize::line(&row.text)))
            .collect();
        let files = outcome.files.iter();
        lines.extend(
            files.map(|file| {
                style.good(&t!("cli-export-written", path = sanitize::line(&file.path)))
            }),
        );
        ended(lines)
    })
}

/// A calendar's entry tells no days left: it stands on its day.
fn summary(row: &DayRow) -> String {
    let name = sanitize::line(&row.text);
    match row.kind {
        ItemKind::Renewal => t!("cli-calendar-renewal", name = name),
        ItemKind::Expiring | ItemKind::Expired => t!("cli-calendar-end", name = name),
        ItemKind::Deadline | ItemKind::Step | ItemKind::Unfinished => {
            sentence(ItemKind::Step, &name, None)
        }
    }
}
