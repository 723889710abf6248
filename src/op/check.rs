//! `check`: what is on a token or in a file, and whether it will work. A verdict, then findings that somebody can act on.
//! Without `--sign` it needs no PIN: what shows only after the log-in is said to be hidden, never to be missing.

mod certificate;
mod file;
mod path;
mod rules;
mod token;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::files::Source;
use super::select::{Closeness, matching};
use super::shape::{ModuleRow, module_rows};
use super::signing::Proof;
use super::tokens::stopped;
use super::view::Identity;
use super::{Setting, recognise};
use crate::case::Case;
use crate::error::{Args, Code, Failure};
use crate::journal::{Journal, RequestRecord};
use crate::profile::{Fact, Profile, Profiles};
use crate::sanitize;
use crate::token::{KeyHash, TokenState};
use crate::x509::Certificate;

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

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It does not work.
    Error,
    /// It may not work, or soon not any more.
    Warning,
    /// Good to know.
    Info,
}

impl From<crate::profile::Severity> for Severity {
    fn from(severity: crate::profile::Severity) -> Self {
        match severity {
            crate::profile::Severity::Error => Self::Error,
            crate::profile::Severity::Warning => Self::Warning,
            crate::profile::Severity::Info => Self::Info,
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingRow {
    /// `P421`.
    pub number: String,
    /// How bad it is.
    pub severity: Severity,
    /// Its stable name.
    pub code: &'static str,
    /// What it is about: a serial number, else the id of a key; lower-case hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The rule that it comes from is still to be confirmed by the authority.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub to_be_confirmed: bool,
    /// One sentence.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The code, of which the faces make the sentences.
    #[serde(skip)]
    pub of: Code,
    /// Values for its sentences.
    #[serde(skip)]
    pub args: Args,
}

impl FindingRow {
    pub(crate) fn new(of: Code, severity: Severity) -> Self {
        Self {
            number: of.label(),
            severity,
            code: of.name(),
            id: None,
            to_be_confirmed: false,
            message: String::new(),
            hint: String::new(),
            of,
            args: Args::new(),
        }
    }

    fn about(mut self, id: Option<String>) -> Self {
        self.id = id;
        self
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.args.insert(name, sanitize::line(&value.to_string()));
        self
    }
}

/// A certificate that was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CheckedRow {
    /// The token's URI, for what is on one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The file, for what is in one; absolute, or `-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Whose it is.
    pub holder: String,
    /// Its serial number in hex.
    pub serial: String,
    /// Its last moment, RFC 3339 UTC.
    pub not_after: String,
    /// SHA-256 of its DER.
    pub sha256: String,
    /// The profile by whose rules it was judged.
    pub profile: Option<String>,
    /// The profile's request that it was judged as.
    pub request: Option<String>,
    /// Its issuer, as the profile calls it.
    pub issuer: Option<String>,
    /// How its key was proved; `null` without `--sign`, and in files.
    pub proof: Option<Proof>,
    /// How it is traced back to somebody who is trusted, and what is known of revocations on the way.
    #[serde(rename = "path_to_trust")]
    pub trace: Option<PathRow>,
}

/// The answer of `check`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct CheckOutcome {
    /// No finding is an error.
    pub ok: bool,
    /// In one sentence.
    pub verdict: String,
    /// The worst first.
    pub findings: Vec<FindingRow>,
    /// What was looked at.
    pub checked: Vec<CheckedRow>,
    /// A reading was cut short: what was read until then was judged.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// All certificates that were met, issuers included.
    #[serde(skip)]
    pub met: Vec<Certificate>,
    /// The drivers that were asked.
    #[serde(skip)]
    pub modules: Vec<ModuleRow>,
    /// Why it was cut short.
    #[serde(skip)]
    pub cut: Option<Failure>,
}

impl CheckOutcome {
    fn cut_by(&mut self, failure: Failure) {
        self.partial = true;
        self.cut.get_or_insert(failure);
    }

    /// How many findings are so bad.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.findings.iter();
        all.filter(|row| row.severity == severity).count()
    }

    /// What the command ends with: a reading that was cut short, else an error that was found.
    pub fn verdict(self) -> Result<(), Failure> {
        let errors = self.count(Severity::Error);
        match self.cut {
            Some(cut) => Err(cut),
            None if errors > 0 => Err(Failure::new(Code::CheckFailed)
                .with("count", errors)
                .state(TokenState::NothingChanged)),
            None => Ok(()),
        }
    }
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
        let mut outcome = CheckOutcome::default();
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
        if let Some(failure) = stopped(setting.open_tokens())? {
            outcome.cut_by(failure);
        }
        let places = setting.places();
        if places.is_empty() {
            setting.tell_remote();
        }
        if self.sign {
            setting.one_pin_for(&places)?;
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
            serial: certificate.serial().hex,
            not_after: certificate.not_after().to_string(),
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
