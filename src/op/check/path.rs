//! Whether certificates can be traced back to somebody who is trusted, and whether one of them was revoked on the way.
//!
//! What is only missing is told where somebody asked for it (`--trust`, `--crl`, `--online`); of what is on a token else as good to
//! know, since programs may want the issuers' certificates there; of files not at all, since mails seldom bring them.
//! What is wrong with an issuer that is there is always told.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

use super::file::said_by;
use super::{CheckOutcome, FindingRow, Severity, certificate};
use crate::ask::Progress;
use crate::error::{Code, Failure};
use crate::op::Setting;
use crate::op::online::Online;
use crate::op::revocation::{self, Known, Lists};
use crate::op::trust;
use crate::x509::path::{Path, PathEnd, PathFault, Pool, Step};
use crate::x509::revocation::Standing;
use crate::x509::{Certificate, Validity};

/// Whom to trust and whom to ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trust {
    /// Files and folders with certificates that are trusted, besides the user's folder and the system's store.
    pub anchors: Vec<PathBuf>,
    /// Files and folders with revocation lists.
    pub lists: Vec<PathBuf>,
    /// Whether the addresses that certificates name are gone to.
    pub net: Net,
}

/// Whether anything is fetched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Net {
    /// Nothing leaves this computer.
    #[default]
    Offline,
    /// Issuers' certificates, revocation lists and responders' answers are.
    Online,
}

/// Where a path leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PathState {
    /// To a certificate that is trusted, and nothing is wrong on the way.
    Trusted,
    /// To one that is trusted, but something is wrong.
    Broken,
    /// To a root that is not trusted.
    NotTrusted,
    /// Not to its end: an issuer is missing.
    Incomplete,
}

/// What is known of a revocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RevocationState {
    /// Somebody who may say so says that it is not revoked.
    Good,
    /// It is revoked.
    Revoked,
    /// Nobody could say.
    Unknown,
}

/// What was heard of a certificate's revocation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RevocationRow {
    /// What is known.
    pub state: RevocationState,
    /// Since when it is revoked, RFC 3339 UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Why, in the words of RFC 5280 §5.3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// Of when this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Until when it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The file or address that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What was heard and does not count, or could not be had.
    pub doubts: Vec<DoubtRow>,
}

/// A source that says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DoubtRow {
    /// The file or address.
    pub source: String,
    /// Why: `stale`, `other_issuer`, `too_slow` …
    pub reason: &'static str,
}

/// One certificate of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepRow {
    /// Its subject.
    pub subject: String,
    /// Its serial number in hex.
    pub serial: String,
    /// Its last moment, RFC 3339 UTC.
    pub not_after: String,
    /// SHA-256 of its DER.
    pub sha256: String,
    /// What is wrong with it: `expired`, `name_constraints` …
    pub faults: Vec<&'static str>,
    /// What was heard of its revocation; absent where nobody was asked, as without `--crl` and `--online`, and of a root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocation: Option<RevocationRow>,
}

/// The path of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PathRow {
    /// Where it leads.
    pub state: PathState,
    /// The certificate first, then each one's issuer.
    pub steps: Vec<StepRow>,
}

/// What all paths of a run are traced with.
pub(super) struct Tracer {
    anchors: Pool,
    pool: Pool,
    lists: Lists,
    online: Option<Online>,
    /// What was heard, by the certificate's hash: a folder's certificates share their issuers.
    heard: HashMap<String, Known>,
    asked: bool,
}

impl Tracer {
    /// Reads what was named: what cannot be read is refused before a token is asked.
    pub(super) fn new(setting: &mut Setting<'_>, trust: &Trust) -> Result<Self, Failure> {
        let online = trust.net == Net::Online;
        let lists = Lists::read(setting, &trust.lists)?;
        // What is said of revocations counts only by somebody who is trusted.
        let asked = online || !trust.anchors.is_empty() || !lists.is_empty();
        Ok(Self {
            anchors: trust::anchors(setting, &trust.anchors)?,
            pool: Pool::default(),
            lists,
            online: online.then(Online::default),
            heard: HashMap::new(),
            asked,
        })
    }

    /// Traces every certificate that was looked at, through all that were met on the way.
    pub(super) fn trace(mut self, setting: &mut Setting<'_>, outcome: &mut CheckOutcome) {
        let met = std::mem::take(&mut outcome.met);
        self.pool.extend(met.iter().cloned());
        let by_hash: HashMap<String, Certificate> =
            met.into_iter().map(|one| (one.sha256(), one)).collect();
        let mut told = HashSet::new();
        let all = outcome.checked.len();
        for (done, row) in outcome.checked.iter_mut().enumerate() {
            setting.ask.progress(&Progress {
                id: "cli-progress-traced",
                done,
                all,
            });
            let Some(one) = by_hash.get(&row.sha256) else {
                continue;
            };
            outcome.personal.extend(said_by(one));
            let looked = Looked {
                over: one.validity(setting.now) == Validity::Expired,
                on_token: row.token.is_some(),
            };
            let (path, findings) = self.of(setting, one, looked);
            row.trace = Some(path);
            let findings = findings.into_iter().map(|finding| {
                let own = finding.id.as_ref() == Some(&row.serial);
                if own { finding.beside(row) } else { finding }
            });
            // An issuer's fault is told once, however many certificates it issued.
            let new = |one: &FindingRow| {
                told.insert((one.of, one.id.clone(), one.token.clone(), one.path.clone()))
            };
            outcome.findings.extend(findings.filter(new));
        }
        setting.ask.progress(&Progress {
            id: "cli-progress-traced",
            done: all,
            all,
        });
    }

    fn of(
        &mut self,
        setting: &mut Setting<'_>,
        one: &Certificate,
        looked: Looked,
    ) -> (PathRow, Vec<FindingRow>) {
        let over = looked.over;
        let online = self.online.as_mut().filter(|_| !over);
        let path = trust::trace(setting, online, one, &mut self.pool, &self.anchors);
        let mut findings = Vec::new();
        let mut steps = Vec::new();
        for (place, step) in path.steps.iter().enumerate() {
            findings.extend(self.faults(step, place, looked));
            let known = self.revocation(setting, &path, place, over);
            if let Some(known) = &known {
                findings.extend(of_revocation(&step.certificate, known));
            }
            steps.push(row(step, known.as_ref()));
        }
        let state = state(&path);
        (PathRow { state, steps }, findings)
    }

    /// What is told of a step's faults. Of a certificate that is over nothing more is.
    fn faults(&self, step: &Step, place: usize, looked: Looked) -> Vec<FindingRow> {
        let told = |fault: &&PathFault| {
            let own = matches!(
                fault,
                PathFault::Expired { .. }
                    | PathFault::NotYet { .. }
                    | PathFault::WeakSignature { .. }
            );
            // The first certificate's own days and hash are judged elsewhere.
            let elsewhere = own && place == 0;
            let news = self.asked || looked.on_token || !is_missing(fault);
            news && !looked.over && !elsewhere
        };
        let severity = |fault: &PathFault| match (self.asked, is_missing(fault)) {
            (true, _) => Severity::Error,
            (false, true) => Severity::Info,
            (false, false) => Severity::Warning,
        };
        let faults = step.faults.iter().filter(told);
        faults
            .map(|fault| finding(step, fault, severity(fault)))
            .collect()
    }

    /// What is known of a step's revocation; `None` where nobody is asked. The end of a path, a root or one that is trusted, is
    /// not asked about: trust in it does not come from a list.
    fn revocation(
        &mut self,
        setting: &mut Setting<'_>,
        path: &Path,
        place: usize,
        over: bool,
    ) -> Option<Known> {
        let asked = self.online.is_some() || !self.lists.is_empty();
        let end = path.end != PathEnd::Open && place > 0 && place + 1 == path.steps.len();
        if !asked || over || end {
            return None;
        }
        let one = &path.steps.get(place)?.certificate;
        let Some(issuer) = path.issuer(place) else {
            return (place == 0).then(Known::without_issuer);
        };
        if issuer.der() == one.der() {
            return None;
        }
        let hash = one.sha256();
        if let Some(known) = self.heard.get(&hash) {
            return Some(known.clone());
        }
        let online = self.online.as_mut();
        let known = revocation::standing(setting, &self.lists, online, one, issuer);
        self.heard.insert(hash, known.clone());
        Some(known)
    }
}

/// What is known of a certificate before its path is.
#[derive(Debug, Clone, Copy)]
struct Looked {
    /// Its last moment is past.
    over: bool,
    /// It is on a token.
    on_token: bool,
}

/// Whether nothing is wrong: only somebody is not there who is known, or trusted.
fn is_missing(fault: &PathFault) -> bool {
    matches!(fault, PathFault::MissingIssuer | PathFault::NotTrusted)
}

/// What is told of a fault.
fn finding(step: &Step, fault: &PathFault, severity: Severity) -> FindingRow {
    let one = &step.certificate;
    let (code, text) = match fault {
        PathFault::MissingIssuer => (Code::IssuerMissing, one.issuer()),
        PathFault::NotTrusted => (Code::RootNotTrusted, String::new()),
        _ => (Code::PathUnfit, detail(fault)),
    };
    FindingRow::new(code, severity)
        .about(Some(one.serial().hex))
        .with("name", certificate::name(one))
        .with("reason", fault.name())
        .with("text", text)
}

/// A path of which nobody was asked about revocations, and all that is wrong with it.
pub(in crate::op) fn told(path: &Path) -> (PathRow, Vec<FindingRow>) {
    let steps = path.steps.iter();
    let findings = steps.clone().flat_map(|step| {
        let faults = step.faults.iter();
        faults.map(|fault| finding(step, fault, Severity::Error))
    });
    let findings = findings.collect();
    let steps = steps.map(|step| row(step, None)).collect();
    let state = state(path);
    (PathRow { state, steps }, findings)
}

fn state(path: &Path) -> PathState {
    match path.end {
        PathEnd::Anchor if path.holds() => PathState::Trusted,
        PathEnd::Anchor => PathState::Broken,
        PathEnd::OtherRoot => PathState::NotTrusted,
        PathEnd::Open => PathState::Incomplete,
    }
}

/// What a fault says besides its kind.
fn detail(fault: &PathFault) -> String {
    match fault {
        PathFault::Expired { since: moment } | PathFault::NotYet { from: moment } => {
            moment.strftime("%Y-%m-%d").to_string()
        }
        PathFault::WeakSignature { algorithm } | PathFault::UnknownSignature { algorithm } => {
            algorithm.clone()
        }
        PathFault::UnknownCritical { oid } => oid.clone(),
        PathFault::SmallKey { bits } => bits.to_string(),
        PathFault::Refused { status } => status.clone(),
        _ => String::new(),
    }
}

fn of_revocation(one: &Certificate, known: &Known) -> Option<FindingRow> {
    let found = |code, severity| {
        FindingRow::new(code, severity)
            .about(Some(one.serial().hex))
            .with("name", certificate::name(one))
    };
    match &known.standing {
        Standing::Good => None,
        Standing::Revoked { since, reason } => Some(
            found(Code::CertificateRevoked, Severity::Error)
                .with("date", since.strftime("%Y-%m-%d"))
                .with("reason", reason.unwrap_or("unspecified")),
        ),
        Standing::Unknown(_) => {
            let (source, why) = match known.doubts.last() {
                Some((source, why)) => (source.as_str(), why.name()),
                None => ("-", "no_source"),
            };
            Some(
                found(Code::RevocationUnknown, Severity::Warning)
                    .with("reason", why)
                    .with("text", source),
            )
        }
    }
}

fn row(step: &Step, known: Option<&Known>) -> StepRow {
    let one = &step.certificate;
    StepRow {
        subject: one.subject(),
        serial: one.serial().hex,
        not_after: one.not_after().to_string(),
        sha256: one.sha256(),
        faults: step.faults.iter().map(PathFault::name).collect(),
        revocation: known.map(revocation_row),
    }
}

fn revocation_row(known: &Known) -> RevocationRow {
    let (state, since, reason) = match &known.standing {
        Standing::Good => (RevocationState::Good, None, None),
        Standing::Revoked { since, reason } => {
            (RevocationState::Revoked, Some(since.to_string()), *reason)
        }
        Standing::Unknown(_) => (RevocationState::Unknown, None, None),
    };
    let doubts = known.doubts.iter().map(|(source, why)| DoubtRow {
        source: source.clone(),
        reason: why.name(),
    });
    RevocationRow {
        state,
        since,
        reason,
        as_of: known.as_of.map(|moment| moment.to_string()),
        until: known.until.map(|moment| moment.to_string()),
        by: known.by.clone(),
        doubts: doubts.collect(),
    }
}
