//! What the authority wants of a certificate: the rules of its profile.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{Bench, CheckedRow, FindingRow, Severity, certificate, doubtful};
use crate::error::Code;
use crate::op::recognise::issuer_of;
use crate::op::request::part_of;
use crate::profile::{Check, OneOrMany, Profile, Rule};
use crate::x509::facts::FactKind;
use crate::x509::{Certificate, PublicKey, names};

/// `emailAddress` (PKCS #9).
const MAIL: &str = "1.2.840.113549.1.9.1";

/// As which request of the profile it was judged, and what that request's rules say.
pub(super) struct Judged {
    pub(super) request: Option<String>,
    pub(super) findings: Vec<FindingRow>,
}

/// By the request that it came of; where that is not known, by the one whose rules it keeps best.
pub(super) fn judge(bench: &Bench<'_>, profile: &Profile, one: &Certificate) -> Judged {
    let key = one.public_key().ok();
    let record = bench.record_of(key.as_ref().map(PublicKey::hash));
    let known = record.and_then(|record| part_of(record).request);
    let known = known.filter(|id| profile.request(id).is_some());
    let as_request = |id: &str| {
        let mut findings = broken(profile, id, one);
        findings.extend(too_long(profile, id, one));
        Judged {
            request: Some(id.to_owned()),
            findings,
        }
    };
    if let Some(id) = known {
        return as_request(&id);
    }
    let all = profile
        .requests
        .iter()
        .map(|request| as_request(&request.id));
    let weight = |judged: &Judged| -> usize {
        let rows = judged.findings.iter();
        rows.map(|row| match row.severity {
            Severity::Error => 100,
            Severity::Warning => 10,
            Severity::Info => 1,
        })
        .sum()
    };
    let best = all.min_by_key(weight);
    best.unwrap_or(Judged {
        request: None,
        findings: Vec::new(),
    })
}

/// A certificate that is valid for longer than the authority allows for this request.
fn too_long(profile: &Profile, request: &str, one: &Certificate) -> Option<FindingRow> {
    let validity = profile.validity.as_ref()?;
    let most = validity.max_days.get(request);
    let most = i64::from(*most.or_else(|| validity.max_days.get("*"))?);
    let days = one.not_after().duration_since(one.not_before()).as_hours() / 24;
    // Issuers count the last second, or not: one day is no longer time.
    (days > most + 1).then(|| {
        let long = FindingRow::new(Code::ValidityLong, Severity::Warning)
            .with("name", certificate::name(one))
            .with("count", days)
            .with("limit", most)
            .about(Some(one.serial().hex));
        FindingRow {
            to_be_confirmed: doubtful(validity),
            ..long
        }
    })
}

fn broken(profile: &Profile, request: &str, one: &Certificate) -> Vec<FindingRow> {
    let rules = profile.rules.iter();
    let of_request = |rule: &&Rule| rule.request.as_deref().is_none_or(|id| id == request);
    let row = |rule: &Rule| {
        let found = breaks(profile, rule, one)?;
        Some(FindingRow {
            severity: rule.severity.into(),
            to_be_confirmed: doubtful(rule),
            ..found
                .with("name", certificate::name(one))
                .about(Some(one.serial().hex))
        })
    };
    rules.filter(of_request).filter_map(row).collect()
}

/// The finding where a rule is broken; its severity is the rule's.
fn breaks(profile: &Profile, rule: &Rule, one: &Certificate) -> Option<FindingRow> {
    let found = |code| FindingRow::new(code, Severity::Info);
    let wanted: Vec<&str> = rule.arg.iter().flat_map(OneOrMany::iter).collect();
    let wants = wanted.join(", ");
    let key = one.public_key().ok();
    let facts = || one.facts().into_iter().flat_map(|it| it.facts);
    match rule.rule {
        Check::KeyType | Check::KeyBits => {
            of_key(rule.rule, &wanted, key.as_ref()?).map(|row| row.with("value", &wants))
        }
        Check::HasEku => {
            let has = one.extended_key_usage().unwrap_or_default();
            lacking(&wanted, |usage| has.iter().any(|it| it == usage))
        }
        Check::HasKu => {
            let has = one.key_usage().unwrap_or_default();
            lacking(&wanted, |usage| has.contains(&usage))
        }
        Check::IssuerCommonName => {
            let name = names::common_name(one.issuer_der()).unwrap_or_default();
            let begins = wanted.iter().any(|wanted| name.starts_with(wanted));
            (!begins).then(|| {
                found(Code::IssuerForeign)
                    .with("value", name)
                    .with("names", wants)
            })
        }
        Check::IssuerListed => issuer_of(profile, one).is_none().then(|| {
            let all: Vec<&str> = profile.issuers.iter().map(|it| it.name.as_str()).collect();
            found(Code::IssuerForeign)
                .with("value", one.issuer())
                .with("names", all.join(", "))
        }),
        Check::QcCompliance => (one.qualified() != Some(true)).then(|| found(Code::NotQualified)),
        Check::QcSscd => {
            let device = facts().any(|fact| fact.kind == FactKind::QcDevice);
            (!device).then(|| found(Code::NoQualifiedDevice))
        }
        Check::NoEmail => {
            let mail = names::values(one.subject_der(), MAIL).into_iter().next();
            mail.map(|mail| found(Code::MailInName).with("value", mail))
        }
        Check::NotIpOnly => {
            let all = one.alt_names();
            let only = !all.is_empty() && all.iter().all(|it| it.starts_with("ip:"));
            only.then(|| found(Code::OnlyAddress).with("value", all.join(", ")))
        }
        // The one is said of every certificate already, the other of several beside each other.
        Check::NoSha1 | Check::OnePer => None,
    }
}

/// Several good ones for one holder, where the authority allows one.
pub(super) fn one_per(bench: &Bench<'_>, checked: &[CheckedRow]) -> Vec<FindingRow> {
    let mut first: Vec<&CheckedRow> = Vec::new();
    let mut good: HashMap<_, Vec<&str>> = HashMap::new();
    for row in checked {
        let of = (&row.profile, &row.request, &row.holder);
        let hashes = good.entry(of).or_insert_with(|| {
            first.push(row);
            Vec::new()
        });
        let end = row.not_after.parse::<Timestamp>();
        let counts = end.is_ok_and(|end| end > bench.now);
        if counts && !hashes.contains(&row.sha256.as_str()) {
            hashes.push(&row.sha256);
        }
    }
    let finding = |row: &CheckedRow| {
        let profile = bench.profiles.get(row.profile.as_deref()?)?;
        let mut rules = profile.rules.iter();
        let rule = rules.find(|rule| {
            rule.rule == Check::OnePer && (rule.request.is_none() || rule.request == row.request)
        })?;
        let hashes = good.get(&(&row.profile, &row.request, &row.holder))?;
        let found = FindingRow::new(Code::SeveralOfOne, rule.severity.into())
            .about(Some(row.serial.clone()))
            .beside(row)
            .with("name", &row.holder)
            .with("count", hashes.len());
        (hashes.len() > 1).then(|| FindingRow {
            to_be_confirmed: doubtful(rule),
            ..found
        })
    };
    first.into_iter().filter_map(finding).collect()
}

fn lacking(wanted: &[&str], has: impl Fn(&str) -> bool) -> Option<FindingRow> {
    let lacks: Vec<&str> = wanted.iter().copied().filter(|it| !has(it)).collect();
    (!lacks.is_empty()).then(|| {
        FindingRow::new(Code::UsageLacking, Severity::Info).with("names", lacks.join(", "))
    })
}

/// Type and size, of the key of a certificate or a request.
pub(super) fn of_key(rule: Check, wanted: &[&str], key: &PublicKey) -> Option<FindingRow> {
    let refused = match rule {
        Check::KeyType => !wanted.contains(&key.kind()),
        Check::KeyBits => {
            let least = wanted.first().and_then(|bits| bits.parse::<u32>().ok())?;
            key.kind() == "rsa" && key.bits()? < least
        }
        _ => false,
    };
    refused.then(|| FindingRow::new(Code::KeyRefused, Severity::Info).with("types", key.words()))
}

/// What the authority's rules say of the key in a request, by all rules that are about no single request.
pub(super) fn of_request_key(profile: &Profile, key: &PublicKey) -> Vec<FindingRow> {
    let rules = profile.rules.iter().filter(|rule| rule.request.is_none());
    let row = |rule: &Rule| {
        let wanted: Vec<&str> = rule.arg.iter().flat_map(OneOrMany::iter).collect();
        let found = of_key(rule.rule, &wanted, key)?;
        Some(FindingRow {
            severity: rule.severity.into(),
            to_be_confirmed: doubtful(rule),
            ..found.with("value", wanted.join(", "))
        })
    };
    rules.filter_map(row).collect()
}
