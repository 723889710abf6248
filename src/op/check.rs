//! `check`: what is on a token or in a file, and whether it will work. A verdict, then findings that somebody can act on.
//! Without `--sign` it needs no PIN: what shows only after the log-in is said to be hidden, never to be missing.

mod certificate;
mod file;
mod outcome;
mod path;
pub mod report;
mod rules;
mod token;

use jiff::Timestamp;

use super::files::Source;
use super::select::{Closeness, matching};
use super::shape::module_rows;
use super::view::Identity;
use super::{Setting, recognise};
use crate::case::Case;
use crate::error::{Code, Failure};
use crate::journal::{Journal, RequestRecord};
use crate::profile::{Fact, Profile, Profiles};
use crate::sanitize;
use crate::token::{KeyHash, TokenState};
use crate::x509::Certificate;

pub use outcome::{
    CheckOutcome, CheckedRow, FindingRow, ReportKind, ReportRow, RulesOf, Severity, Unlocker,
};
pub(super) use path::told;
pub use path::{DoubtRow, Net, PathRow, PathState, RevocationRow, RevocationState, StepRow, Trust};

/// What to look at, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// Only these objects on tokens; all where empty.
    pub ids: Vec<String>,
    /// These files and folders; then no module is loaded unless ids are named, too.
    pub files: Vec<Source>,
    /// The profile by whose rules it is judged; else the one that knows the issuer.
    pub profile: Option<String>,
    /// Log in, and let each key sign.
    pub sign: bool,
    /// Days before its end from which a certificate is said to end soon; else what profile or issuer want.
    pub warn_days: Option<u32>,
    /// Whom to trust, and whom to ask about revocations.
    pub trust: Trust,
}

/// What certificates are judged with, whatever they are on.
pub(super) struct Bench<'a> {
    pub(super) now: Timestamp,
    pub(super) warn_days: Option<u32>,
    profiles: &'a Profiles,
    named: Option<&'a Profile>,
    cases: Vec<Case>,
    requests: Vec<RequestRecord>,
}

impl Check {
    /// Looks, and judges.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<CheckOutcome, Failure> {
        let profiles = Profiles::load(setting.paths);
        let mut bench = Bench::new(setting, &profiles, self.profile.as_deref())?;
        bench.warn_days = self.warn_days;
        let tracer = path::Tracer::new(setting, &self.trust)?;
        let mut outcome = CheckOutcome {
            at: setting.now,
            ..CheckOutcome::default()
        };
        for source in &self.files {
            match bench.files(setting, source, &mut outcome) {
                Err(failure) if self.files.len() == 1 => return Err(failure),
                Err(failure) => outcome.cut_by(failure),
                Ok(()) => {}
            }
        }
        if self.files.is_empty() || !self.ids.is_empty() {
            self.tokens(setting, &bench, &mut outcome)?;
        }
        let several = rules::one_per(&bench, &outcome.checked);
        outcome.findings.extend(several);
        outcome.rules = bench.rules_of(&outcome.checked);
        tracer.trace(setting, &mut outcome);
        clock(setting, &mut outcome);
        if outcome.checked.is_empty() && outcome.findings.is_empty() && !outcome.partial {
            let nothing = FindingRow::new(Code::NothingToCheck, Severity::Error);
            outcome.findings.push(nothing);
        }
        outcome.findings.sort_by_key(|row| row.severity);
        outcome.ok = outcome.count(Severity::Error) == 0 && !outcome.partial;
        setting.journal_notices();
        Ok(outcome)
    }

    fn tokens(
        &self,
        setting: &mut Setting<'_>,
        bench: &Bench<'_>,
        outcome: &mut CheckOutcome,
    ) -> Result<(), Failure> {
        let (places, cut) = setting.open_to_look(self.sign)?;
        if let Some(failure) = cut {
            outcome.cut_by(failure);
        }
        let mut fits = false;
        for place in places {
            fits |= bench.token(setting, place, self, outcome)?;
        }
        outcome.modules = module_rows(setting.tokens.hosts());
        if !fits && !self.ids.is_empty() && !outcome.partial {
            return Err(Failure::new(Code::NothingMatches)
                .with("value", sanitize::line(&self.ids.join(", ")))
                .state(TokenState::NothingChanged));
        }
        Ok(())
    }

    /// The identities that were named; all where none was.
    pub(super) fn meant<'v>(&self, all: &'v [Identity]) -> Vec<&'v Identity> {
        if self.ids.is_empty() {
            return all.iter().collect();
        }
        let mut meant: Vec<&Identity> = Vec::new();
        for id in &self.ids {
            for fit in matching(id, all, Closeness::Part) {
                if !meant.iter().any(|known| std::ptr::eq(*known, fit)) {
                    meant.push(fit);
                }
            }
        }
        meant
    }
}

impl<'a> Bench<'a> {
    /// With all that is remembered; a profile that is named and not there is refused.
    pub(super) fn new(
        setting: &mut Setting<'_>,
        profiles: &'a Profiles,
        named: Option<&str>,
    ) -> Result<Self, Failure> {
        let named = named.map(|named| super::profiles::find(profiles, named));
        Ok(Self {
            now: setting.now,
            warn_days: None,
            profiles,
            named: named.transpose()?,
            cases: setting.journal.lenient(Journal::cases),
            requests: setting.journal.lenient(Journal::requests),
        })
    }
}

impl Bench<'_> {
    /// The profile that was named, else that of the case which the certificate came of, else the one that knows its
    /// issuer; where several do, none of which only adds to another, nobody is asked and none is taken.
    pub(super) fn profile(&self, certificate: &Certificate) -> Option<&Profile> {
        let of_case = || {
            let id = self.case_of(certificate)?.profile.clone()?;
            self.profiles.get(&id)
        };
        self.named.or_else(of_case).or_else(|| {
            let fits = recognise::fits(self.profiles, certificate);
            let whole = |one: &&&Profile| match &one.extends {
                Some(parent) => !fits.iter().any(|fit| fit.id() == parent),
                None => true,
            };
            recognise::meant(&fits, &self.cases).or_else(|| {
                let mut whole = fits.iter().filter(whole);
                let only = whole.next().copied();
                only.filter(|_| whole.next().is_none())
            })
        })
    }

    /// The profile that was named.
    pub(super) fn named(&self) -> Option<&Profile> {
        self.named
    }

    /// The authorities by whose rules these were judged, each once.
    fn rules_of(&self, checked: &[CheckedRow]) -> Vec<RulesOf> {
        let mut rules: Vec<RulesOf> = Vec::new();
        for id in checked.iter().filter_map(|row| row.profile.as_deref()) {
            if rules.iter().any(|known| known.id == id) {
                continue;
            }
            let known = self.named.filter(|named| named.id() == id);
            if let Some(profile) = known.or_else(|| self.profiles.get(id)) {
                rules.push(RulesOf {
                    id: id.to_owned(),
                    title: profile.header.title.clone(),
                    language: profile.header.language.clone(),
                });
            }
        }
        rules
    }

    /// Who unlocks a token with these certificates.
    fn unlockers<'c>(
        &self,
        token: &str,
        certificates: impl Iterator<Item = &'c Certificate>,
    ) -> Vec<Unlocker> {
        let mut all: Vec<Unlocker> = Vec::new();
        for (issuer, language) in super::pin::known_issuers(self.profiles, certificates) {
            if !all.iter().any(|known| known.issuer.name == issuer.name) {
                all.push(Unlocker {
                    token: token.to_owned(),
                    issuer: issuer.clone(),
                    language: language.to_owned(),
                });
            }
        }
        all
    }

    /// What was recorded when the certificate's key was made here.
    fn record_of(&self, key: Option<KeyHash>) -> Option<&RequestRecord> {
        let mut latest = self.requests.iter().rev();
        latest.find(|record| record.key.is_some() && record.key == key)
    }

    fn case_of(&self, certificate: &Certificate) -> Option<&Case> {
        let key = certificate.public_key().ok().map(|key| key.hash());
        let part = super::request::part_of(self.record_of(key)?);
        let id = part.case?;
        self.cases.iter().find(|case| case.id == id)
    }

    /// One certificate: its own findings, then the authority's.
    fn judge(&self, certificate: &Certificate, replaced: bool) -> (CheckedRow, Vec<FindingRow>) {
        let profile = self.profile(certificate);
        let judged = profile.map(|profile| rules::judge(self, profile, certificate));
        let mut findings = certificate::judge(self, profile, certificate, replaced);
        let issuer = profile.and_then(|profile| recognise::issuer_of(profile, certificate));
        let request = judged.as_ref().and_then(|judged| judged.request.clone());
        if !replaced {
            findings.extend(judged.into_iter().flat_map(|judged| judged.findings));
        }
        let row = CheckedRow {
            token: None,
            path: None,
            holder: certificate::name(certificate),
            issued_by: sanitize::whole(&certificate.issuer()),
            serial: certificate.serial().hex,
            not_before: certificate.not_before().to_string(),
            not_after: certificate.not_after().to_string(),
            days_left: certificate.days_left(self.now),
            sha256: certificate.sha256(),
            profile: profile.map(|profile| profile.id().to_owned()),
            request,
            issuer: issuer.map(|issuer| issuer.name.clone()),
            proof: None,
            trace: None,
        };
        (row, findings)
    }
}

/// A clock that is wrong makes every day above doubtful.
fn clock(setting: &Setting<'_>, outcome: &mut CheckOutcome) {
    if super::install::clock_is_early(setting.now) {
        let date = setting.now.strftime("%Y-%m-%d");
        let early = FindingRow::new(Code::ClockEarly, Severity::Error).with("date", date);
        outcome.findings.push(early);
    }
}

/// Whether a fact still waits for the authority's word.
fn doubtful(fact: &impl Fact) -> bool {
    fact.to_be_confirmed()
}
