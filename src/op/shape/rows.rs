//! From what was seen to the shapes of answers.

use jiff::Timestamp;

use super::{
    CertificateRow, EXPIRING_DAYS, IdentityRow, IdentityState, KeyRow, ModuleRow, ModuleState,
    OtherRow, PinRow, SoPinRow, TokenRow, TokenRowState, TokenShow,
};
use crate::child::{Host, HostState};
use crate::op::view::{Identity, SeenCert, SeenKey, View};
use crate::token::{FaultKind, PinState, Role, Slot, token_uri};
use crate::x509::{Certificate, Validity};

/// The row of a module.
#[must_use]
pub fn module_row(host: &Host) -> ModuleRow {
    let (state, detail) = match &host.state {
        HostState::Ready | HostState::NotAsked | HostState::Lent => (ModuleState::Ok, None),
        HostState::Failed(fault) => {
            let state = match &fault.kind {
                FaultKind::ModuleMissing => ModuleState::Missing,
                FaultKind::Crashed { .. } | FaultKind::Exited { .. } => ModuleState::Crashed,
                FaultKind::Hung { .. } | FaultKind::CardServiceSilent { .. } => ModuleState::Hung,
                _ => ModuleState::Error,
            };
            (state, Some(fault_words(fault)))
        }
    };
    ModuleRow {
        id: host.id.clone(),
        path: host.path.clone(),
        name: host.name.clone(),
        state,
        detail,
    }
}

/// The rows of the modules that were asked: a search that ended before has nothing to say of the others.
#[must_use]
pub fn module_rows(hosts: &[Host]) -> Vec<ModuleRow> {
    let asked = hosts.iter().filter(|host| host.was_asked());
    asked.map(module_row).collect()
}

/// A fault in technical words: kind, call, name of the returned value.
pub(in crate::op) fn fault_words(fault: &crate::token::Fault) -> String {
    let parts = [
        Some(fault.kind.to_string()),
        fault.call.clone(),
        fault.ckr.clone(),
    ];
    crate::sanitize::line(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// The row of a token.
#[must_use]
pub fn token_row(host: &Host, slot: &Slot, failed_here: u32, also_via: Vec<String>) -> TokenRow {
    let token = slot.token.as_ref().ok();
    let state = match &slot.token {
        Ok(token) if token.initialised => TokenRowState::Ready,
        Ok(_) => TokenRowState::Uninitialised,
        Err(fault) if fault.kind == FaultKind::NotRecognised => TokenRowState::Unrecognised,
        Err(_) => TokenRowState::Error,
    };
    let text = |text: &String| Some(text.clone());
    TokenRow {
        uri: token_uri(slot.id, token.map(|token| &token.id)),
        module: Some(host.id.clone()),
        slot: Some(slot.id.0),
        card: Some(slot.description.clone()).filter(|card| !card.is_empty()),
        label: token.and_then(|token| text(&token.id.label)),
        manufacturer: token.and_then(|token| text(&token.id.manufacturer)),
        model: token.and_then(|token| text(&token.id.model)),
        serial: token.and_then(|token| text(&token.id.serial)),
        state,
        pin: PinRow {
            state: token.map_or(PinState::Unknown, |token| token.pin_state(Role::User)),
            failed_here,
            min: token.and_then(|token| token.min_pin),
            max: token.and_then(|token| token.max_pin),
            pinpad: token.map(|token| token.pin_pad),
        },
        so_pin: SoPinRow {
            state: token.map_or(PinState::Unknown, |token| token.pin_state(Role::So)),
        },
        read_only: token.map(|token| token.write_protected),
        also_via,
        atr: None,
        looks_like: Vec::new(),
    }
}

/// The row of a certificate.
#[must_use]
pub fn certificate_row(
    certificate: &Certificate,
    placeholder: bool,
    now: Timestamp,
) -> CertificateRow {
    let owned = |names: Vec<&'static str>| names.into_iter().map(str::to_owned).collect();
    CertificateRow {
        holder: certificate.holder(),
        subject: certificate.subject(),
        issuer: certificate.issuer(),
        serial: certificate.serial(),
        not_before: certificate.not_before().to_string(),
        not_after: certificate.not_after().to_string(),
        days_left: certificate.days_left(now),
        sha256: certificate.sha256(),
        sha1: certificate.sha1(),
        key_usage: certificate.key_usage().map(owned),
        extended_key_usage: certificate.extended_key_usage(),
        emails: certificate.emails(),
        qualified: certificate.qualified(),
        placeholder,
        validity: certificate.validity(now),
        details: None,
        asn1: None,
        der: certificate.der().into(),
    }
}

/// The row of an identity.
#[must_use]
pub fn identity_row(identity: &Identity, logged_in: bool, now: Timestamp) -> IdentityRow {
    IdentityRow {
        id: identity.id.as_ref().map(crate::token::KeyId::hex),
        key_sha256: identity.hash.map(|hash| hash.hex()),
        label: identity.label.clone(),
        state: identity_state(identity, logged_in, now),
        key: identity.key.as_ref().map(key_row),
        certificates: identity
            .certificates
            .iter()
            .map(|seen| certificate_row(&seen.certificate, seen.placeholder, now))
            .collect(),
    }
}

/// Where an identity stands; the first that applies.
#[must_use]
pub fn identity_state(identity: &Identity, logged_in: bool, now: Timestamp) -> IdentityState {
    let private = identity
        .key
        .as_ref()
        .is_some_and(|key| key.private.is_some());
    let real = identity
        .certificates
        .iter()
        .filter(|seen| !seen.placeholder);
    // One that is valid now counts before one that will be.
    let newest: Option<&SeenCert> = real.max_by_key(|seen| {
        let begun = seen.certificate.not_before() <= now;
        (begun, seen.certificate.not_after())
    });
    match newest {
        _ if identity.mismatch => IdentityState::Mismatch,
        Some(_) if !private && logged_in => IdentityState::NoKey,
        Some(_) if !private => IdentityState::KeyNotVisible,
        None if identity.key.is_none() && logged_in => IdentityState::NoKey,
        None if identity.key.is_none() => IdentityState::KeyNotVisible,
        None => IdentityState::AwaitingCertificate,
        Some(seen) => time_state(&seen.certificate, now),
    }
}

/// Where a certificate stands in time.
#[must_use]
pub fn time_state(certificate: &Certificate, now: Timestamp) -> IdentityState {
    match certificate.validity(now) {
        Validity::Expired => IdentityState::Expired,
        Validity::NotYet => IdentityState::NotYetValid,
        Validity::Valid if certificate.days_left(now) <= EXPIRING_DAYS => IdentityState::Expiring,
        Validity::Valid => IdentityState::Ready,
    }
}

fn key_row(key: &SeenKey) -> KeyRow {
    let part = key.private_part();
    let usage = part.and_then(|part| {
        let flags = [("sign", part.sign), ("decrypt", part.decrypt)];
        if flags.iter().all(|(_, flag)| flag.is_none()) {
            return None;
        }
        Some(
            flags
                .into_iter()
                .filter(|(_, flag)| *flag == Some(true))
                .map(|(name, _)| name.to_owned())
                .collect(),
        )
    });
    let curve = key
        .public
        .as_ref()
        .and_then(crate::x509::PublicKey::curve)
        .or(part.and_then(|part| part.curve));
    KeyRow {
        seen: if key.private.is_some() {
            "private"
        } else {
            "public"
        }
        .to_owned(),
        kind: key
            .public
            .as_ref()
            .map(|public| public.kind().to_owned())
            .or(part.and_then(|part| part.kind.clone())),
        bits: key.public.as_ref().and_then(crate::x509::PublicKey::bits),
        curve: curve.map(|curve| curve.name().to_owned()),
        on_token: part.and_then(|part| part.local),
        extractable: part.and_then(|part| part.extractable),
        sensitive: part.and_then(|part| part.sensitive),
        always_authenticate: part.and_then(|part| part.always_authenticate),
        usage,
    }
}

/// A whole token.
#[must_use]
pub fn token_show(token: TokenRow, view: &View, now: Timestamp) -> TokenShow {
    TokenShow {
        token,
        logged_in: view.logged_in,
        complete: view.complete,
        identities: view
            .identities()
            .iter()
            .map(|identity| identity_row(identity, view.logged_in, now))
            .collect(),
        chain: view
            .chain()
            .into_iter()
            .map(|seen| certificate_row(&seen.certificate, seen.placeholder, now))
            .collect(),
        other: view.other.iter().map(other_row).collect(),
    }
}

fn other_row(object: &crate::token::Object) -> OtherRow {
    let class = match (&object.body, object.class()) {
        (_, Some(class)) => class.name().to_owned(),
        (crate::token::Body::Other(number), None) => class_word(*number),
        _ => "-".to_owned(),
    };
    OtherRow {
        class,
        id: object.id.as_ref().map(crate::token::KeyId::hex),
        label: object.label.clone(),
    }
}

/// The classes of PKCS#11 2.40 §3.4 that we name; everything else is a number.
fn class_word(number: u64) -> String {
    match number {
        0 => "data".to_owned(),
        4 => "secret_key".to_owned(),
        5 => "hardware_feature".to_owned(),
        6 => "domain_parameters".to_owned(),
        other => format!("0x{other:08x}"),
    }
}
