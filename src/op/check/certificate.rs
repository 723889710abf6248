//! What a certificate says of itself: its days, its key, its letters, and what it is qualified for.

use jiff::{SignedDuration, Timestamp};

use super::{Bench, FindingRow, Severity};
use crate::error::Code;
use crate::op::recognise::issuer_of;
use crate::op::renew::last_day;
use crate::op::shape::EXPIRING_DAYS;
use crate::profile::Profile;
use crate::sanitize;
use crate::x509::facts::FactKind;
use crate::x509::{Certificate, NameFlaw, PublicKey, Validity, name_flaws};

/// Bits below which no authority takes an RSA key (SOG-IS Agreed Cryptographic Mechanisms 1.3, §4.1).
const RSA_BITS: u32 = 2048;
/// Bits below which no authority takes a curve (ibid.).
const EC_BITS: u32 = 256;

const DAY: &str = "%Y-%m-%d";

/// Whose it is, for sentences.
pub(super) fn name(one: &Certificate) -> String {
    sanitize::line(&one.holder().unwrap_or_else(|| one.subject()))
}

/// The findings. `replaced`: another one of the same holder is good; then its end is no news.
pub(super) fn judge(
    bench: &Bench<'_>,
    profile: Option<&Profile>,
    one: &Certificate,
    replaced: bool,
) -> Vec<FindingRow> {
    let serial = Some(one.serial().hex);
    let name = name(one);
    let mut findings = days(bench, profile, one, replaced);
    if !replaced {
        findings.extend(key(one));
        findings.extend(signature(one));
        findings.extend(letters(one));
        findings.extend(qualified(one));
        findings.extend(number(one));
        findings.extend(test_issuer(profile, one));
    }
    let named = |row: FindingRow| row.about(serial.clone()).with("name", &name);
    findings.into_iter().map(named).collect()
}

fn day(time: Timestamp) -> String {
    time.strftime(DAY).to_string()
}

/// Its first and last day, and the last one on which it can be renewed.
fn days(
    bench: &Bench<'_>,
    profile: Option<&Profile>,
    one: &Certificate,
    replaced: bool,
) -> Vec<FindingRow> {
    let end = day(one.not_after());
    let found = |code, severity| FindingRow::new(code, severity).with("date", &end);
    match one.validity(bench.now) {
        Validity::Expired if replaced => vec![found(Code::LeftOver, Severity::Info)],
        Validity::Expired => vec![found(Code::CertificateEnded, Severity::Error)],
        Validity::NotYet => {
            let early = FindingRow::new(Code::BeginsLater, Severity::Error);
            vec![early.with("date", day(one.not_before()))]
        }
        Validity::Valid if replaced => Vec::new(),
        Validity::Valid => ending(bench, profile, one),
    }
}

/// A good certificate whose end, or whose last day of renewal, is near.
fn ending(bench: &Bench<'_>, profile: Option<&Profile>, one: &Certificate) -> Vec<FindingRow> {
    let own = profile.and_then(|profile| profile.validity.as_ref());
    let own = own.and_then(|validity| validity.warn_days.iter().copied().max());
    let warn = bench.warn_days.or(own).map_or(EXPIRING_DAYS, i64::from);
    let near = |time: Timestamp| {
        let left = time.duration_since(bench.now);
        left <= SignedDuration::from_hours(warn.saturating_mul(24))
    };
    let last = profile.map(|profile| last_day(profile, one));
    let last = last.filter(|last| *last < one.not_after());
    let mut findings = Vec::new();
    if near(one.not_after()) {
        let soon = FindingRow::new(Code::EndsSoon, Severity::Warning)
            .with("date", day(one.not_after()))
            .with("count", one.days_left(bench.now));
        findings.push(soon);
    }
    if let Some(last) = last.filter(|last| near(*last)) {
        let code = if last < bench.now {
            Code::RenewalOver
        } else {
            Code::RenewalCloses
        };
        findings.push(FindingRow::new(code, Severity::Warning).with("date", day(last)));
    }
    findings
}

/// What its key is.
fn key(one: &Certificate) -> Vec<FindingRow> {
    let Ok(key) = one.public_key() else {
        let unreadable = FindingRow::new(Code::KeyUnreadable, Severity::Warning);
        return vec![unreadable];
    };
    of_key(&key)
}

/// What is wrong with a key, in a certificate or a request.
pub(super) fn of_key(key: &PublicKey) -> Vec<FindingRow> {
    let mut findings = Vec::new();
    let least = match key.kind() {
        "rsa" => RSA_BITS,
        _ => EC_BITS,
    };
    if key.bits().is_some_and(|bits| bits < least) {
        let small = FindingRow::new(Code::KeySmall, Severity::Error)
            .with("types", key.words())
            .with("limit", least);
        findings.push(small);
    }
    if key.is_roca() {
        findings.push(FindingRow::new(Code::KeyBroken, Severity::Error));
    }
    findings
}

/// How it was signed; an authority's own signature proves nothing, and may be old.
fn signature(one: &Certificate) -> Option<FindingRow> {
    let by = one.signature_algorithm();
    let plain = by.to_lowercase().replace('-', "");
    let weak = ["sha1", "md5", "md2"].iter().any(|old| plain.contains(old));
    (weak && !one.is_ca())
        .then(|| FindingRow::new(Code::SignedWeakly, Severity::Error).with("text", by))
}

/// Letters that were lost, or that the authority may have registered otherwise.
fn letters(one: &Certificate) -> Vec<FindingRow> {
    let flaws = name_flaws(one.subject_der()).into_iter();
    let row = |(flaw, field, text): (NameFlaw, String, String)| {
        let (code, severity) = match flaw {
            NameFlaw::Mojibake => (Code::LettersLost, Severity::Warning),
            NameFlaw::NotPrintable => (Code::LettersNotAllowed, Severity::Info),
            NameFlaw::Cedilla => (Code::LettersCedilla, Severity::Info),
        };
        FindingRow::new(code, severity)
            .with("field", field)
            .with("value", text)
    };
    flaws.map(row).collect()
}

/// What it says of being qualified: ETSI EN 319 412-5.
fn qualified(one: &Certificate) -> Option<FindingRow> {
    if one.qualified() != Some(true) {
        return None;
    }
    let facts: Vec<_> = one.facts().into_iter().flat_map(|it| it.facts).collect();
    let values = |kind| {
        let all = facts.iter().filter(move |fact| fact.kind == kind);
        all.map(|fact| fact.value.clone())
    };
    let device = facts.iter().any(|fact| fact.kind == FactKind::QcDevice);
    let mut said: Vec<String> = vec!["QcCompliance".to_owned()];
    said.extend(device.then(|| "QcSSCD".to_owned()));
    said.extend(values(FactKind::QcType));
    said.extend(values(FactKind::Policy));
    Some(FindingRow::new(Code::QualifiedAs, Severity::Info).with("names", said.join(", ")))
}

/// A serial number that some programs cannot read.
fn number(one: &Certificate) -> Option<FindingRow> {
    one.serial_is_odd()
        .then(|| FindingRow::new(Code::SerialOdd, Severity::Info).with("serial", one.serial().hex))
}

/// A certificate of a test authority works with no real service.
fn test_issuer(profile: Option<&Profile>, one: &Certificate) -> Option<FindingRow> {
    let issuer = issuer_of(profile?, one).filter(|issuer| issuer.test)?;
    Some(FindingRow::new(Code::IssuerTest, Severity::Warning).with("value", &issuer.name))
}
