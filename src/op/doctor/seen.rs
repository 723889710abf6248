//! Tokens, their PINs and their certificates, as drivers show them without a PIN.

use super::{DoctorOutcome, Severity, Step};
use crate::error::{Args, Code, Failure};
use crate::op::Setting;
use crate::op::shape::{CertificateRow, TokenRow, TokenRowState, TokenShow};
use crate::reader::Told;
use crate::token::{PinState, Slot};
use crate::x509::Validity;

impl DoctorOutcome {
    /// What drivers show.
    pub(super) fn seen(&mut self, setting: &Setting<'_>, told: Option<&Told>, shown: &[TokenShow]) {
        self.tokens = shown.iter().map(|show| show.token.clone()).collect();
        if let (Some(plug), Some(told)) = (setting.plug, told) {
            plug.complete(told, &mut self.tokens);
        }
        let certificates: Vec<&CertificateRow> = shown.iter().flat_map(certificates).collect();
        self.certificates = certificates.len();
        let holders = certificates.iter().filter_map(|one| one.holder.clone());
        self.holders = holders.collect();
        for (row, show) in self.tokens.clone().iter().zip(shown) {
            self.token(setting, row);
            if row.state == TokenRowState::Ready {
                self.pin(row);
                let count = certificates_of(show);
                if count == 0 {
                    let args = Args::from([("token", name(row))]);
                    self.add(Step::Certificate, Severity::Error, Code::TokenEmpty, &args);
                } else if let Some(path) = self.file_of(row) {
                    self.showing.push(path);
                }
            }
        }
        self.showing.dedup();
        if certificates
            .iter()
            .all(|one| one.validity != Validity::Valid)
        {
            for one in certificates.iter().take(MOST) {
                self.validity(one);
            }
        }
    }

    fn token(&mut self, setting: &Setting<'_>, row: &TokenRow) {
        let slots = setting.tokens.slots();
        let own = |host: &str, slot: &Slot| {
            row.module.as_deref() == Some(host) && row.slot == Some(slot.id.0)
        };
        let found = slots
            .filter(|(_, host, slot)| own(&host.id, slot))
            .map(|(_, _, slot)| slot)
            .next();
        let software = found.is_some_and(|slot| slot.hardware == Some(false));
        let module = row.module.clone().unwrap_or_default();
        match row.state {
            TokenRowState::Ready => self.arrived |= !software,
            // A blank slot of a token in software waits for its first use.
            TokenRowState::Uninitialised if software => {}
            TokenRowState::Uninitialised => {
                let none = Args::new();
                self.add(
                    Step::Token,
                    Severity::Error,
                    Code::TokenUninitialised,
                    &none,
                );
            }
            TokenRowState::Unrecognised if self.looks_like(&row.looks_like, setting.tokens) => {}
            TokenRowState::Unrecognised => {
                let args = Args::from([("module", module)]);
                self.add(
                    Step::Token,
                    Severity::Error,
                    Code::TokenNotRecognised,
                    &args,
                );
            }
            TokenRowState::Error => {
                if let Some(Err(fault)) = found.map(|slot| &slot.token) {
                    let failure = Failure::from_fault(fault.clone(), &module);
                    self.add(Step::Token, Severity::Error, failure.code, &failure.args);
                }
            }
        }
    }

    fn pin(&mut self, row: &TokenRow) {
        let (severity, code) = match row.pin.state {
            PinState::NoWarning | PinState::Unknown => return,
            PinState::CountLow => (Severity::Info, Code::PinCountLow),
            PinState::FinalTry => (Severity::Warning, Code::FinalTry),
            PinState::Locked => (Severity::Warning, Code::PinLocked),
            PinState::NotSet => (Severity::Warning, Code::PinNotSet),
            PinState::ToBeChanged => (Severity::Warning, Code::PinMustChange),
        };
        let args = Args::from([("token", name(row))]);
        self.add(Step::Pin, severity, code, &args);
    }

    fn validity(&mut self, certificate: &CertificateRow) {
        let (code, time) = match certificate.validity {
            Validity::Valid => return,
            Validity::Expired => (Code::Expired, &certificate.not_after),
            Validity::NotYet => (Code::NotYetValid, &certificate.not_before),
        };
        let day = time.split('T').next().unwrap_or_default();
        let args = Args::from([("date", day.to_owned())]);
        self.add(Step::Certificate, Severity::Warning, code, &args);
    }

    fn file_of(&self, row: &TokenRow) -> Option<String> {
        let mut modules = self.modules.iter();
        let module = modules.find(|module| Some(&module.id) == row.module.as_ref())?;
        Some(module.path.clone())
    }
}

/// Certificates of people, no placeholders.
fn certificates(show: &TokenShow) -> impl Iterator<Item = &CertificateRow> {
    let all = show.identities.iter().flat_map(|one| &one.certificates);
    all.filter(|certificate| !certificate.placeholder)
}

fn certificates_of(show: &TokenShow) -> usize {
    certificates(show).count()
}

/// How a token is called in a sentence.
fn name(row: &TokenRow) -> String {
    let label = row.label.clone().filter(|label| !label.trim().is_empty());
    let name = label.or_else(|| row.card.clone());
    crate::sanitize::line(&name.unwrap_or_else(|| row.uri.clone()))
}

/// Certificates that are told of at most.
const MOST: usize = 3;
