//! When a certificate can be renewed: not before, not after, and not at the beginning of a quarter.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::Serialize;

use crate::case::{FIRST, RENEWAL};
use crate::error::{Code, Notice};
use crate::op::Setting;
use crate::op::recognise::issuer_of;
use crate::profile::{Fact, Profile, Text};
use crate::sanitize;
use crate::x509::Certificate;

/// When and where a certificate is renewed, what must be told again, what must stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RenewalRow {
    /// The issuer, as the profile calls it.
    pub issuer: Option<String>,
    /// The issuer's page.
    pub page: Option<String>,
    /// The issuer's number.
    pub phone: Option<String>,
    /// The last day on which it can be renewed: `2026-11-25`.
    pub last_day: String,
    /// What must be told again, and to whom.
    pub report: Vec<String>,
    /// What must not change.
    pub keep: Vec<String>,
    /// Some of it is still to be confirmed by the authority or the issuer.
    pub to_be_confirmed: bool,
}

const DAY: &str = "%Y-%m-%d";

/// What profile and issuer say.
pub(super) fn row(profile: &Profile, one: &Certificate, language: &str) -> RenewalRow {
    let own = &profile.header.language;
    let texts = |all: &[Text]| -> Vec<String> {
        let all = all.iter();
        all.map(|text| text.shown(language, own).to_owned())
            .collect()
    };
    let issuer = issuer_of(profile, one);
    let renewal = profile.renewal.as_ref();
    let doubtful =
        issuer.is_some_and(Fact::to_be_confirmed) || renewal.is_some_and(Fact::to_be_confirmed);
    RenewalRow {
        issuer: issuer.map(|issuer| issuer.name.clone()),
        page: issuer.and_then(|issuer| issuer.renewal_page.clone()),
        phone: issuer.and_then(|issuer| issuer.phone.clone()),
        last_day: last_day(profile, one).strftime(DAY).to_string(),
        report: renewal.map(|it| texts(&it.report)).unwrap_or_default(),
        keep: renewal.map(|it| texts(&it.keep)).unwrap_or_default(),
        to_be_confirmed: doubtful,
    }
}

/// The last moment at which the old certificate is valid for as many days as issuer or authority want.
pub(in crate::op) fn last_day(profile: &Profile, one: &Certificate) -> Timestamp {
    let issuer = issuer_of(profile, one).and_then(|issuer| issuer.days_left);
    let renewal = profile.renewal.as_ref().and_then(|it| it.days_left);
    let days = i64::from(issuer.or(renewal).unwrap_or(0));
    let end = one.not_after();
    end.checked_sub((days * 24).hours()).unwrap_or(end)
}

/// Which kind of case it becomes; what is too late, too early or badly timed is said.
pub(super) fn occasion(
    setting: &mut Setting<'_>,
    profile: &Profile,
    one: &Certificate,
) -> &'static str {
    let now = setting.now;
    let renewal = profile.renewal.as_ref();
    let day = |time: Timestamp| time.strftime(DAY).to_string();
    let name = sanitize::line(
        &issuer_of(profile, one)
            .map_or_else(|| profile.id().to_owned(), |issuer| issuer.name.clone()),
    );
    let ended = one.not_after() < now;
    if ended && renewal.is_some_and(|it| it.needs_valid_old) {
        setting.notice(
            Notice::new(Code::RenewalEnded)
                .with("date", day(one.not_after()))
                .with("name", name),
        );
        return FIRST;
    }
    let last = last_day(profile, one);
    if last < now && !ended {
        setting.notice(
            Notice::new(Code::RenewalLate)
                .with("date", day(last))
                .with("name", &name),
        );
    }
    let opens = renewal.and_then(|it| it.open_days).and_then(|days| {
        let end = one.not_after();
        end.checked_sub((i64::from(days) * 24).hours()).ok()
    });
    if let Some(opens) = opens.filter(|opens| *opens > now) {
        setting.notice(
            Notice::new(Code::RenewalEarly)
                .with("date", day(opens))
                .with("name", &name),
        );
    }
    let slow = renewal.and_then(|it| it.quarter_days);
    if let Some(first) = slow.and_then(|days| near_quarter(now, days)) {
        setting.notice(
            Notice::new(Code::QuarterStart)
                .with("date", first.to_string())
                .with("name", name),
        );
    }
    RENEWAL
}

/// The first day of a quarter that is at most so many days away, before or after.
fn near_quarter(now: Timestamp, days: u32) -> Option<Date> {
    let today = now.to_zoned(jiff::tz::TimeZone::system()).date();
    let month = today.month() - (today.month() - 1) % 3;
    let this = Date::new(today.year(), month, 1).ok()?;
    let next = this.checked_add(3.months()).ok()?;
    let away = |first: Date| {
        let span = today.until(first).ok()?;
        Some(span.get_days().unsigned_abs())
    };
    [this, next]
        .into_iter()
        .find(|first| away(*first).is_some_and(|away| away <= days))
}

#[cfg(test)]
mod tests {
    use super::near_quarter;

    #[test]
    fn a_quarter_is_near_on_both_sides() {
        let near = |day: &str, days| {
            let now = format!("{day}T12:00:00Z").parse().unwrap();
            near_quarter(now, days).map(|date| date.to_string())
        };
        assert_eq!(near("2026-12-20", 14), Some("2027-01-01".to_owned()));
        assert_eq!(near("2026-12-17", 14), None);
        assert_eq!(near("2027-01-10", 14), Some("2027-01-01".to_owned()));
        assert_eq!(near("2027-01-16", 14), None);
        assert_eq!(near("2026-04-01", 0), Some("2026-04-01".to_owned()));
    }
}
