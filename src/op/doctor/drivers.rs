//! Drivers that fail, and drivers that are missing.

use super::{DoctorOutcome, Severity, Step};
use crate::child::{Host, HostState, Tokens};
use crate::error::{Args, Code, Failure};
use crate::op::shape::LooksLikeRow;
use crate::registry::{Discovery, HeaderFault, Reach, SkipReason, Skipped};
use crate::token::{Fault, FaultKind};

impl DoctorOutcome {
    /// What a card that nobody reads may be: the driver that is missing, or does not read it. Whether anything is said.
    pub(super) fn looks_like(&mut self, guesses: &[LooksLikeRow], tokens: &Tokens) -> bool {
        let here = guesses.iter().find(|guess| guess.installed);
        let Some(guess) = here.or(guesses.first()) else {
            return false;
        };
        // One that failed says itself why.
        let answers = |host: &Host| host.id == guess.module && host.state == HostState::Ready;
        if guess.installed && !tokens.hosts().iter().any(answers) {
            return true;
        }
        let code = if guess.installed {
            Code::DriverBlind
        } else {
            Code::DriverMissing
        };
        let args = Args::from([("token", guess.token.clone()), ("name", guess.name.clone())]);
        self.add(Step::Driver, Severity::Error, code, &args);
        true
    }

    /// Drivers that did not answer, or cannot be loaded.
    pub(super) fn drivers(&mut self, tokens: &Tokens, discovery: &Discovery) {
        let guesses = self.readers.iter().flat_map(|reader| &reader.looks_like);
        let suspects: Vec<String> = guesses.map(|guess| guess.module.clone()).collect();
        let weight = |id: &str, reach: Reach, named: bool| {
            let suspect = suspects.is_empty() || suspects.iter().any(|it| it == id);
            match reach {
                _ if named || (suspect && reach != Reach::Elsewhere) => Severity::Error,
                Reach::Elsewhere => Severity::Info,
                _ => Severity::Warning,
            }
        };
        for host in tokens.hosts() {
            if let HostState::Failed(fault) = &host.state {
                let severity = weight(&host.id, host.habits.reach, host.named);
                let told = self.fault(fault, &host.path, severity);
                if told && host.named && self.wanted.is_none() {
                    self.wanted = self.findings.last().map(|one| one.number.clone());
                }
            }
        }
        for skipped in &discovery.skipped {
            if let Some(fault) = cannot_load(skipped) {
                let path = skipped.path.as_ref().map(|path| path.display().to_string());
                let name = path.unwrap_or_else(|| skipped.name.clone());
                self.fault(&fault, &name, weight(&skipped.name, Reach::Unknown, false));
            }
        }
        if tokens.hosts().is_empty() {
            self.add(Step::Driver, Severity::Error, Code::NoModule, &Args::new());
        }
    }

    /// Whether it is told.
    fn fault(&mut self, fault: &Fault, module: &str, severity: Severity) -> bool {
        // The service itself was told.
        let told = !matches!(fault.kind, FaultKind::CardServiceSilent { .. });
        if told {
            let failure = Failure::from_fault(fault.clone(), module);
            self.add(Step::Driver, severity, failure.code, &failure.args);
        }
        told
    }
}

/// Why a driver that is here was not even tried.
fn cannot_load(skipped: &Skipped) -> Option<Fault> {
    let SkipReason::Header(fault) = &skipped.reason else {
        return None;
    };
    let kind = match fault {
        HeaderFault::WrongArchitecture { built_for } => FaultKind::WrongArchitecture {
            built_for: built_for.clone(),
        },
        HeaderFault::Denied => FaultKind::ModuleDenied,
        other => FaultKind::LoadFailed {
            text: other.to_string(),
        },
    };
    Some(Fault::new(kind))
}
