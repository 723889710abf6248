//! The page: what the outcome says, as the paper wants it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::sorted::{Sorted, sorted};
use crate::error::{Code, Failure};
use crate::op::Proof;
use crate::op::check::{
    CheckOutcome, CheckedRow, FindingRow, PathRow, PathState, RevocationState, Severity, Unlocker,
};
use crate::op::explain::is_about_pins;
use crate::paper::report::{
    End, Finding, Grade, Judged, Persons, Place, Report, Revocation, Traced, Unlocks,
};
use crate::profile::Fact;

/// How a page comes to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'n> {
    /// What else was said on the way, sentence by sentence.
    pub notes: &'n [String],
    /// The language that is spoken, two letters.
    pub language: &'n str,
}

/// The page of an outcome whose sentences are made.
pub fn page(outcome: &CheckOutcome, told: Told<'_>, persons: Persons) -> Result<String, Failure> {
    let rows = sorted(outcome);
    let certificates = rows.iter().filter_map(|row| judged(row, outcome, told));
    let report = Report {
        grade: match (outcome.ok, outcome.count(Severity::Warning)) {
            (false, _) => Grade::Wrong,
            (true, 0) => Grade::Good,
            (true, _) => Grade::Warned,
        },
        verdict: outcome.verdict.clone(),
        at: outcome.at.to_zoned(TimeZone::system()),
        persons,
        findings: outcome
            .findings
            .iter()
            .map(|row| finding(row, outcome, told))
            .collect(),
        certificates: certificates.collect(),
        notes: told.notes.to_vec(),
    };
    report.html().map_err(|error| {
        Failure::new(Code::Internal)
            .with("text", error.to_string())
            .because(error)
    })
}

fn finding(row: &FindingRow, outcome: &CheckOutcome, told: Told<'_>) -> Finding {
    let on_it = |one: &&Unlocker| row.token.as_ref() == Some(&one.token);
    let unlockers = outcome.unlockers.iter().filter(on_it);
    let unlockers = unlockers.filter(|_| is_about_pins(row.of));
    Finding {
        number: row.number.clone(),
        name: row.of.fluent(),
        grade: grade(Some(row.severity).filter(|it| *it != Severity::Info)),
        sentence: row.message.clone(),
        advice: row.hint.clone(),
        place: row.path.clone().or_else(|| row.token.clone()),
        to_be_confirmed: row.to_be_confirmed,
        unlocks: unlockers.map(|one| unlocks(one, told.language)).collect(),
    }
}

fn unlocks(one: &Unlocker, language: &str) -> Unlocks {
    let text = one.issuer.unlocks.as_ref();
    Unlocks {
        issuer: one.issuer.name.clone(),
        text: text.map(|text| text.shown(language, &one.language).to_owned()),
        phone: one.issuer.phone.clone(),
        to_be_confirmed: one.issuer.to_be_confirmed(),
    }
}

fn grade(worst: Option<Severity>) -> Grade {
    match worst {
        Some(Severity::Error) => Grade::Wrong,
        Some(_) => Grade::Warned,
        None => Grade::Good,
    }
}

fn judged(row: &Sorted<'_>, outcome: &CheckOutcome, told: Told<'_>) -> Option<Judged> {
    let one = row.certificate?;
    let moment = |text: &str| text.parse::<Timestamp>().ok();
    let place = match (&one.token, &one.path) {
        (Some(token), _) => Place::Token(token.clone()),
        (None, path) => Place::File(path.clone().unwrap_or_default()),
    };
    Some(Judged {
        grade: grade(row.worst()),
        numbers: row.numbers(),
        holder: one.holder.clone(),
        issuer: one.issued_by.clone(),
        serial: one.serial.clone(),
        not_before: moment(&one.not_before),
        not_after: moment(&one.not_after),
        days_left: one.days_left,
        place,
        rules: rules(one, outcome, told.language),
        proved: matches!(one.proof, Some(Proof::Signed | Proof::Decrypted)),
        path: one.trace.as_ref().map(traced),
        revocation: revocation(one),
    })
}

fn rules(one: &CheckedRow, outcome: &CheckOutcome, language: &str) -> Option<String> {
    let id = one.profile.as_deref()?;
    let known = outcome.rules.iter().find(|rules| rules.id == id);
    let title = known.map(|rules| rules.title.shown(language, &rules.language));
    let parts = [title, Some(id), one.request.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    Some(parts.join(" · "))
}

fn traced(path: &PathRow) -> Traced {
    let names = path.steps.iter().map(|step| step.subject.clone());
    Traced {
        end: match path.state {
            PathState::Trusted => End::Trusted,
            PathState::Broken => End::Broken,
            PathState::NotTrusted => End::NotTrusted,
            PathState::Incomplete => End::Incomplete,
        },
        names: names.collect(),
    }
}

fn revocation(one: &CheckedRow) -> Revocation {
    let own = one.trace.as_ref().and_then(|path| path.steps.first());
    let Some(known) = own.and_then(|own| own.revocation.as_ref()) else {
        return Revocation::NotAsked;
    };
    let moment = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
    match known.state {
        RevocationState::Good => Revocation::Good {
            as_of: moment(&known.as_of),
            by: known.by.clone().unwrap_or_default(),
        },
        RevocationState::Revoked => Revocation::Revoked {
            since: moment(&known.since),
        },
        RevocationState::Unknown => Revocation::Unknown,
    }
}
