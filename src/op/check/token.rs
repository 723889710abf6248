//! One token: its PIN, its keys, which certificate belongs to which, and what is in the way.

use super::{Bench, Check, CheckOutcome, FindingRow, Severity, certificate};
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::op::Setting;
use crate::op::shape::{TokenRow, TokenRowState};
use crate::op::signing::Proof;
use crate::op::view::{Depth, Identity, SeenCert, SeenKey, View};
use crate::token::{KeyId, PinState, PrivateKeyObject};
use crate::x509::{Certificate, Validity};

impl Bench<'_> {
    /// Whether anything that was asked for is on it.
    pub(super) fn token(
        &self,
        setting: &mut Setting<'_>,
        place: Place,
        check: &Check,
        outcome: &mut CheckOutcome,
    ) -> Result<bool, Failure> {
        let token = setting.tokens.token(place);
        if !token.is_some_and(|token| token.initialised) {
            setting.settle_init(place);
            return Ok(false);
        }
        let looked = setting.look_through(place, check.sign, Depth::Known)?;
        if let Some(failure) = looked.cut {
            outcome.cut_by(failure);
        }
        let view = looked.view;
        let Some(row) = setting.token_row(place) else {
            return Ok(false);
        };
        let all = view.identities();
        let meant = check.meant(&all);
        if meant.is_empty() && !check.ids.is_empty() {
            return Ok(false);
        }
        outcome.met.extend(on_it(&view).cloned());
        let named = [row.label.clone(), row.serial.clone(), Some(row.uri.clone())];
        outcome.personal.extend(named.into_iter().flatten());
        let labels = all.iter().filter_map(|identity| identity.label.clone());
        outcome.personal.extend(labels);
        let before = outcome.findings.len();
        let pin = pin(setting, place, &row);
        if pin.is_some() {
            let all = self.unlockers(&row.uri, on_it(&view));
            outcome.unlockers.extend(all);
        }
        outcome.findings.extend(pin);
        outcome.findings.extend(shared_ids(&all));
        for identity in &meant {
            self.identity(identity, &all, (&view, &row), outcome);
        }
        if check.sign {
            for identity in &meant {
                prove(setting, place, identity, outcome)?;
            }
        }
        for finding in outcome.findings.iter_mut().skip(before) {
            finding.token = Some(row.uri.clone());
        }
        Ok(!meant.is_empty())
    }

    fn identity(
        &self,
        identity: &Identity,
        all: &[Identity],
        (view, row): (&View, &TokenRow),
        outcome: &mut CheckOutcome,
    ) {
        let real = identity.certificates.iter().filter(|it| !it.placeholder);
        let real: Vec<&SeenCert> = real.collect();
        let others: Vec<&Certificate> = all
            .iter()
            .flat_map(|one| &one.certificates)
            .filter(|seen| !seen.placeholder)
            .map(|seen| &seen.certificate)
            .collect();
        for seen in &real {
            let one = &seen.certificate;
            let replaced = others.iter().any(|other| self.replaces(other, one));
            let (mut checked, findings) = self.judge(one, replaced);
            checked.token = Some(row.uri.clone());
            outcome.checked.push(checked);
            outcome.findings.extend(findings);
        }
        let about = real.first().map(|seen| seen.certificate.serial().hex);
        let about = about.or_else(|| identity.id.as_ref().map(KeyId::hex));
        let name = real
            .first()
            .map(|seen| certificate::name(&seen.certificate));
        let name = name.or_else(|| identity.label.clone()).unwrap_or_default();
        let findings = self.pair(identity, &real, view);
        let named = |row: FindingRow| row.about(about.clone()).with("name", &name);
        outcome.findings.extend(findings.into_iter().map(named));
    }

    /// Key and certificate beside each other.
    fn pair(&self, identity: &Identity, real: &[&SeenCert], view: &View) -> Vec<FindingRow> {
        let found = FindingRow::new;
        let private = identity.key.as_ref().and_then(SeenKey::private_part);
        let mut findings = Vec::new();
        if identity.mismatch {
            findings.push(found(Code::IdMismatch, Severity::Error));
        }
        let current = |seen: &&&SeenCert| seen.certificate.validity(self.now) == Validity::Valid;
        let count = real.iter().filter(current).count();
        if count > 1 {
            let several = found(Code::SeveralCertificates, Severity::Warning);
            findings.push(several.with("count", count));
        }
        match (private, real.is_empty()) {
            (None, false) if view.complete => {
                findings.push(found(Code::KeyAbsent, Severity::Error));
            }
            (None, false) => findings.push(found(Code::KeyHidden, Severity::Info)),
            (Some(_), true) => findings.push(found(Code::CertificateAwaited, Severity::Warning)),
            _ => {}
        }
        findings.extend(private.and_then(guarded));
        findings
    }
}

/// The certificates on a token, but for those that only hold a place.
fn on_it(view: &View) -> impl Iterator<Item = &Certificate> {
    let real = view.certificates.iter().filter(|seen| !seen.placeholder);
    real.map(|seen| &seen.certificate)
}

/// A private key that can be copied is no longer only here.
fn guarded(key: &PrivateKeyObject) -> Option<FindingRow> {
    let can_leave = key.extractable == Some(true) || key.sensitive == Some(false);
    can_leave.then(|| FindingRow::new(Code::KeyCanLeave, Severity::Warning))
}

/// Different keys under one id: programs that choose by the id take either.
fn shared_ids(all: &[Identity]) -> Vec<FindingRow> {
    let keyed = || all.iter().filter(|one| one.key.is_some());
    let mut told: Vec<&KeyId> = Vec::new();
    let mut findings = Vec::new();
    for one in keyed() {
        let Some(id) = one.id.as_ref().filter(|id| !told.contains(id)) else {
            continue;
        };
        let same = keyed()
            .filter(|other| other.id.as_ref() == Some(id))
            .count();
        if same > 1 {
            told.push(id);
            let shared = FindingRow::new(Code::IdShared, Severity::Warning)
                .about(Some(id.hex()))
                .with("value", id.hex())
                .with("count", same);
            findings.push(shared);
        }
    }
    findings
}

/// What the token's flags say of the user's PIN.
fn pin(setting: &Setting<'_>, place: Place, row: &TokenRow) -> Option<FindingRow> {
    if row.state != TokenRowState::Ready {
        return None;
    }
    let (code, severity) = match row.pin.state {
        PinState::Locked => (Code::PinLocked, Severity::Error),
        PinState::FinalTry => (Code::PinLastTry, Severity::Warning),
        PinState::CountLow => (Code::PinCountLow, Severity::Warning),
        PinState::NotSet => (Code::PinNotSet, Severity::Warning),
        PinState::ToBeChanged => (Code::PinMustChange, Severity::Warning),
        _ => return None,
    };
    let failure = setting.pin_failure(code, place, crate::token::Role::User);
    let found = FindingRow::new(code, severity);
    let args = failure.args.iter();
    Some(args.fold(found, |row, (name, value)| row.with(name, value)))
}

/// Lets the key sign under each good certificate of its own; what fails is a finding, and the rest is looked at.
fn prove(
    setting: &mut Setting<'_>,
    place: Place,
    identity: &Identity,
    outcome: &mut CheckOutcome,
) -> Result<(), Failure> {
    let Some(key) = identity.key.as_ref().filter(|key| key.private.is_some()) else {
        return Ok(());
    };
    let Some(seen) = identity.certificates.iter().find(|it| !it.placeholder) else {
        return Ok(());
    };
    let one = &seen.certificate;
    match setting.prove(place, key, one) {
        Ok(proof) => {
            let hash = one.sha256();
            let mut rows = outcome.checked.iter_mut();
            if let Some(row) = rows.find(|row| row.sha256 == hash && row.token.is_some()) {
                row.proof = Some(proof);
            }
            if proof == Proof::NotPossible || proof == Proof::PublicKeyMatch {
                let unproved = FindingRow::new(Code::KeyNotTried, Severity::Info)
                    .about(Some(one.serial().hex))
                    .with("name", certificate::name(one));
                outcome.findings.push(unproved);
            }
            Ok(())
        }
        Err(failure) if is_about_the_key(failure.code) => {
            let broken = FindingRow::new(Code::KeyDoesNotSign, Severity::Error)
                .about(Some(one.serial().hex))
                .with("name", certificate::name(one))
                .with("text", failure.code.label());
            outcome.findings.push(broken);
            Ok(())
        }
        Err(failure) => Err(failure),
    }
}

/// What is wrong with the pair, not with the token as a whole or its PIN.
fn is_about_the_key(code: Code) -> bool {
    matches!(
        code,
        Code::ProofFailed
            | Code::SignatureInvalid
            | Code::KeyNotThere
            | Code::NoUsableMechanism
            | Code::SenselessAnswer
            | Code::TokenRefused
    )
}
