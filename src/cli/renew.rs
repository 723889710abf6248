//! `renew`: the certificate that follows another one.

use super::args::RenewArgs;
use super::face::Face;
use super::manner::Style;
use super::request;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n;
use crate::journal::Journal;
use crate::op::renew::{self, Next, RenewOutcome};
use crate::profile::Profiles;
use crate::telling;

/// Carries `renew` out: looks without a PIN, asks what is missing, and only then makes a key where the mode wants one.
pub(super) fn run(face: &Face, args: RenewArgs) -> Result<(), Failure> {
    let profiles = Profiles::load(face.paths.as_ref());
    let id = args.id.as_deref();
    let begun =
        face.work(|setting, _| renew::begin(setting, &profiles, id, args.input, &i18n::current()))?;
    let mut outcome = begun.outcome;
    match begun.next {
        Next::Nothing => {}
        Next::Plain(checked) => {
            outcome.request = face.work(|setting, _| checked.run(setting))?;
        }
        Next::Set(draft) => {
            let mut journal = Journal::new(face.paths.clone());
            let set = request::completed(face, *draft, &mut journal)?;
            outcome.request = request::carry_out(face, set, journal)?;
        }
    }
    face.answer("renew", &outcome, |style| text(&outcome, style))
}

fn text(outcome: &RenewOutcome, style: Style) -> String {
    let mut lines = style.lines(&telling::replaced(outcome));
    lines.extend(request::done(&outcome.request));
    if let Some(renewal) = &outcome.renewal {
        let again = telling::told_again(&renewal.report, &renewal.keep);
        lines.extend(style.lines(&again));
    }
    ended(lines)
}
