//! The shapes of answers, as the contract names them (`docs/cli.md`, JSON). Pure data; the faces print or draw it.
//! What a token did not tell is `null`.

use schemars::JsonSchema;
use serde::Serialize;

use super::signing::Proof;
use super::view::{Identity, SeenCert, SeenKey, View};
use crate::child::{Host, HostState};
use crate::token::{FaultKind, PinState, Role, Slot, token_uri};
use crate::x509::{Certificate, Serial, Validity};
use jiff::Timestamp;

/// Days before its end from which a certificate counts as expiring.
pub const EXPIRING_DAYS: i64 = 30;

/// How a module answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ModuleState {
    /// Loaded and answering.
    Ok,
    /// Its file is not there.
    Missing,
    /// It ended or crashed its process.
    Crashed,
    /// It did not answer in time.
    Hung,
    /// It answered with an error, or could not be loaded.
    Error,
}

/// One module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModuleRow {
    /// The registry's id, else the path.
    pub id: String,
    /// The library's file.
    pub path: String,
    /// For people.
    pub name: String,
    /// How it answered.
    pub state: ModuleState,
    /// Why, where it did not answer well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// A PIN as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PinRow {
    /// What the token's flags say.
    pub state: PinState,
    /// How many were refused on this computer since the last good one.
    pub failed_here: u32,
    /// Shortest length, in bytes, that the token says it takes.
    pub min: Option<u64>,
    /// Longest length, in bytes, that the token says it takes.
    pub max: Option<u64>,
    /// It is typed on a pad or in the driver's window.
    pub pinpad: Option<bool>,
}

/// The officer's PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SoPinRow {
    /// What the token's flags say.
    pub state: PinState,
}

/// Whether a token can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TokenRowState {
    /// Initialised and readable.
    Ready,
    /// Blank.
    Uninitialised,
    /// Not formatted for this module.
    Unrecognised,
    /// It did not answer.
    Error,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TokenRow {
    /// RFC 7512.
    pub uri: String,
    /// The module's id.
    pub module: String,
    /// The slot's number, good for this run only.
    pub slot: u64,
    /// The reader or slot that it is in: tokens of one card share it.
    pub card: Option<String>,
    /// Label.
    pub label: Option<String>,
    /// Manufacturer.
    pub manufacturer: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// Whether it can be used.
    pub state: TokenRowState,
    /// The user's PIN.
    pub pin: PinRow,
    /// The officer's PIN.
    pub so_pin: SoPinRow,
    /// It may not be written to.
    pub read_only: Option<bool>,
    /// Other modules that see the same token.
    pub also_via: Vec<String>,
}

/// Where an identity stands; the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentityState {
    /// A certificate of another key has this key's id.
    Mismatch,
    /// No private key is there (seen after log-in).
    NoKey,
    /// The private key shows only after log-in.
    KeyNotVisible,
    /// A key without a certificate.
    AwaitingCertificate,
    /// The newest certificate has ended.
    Expired,
    /// The newest certificate has not begun.
    NotYetValid,
    /// It ends within 30 days.
    Expiring,
    /// Usable.
    Ready,
}

/// A key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeyRow {
    /// Which half showed: `private` or `public`.
    pub seen: String,
    /// `rsa`, `ec`, `ed` …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Size in bits.
    pub bits: Option<u32>,
    /// Named curve.
    pub curve: Option<String>,
    /// Born on the token.
    pub on_token: Option<bool>,
    /// May leave the token.
    pub extractable: Option<bool>,
    /// Marked as sensitive.
    pub sensitive: Option<bool>,
    /// Asks for its PIN at each use.
    pub always_authenticate: Option<bool>,
    /// `sign`, `decrypt`, as far as the token tells.
    pub usage: Option<Vec<String>>,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CertificateRow {
    /// Whose it is, for people: common name, else person, else organisation.
    #[serde(skip)]
    pub holder: Option<String>,
    /// In the order of the encoding.
    pub subject: String,
    /// In the order of the encoding.
    pub issuer: String,
    /// In all forms.
    pub serial: Serial,
    /// RFC 3339, UTC.
    pub not_before: String,
    /// RFC 3339, UTC.
    pub not_after: String,
    /// Whole days until it ends; negative afterwards.
    pub days_left: i64,
    /// Of the DER, lower-case hex.
    pub sha256: String,
    /// Of the DER, lower-case hex.
    pub sha1: String,
    /// Names as in RFC 5280; `null` without the extension.
    pub key_usage: Option<Vec<String>>,
    /// Names or OIDs; `null` without the extension.
    pub extended_key_usage: Option<Vec<String>>,
    /// From the alternative names and the subject.
    pub emails: Vec<String>,
    /// Whether it says that it is a qualified certificate; `null` where that cannot be read.
    pub qualified: Option<bool>,
    /// Signed by its own key, no CA, not written by us.
    pub placeholder: bool,
    /// Now.
    pub validity: Validity,
}

/// A key with its certificates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IdentityRow {
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// SHA-256 of the public key's SubjectPublicKeyInfo.
    pub key_sha256: Option<String>,
    /// Label.
    pub label: Option<String>,
    /// Where it stands.
    pub state: IdentityState,
    /// The key, where a half of it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyRow>,
    /// The newest first.
    pub certificates: Vec<CertificateRow>,
}

/// An object that is neither key nor certificate, or that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherRow {
    /// `certificate`, or the class number in hex.
    pub class: String,
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// Label.
    pub label: Option<String>,
}

/// A token with what is on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TokenShow {
    /// The token.
    #[serde(flatten)]
    pub token: TokenRow,
    /// Whether somebody was logged in while it was read.
    pub logged_in: bool,
    /// Whether everything on it was seen.
    pub complete: bool,
    /// Keys with their certificates.
    pub identities: Vec<IdentityRow>,
    /// CA certificates.
    pub chain: Vec<CertificateRow>,
    /// Everything else.
    pub other: Vec<OtherRow>,
}

/// A file with what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileShow {
    /// Absolute, or `-`.
    pub path: String,
    /// Certificates and requests.
    pub identities: Vec<IdentityRow>,
    /// CA certificates.
    pub chain: Vec<CertificateRow>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileRow {
    /// Absolute.
    pub path: String,
    /// `csr`, `receipt`, `backup`, `answers`, `form`, `certificate`, `chain`.
    pub kind: String,
    /// What it is for, where a profile says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Of its bytes, lower-case hex.
    pub sha256: String,
}

/// A key of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequestKeyRow {
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// SHA-256 of the public key's SubjectPublicKeyInfo.
    pub key_sha256: Option<String>,
    /// Label.
    pub label: Option<String>,
    /// `rsa2048`, `p256` …
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is for, where a profile says.
    pub purpose: Option<String>,
    /// `token`.
    pub store: String,
}

/// The answer of `request`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct RequestOutcome {
    /// The case that was opened or went on.
    pub case: String,
    /// The profile's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// `csr`.
    pub mode: String,
    /// The token's URI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The keys.
    pub keys: Vec<RequestKeyRow>,
    /// The files written.
    pub files: Vec<FileRow>,
    /// With a profile: what has to happen by when.
    pub deadlines: Vec<String>,
    /// The commands that come next.
    pub next_steps: Vec<String>,
}

/// The answer of `request --dry-run`: nothing was touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DryRun {
    /// Always `true`.
    pub dry_run: bool,
    /// The subject, in the order of the encoding.
    pub subject: String,
    /// Its DER, lower-case hex.
    pub subject_der: String,
    /// Requested extensions, in words.
    pub extensions: Vec<String>,
    /// The key template, exactly as it would be sent first.
    pub template: Vec<String>,
    /// The way to sign that would be tried first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<String>,
}

/// A certificate that a new one comes after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SupersededRow {
    /// Serial number, hex.
    pub serial: String,
    /// Of the DER, lower-case hex.
    pub sha256: String,
    /// Still on the token.
    pub kept: bool,
    /// The file that it was saved to before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved_to: Option<String>,
}

/// A certificate put in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InstalledRow {
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// The token's URI.
    pub token: String,
    /// In the order of the encoding.
    pub subject: String,
    /// Hex.
    pub serial: String,
    /// RFC 3339, UTC.
    pub not_after: String,
    /// What it is for, where a profile says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// How the pair was proved.
    pub proof: Proof,
    /// What it comes after.
    pub superseded: Vec<SupersededRow>,
}

/// A certificate that was there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AlreadyRow {
    /// Where it was given.
    pub file: String,
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
}

/// Something given that was not put in place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SkippedRow {
    /// Where it was given.
    pub file: String,
    /// A stable name.
    pub reason: String,
    /// For people, in their language; the face fills it in from `failure`.
    pub message: String,
    /// The whole reason.
    #[serde(skip)]
    pub failure: Option<Box<crate::error::Failure>>,
}

/// A file that was completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompletedRow {
    /// Absolute.
    pub path: String,
}

/// The answer of `install`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct InstallOutcome {
    /// Put in place.
    pub installed: Vec<InstalledRow>,
    /// Files completed.
    pub completed: Vec<CompletedRow>,
    /// There before.
    pub already: Vec<AlreadyRow>,
    /// Not put in place.
    pub skipped: Vec<SkippedRow>,
    /// CA certificates that were given; none is written to the token.
    pub chain: Vec<CertificateRow>,
}

/// The row of a module.
#[must_use]
pub fn module_row(host: &Host) -> ModuleRow {
    let (state, detail) = match &host.state {
        HostState::Ready | HostState::NotAsked => (ModuleState::Ok, None),
        HostState::Failed(fault) => {
            let state = match &fault.kind {
                FaultKind::ModuleMissing => ModuleState::Missing,
                FaultKind::Crashed { .. } | FaultKind::Exited { .. } => ModuleState::Crashed,
                FaultKind::Hung { .. } => ModuleState::Hung,
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

/// A fault in technical words: kind, call, name of the returned value.
fn fault_words(fault: &crate::token::Fault) -> String {
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
        module: host.id.clone(),
        slot: slot.id.0,
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
    let newest: Option<&SeenCert> = real.max_by_key(|seen| seen.certificate.not_after());
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
        .and_then(|public| public.curve())
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
        bits: key.public.as_ref().and_then(|public| public.bits()),
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
