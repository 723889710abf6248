//! `calendar`: dates for the calendar that people look into.

use jiff::Timestamp;

use super::args::CalendarArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::op::calendar;
use crate::telling;

/// Carries `calendar` out. The texts are the face's: a calendar has sentences.
pub(super) fn run(face: &Face, args: CalendarArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-calendar");
    let given = args.out.map(|path| path.to_string_lossy().into_owned());
    let out = face.value(given, "--out", &question, "parafa calendar --out FILE.ics")?;
    let language = i18n::current();
    let mut days = face.work(|setting, _| calendar::days(setting, &language))?;
    for row in &mut days {
        row.text = telling::on_its_day(row);
    }
    let outcome = calendar::write(out.as_ref(), days, Timestamp::now())?;
    face.answer("calendar", &outcome, |style| {
        ended(style.lines(&telling::calendar(&outcome)))
    })
}
