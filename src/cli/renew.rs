//! `renew`: the certificate that follows another one.

use super::args::RenewArgs;
use super::face::Face;
use super::manner::Style;
use super::request;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::journal::Journal;
use crate::op::renew::{self, Next, RenewOutcome};
use crate::profile::Profiles;
use crate::sanitize;

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
    let old = &outcome.replaces;
    let mut lines = vec![t!(
        "cli-renew-replaces",
        name = sanitize::line(&old.holder),
        serial = old.serial.to_uppercase(),
        date = old.not_after.get(..10).unwrap_or_default()
    )];
    if let Some(renewal) = &outcome.renewal {
        let issuer = renewal.issuer.as_deref().unwrap_or_default();
        if let Some(page) = &renewal.page {
            lines.push(style.bold(&t!(
                "cli-renew-page",
                name = sanitize::line(issuer),
                page = sanitize::line(page),
                date = renewal.last_day.as_str()
            )));
        }
        if renewal.to_be_confirmed {
            lines.push(style.dim(&t!("cli-to-be-confirmed")));
        }
    }
    lines.extend(request::done(&outcome.request));
    if let Some(renewal) = &outcome.renewal {
        for (heading, texts) in [
            (t!("cli-changes-report"), &renewal.report),
            (t!("cli-changes-keep"), &renewal.keep),
        ] {
            if !texts.is_empty() {
                lines.push(style.bold(&heading));
                lines.extend(
                    texts
                        .iter()
                        .map(|text| format!("  {}", sanitize::line(text))),
                );
            }
        }
    }
    ended(lines)
}
