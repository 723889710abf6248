//! Revocation: what a revocation list (RFC 5280 §5) or a responder's answer (RFC 6960) says of a certificate, and what it is worth.
//!
//! Nothing is ever taken for good because nothing was found: what cannot be judged is [`Standing::Unknown`], with its reasons.

mod crl;
mod ocsp;

use jiff::{SignedDuration, Timestamp};

use super::certificate::Certificate;
use super::verify::VerifyError;
use super::walk::{self, tag};

pub use crl::{RevocationList, lists};
pub use ocsp::{OcspAnswer, OcspQuestion};

/// What is known of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Not revoked, says somebody who may say so, in time.
    Good,
    /// Revoked.
    Revoked {
        /// Since when.
        since: Timestamp,
        /// Why, in the words of RFC 5280 §5.3.1, when it is said.
        reason: Option<&'static str>,
    },
    /// It cannot be told.
    Unknown(Doubt),
}

/// What one list or answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The certificate's standing.
    pub standing: Standing,
    /// When this was known to be true (`thisUpdate`).
    pub as_of: Option<Timestamp>,
    /// Until when it counts (`nextUpdate`).
    pub until: Option<Timestamp>,
}

impl Statement {
    fn doubt(doubt: Doubt) -> Self {
        Self {
            standing: Standing::Unknown(doubt),
            as_of: None,
            until: None,
        }
    }
}

/// Why a list or an answer does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// It is none, or is broken: the field that could not be read.
    Malformed {
        /// In the words of the standard.
        part: &'static str,
    },
    /// It is another authority's.
    OtherIssuer,
    /// Its signature is not by the key that should have made it.
    BadSignature,
    /// It is signed with a broken hash.
    WeakSignature {
        /// The algorithm.
        algorithm: String,
    },
    /// Its signature cannot be judged here.
    UnknownSignature {
        /// The algorithm, or its number.
        algorithm: String,
    },
    /// The authority's key is not for signing revocation lists (RFC 5280 §4.2.1.3).
    MayNotSign,
    /// It is too old.
    Stale {
        /// Until when it counted.
        until: Timestamp,
    },
    /// It is from the future: this computer's clock is wrong, or its maker's.
    Future {
        /// Its date.
        from: Timestamp,
    },
    /// It has no `nextUpdate`, and is older than a day.
    Undated {
        /// Its date.
        as_of: Timestamp,
    },
    /// It lists changes only (a delta list, RFC 5280 §5.2.4).
    Delta,
    /// It speaks for other authorities, too (an indirect list, RFC 5280 §5.2.5).
    Indirect,
    /// It is for other certificates of this authority (RFC 5280 §5.2.5).
    OtherPart,
    /// It gives some reasons only (RFC 5280 §5.2.5).
    SomeReasons,
    /// It has a critical extension that is not known here.
    UnknownCritical {
        /// The extension's number.
        oid: String,
    },
    /// The responder gives no answer (RFC 6960 §4.2.1).
    Refused {
        /// `tryLater`, `unauthorized` …
        status: &'static str,
    },
    /// The answer is about other certificates.
    OtherCertificate,
    /// The answer is to another question than ours.
    OtherNonce,
    /// It is not said who signed the answer, or the signer's certificate is not there.
    SignerUnknown,
    /// The answer's signer was not charged with it by the authority (RFC 6960 §4.2.2.2).
    SignerNotCharged,
    /// The charge of the answer's signer is over, or yet to begin.
    SignerOutOfDate,
    /// The responder does not know the certificate.
    NotKnownThere,
}

impl Doubt {
    /// Its stable name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "malformed",
            Self::OtherIssuer => "other_issuer",
            Self::BadSignature => "bad_signature",
            Self::WeakSignature { .. } => "weak_signature",
            Self::UnknownSignature { .. } => "unknown_signature",
            Self::MayNotSign => "may_not_sign",
            Self::Stale { .. } => "stale",
            Self::Future { .. } => "future",
            Self::Undated { .. } => "undated",
            Self::Delta => "delta",
            Self::Indirect => "indirect",
            Self::OtherPart => "other_part",
            Self::SomeReasons => "some_reasons",
            Self::UnknownCritical { .. } => "unknown_critical",
            Self::Refused { .. } => "refused",
            Self::OtherCertificate => "other_certificate",
            Self::OtherNonce => "other_nonce",
            Self::SignerUnknown => "signer_unknown",
            Self::SignerNotCharged => "signer_not_charged",
            Self::SignerOutOfDate => "signer_out_of_date",
            Self::NotKnownThere => "not_known_there",
        }
    }
}

impl From<VerifyError> for Doubt {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Invalid => Self::BadSignature,
            VerifyError::Weak { name } => Self::WeakSignature { algorithm: name },
            VerifyError::UnknownAlgorithm { name } => Self::UnknownSignature { algorithm: name },
        }
    }
}

/// By how much clocks may differ before a date is taken for one of the future.
const SKEW: SignedDuration = SignedDuration::from_mins(5);
/// How long a statement without an end counts.
const UNDATED: SignedDuration = SignedDuration::from_hours(24);

/// Whether a statement of `as_of` that counts until `until` counts now.
fn freshness(as_of: Timestamp, until: Option<Timestamp>, now: Timestamp) -> Result<(), Doubt> {
    if as_of.duration_since(now) > SKEW {
        return Err(Doubt::Future { from: as_of });
    }
    match until {
        Some(until) if now.duration_since(until) > SKEW => Err(Doubt::Stale { until }),
        None if now.duration_since(as_of) > UNDATED => Err(Doubt::Undated { as_of }),
        _ => Ok(()),
    }
}

/// What is left of a standing by its date. What was revoked stays so, however old the statement; but a hold may have been lifted.
fn dated(standing: Standing, fresh: Result<(), Doubt>) -> Result<Standing, Doubt> {
    match &standing {
        Standing::Revoked { reason, .. } if *reason != Some("certificateHold") => Ok(standing),
        _ => fresh.map(|()| standing),
    }
}

/// Whether a signature is by the key of `signer`.
fn signed_by(
    signer: &Certificate,
    algorithm: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), Doubt> {
    let key = signer.public_key().map_err(|_| Doubt::UnknownSignature {
        algorithm: super::algorithm::name(algorithm),
    })?;
    Ok(key.verify_with(algorithm, message, signature)?)
}

/// `CRLReason` (RFC 5280 §5.3.1).
fn reason(number: &[u8]) -> Option<&'static str> {
    let [number] = number else { return None };
    Some(match number {
        0 => "unspecified",
        1 => "keyCompromise",
        2 => "cACompromise",
        3 => "affiliationChanged",
        4 => "superseded",
        5 => "cessationOfOperation",
        6 => "certificateHold",
        8 => "removeFromCRL",
        9 => "privilegeWithdrawn",
        10 => "aACompromise",
        _ => return None,
    })
}

/// An ENUMERATED's content.
fn enumerated(der: &[u8]) -> Option<&[u8]> {
    walk::only(der, 0x0A).map(|element| element.value)
}

/// The content of an EXPLICIT tag's one element.
fn inner(value: &[u8], tag: u8) -> Option<&[u8]> {
    walk::only(value, tag).map(|element| element.value)
}

/// Where something about a certificate can be had, as it itself says; in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Addresses {
    /// Revocation lists (RFC 5280 §4.2.1.13).
    pub lists: Vec<String>,
    /// Responders (RFC 5280 §4.2.2.1, `id-ad-ocsp`).
    pub responders: Vec<String>,
    /// The issuer's certificate (`id-ad-caIssuers`).
    pub issuers: Vec<String>,
}

/// Most addresses of a kind: honest certificates have one or two.
const MOST_ADDRESSES: usize = 8;
/// Most letters of an address.
const LONGEST_ADDRESS: usize = 2048;

/// `cRLDistributionPoints` (RFC 5280 §4.2.1.13).
const DISTRIBUTION_POINTS: &str = "2.5.29.31";
/// `authorityInfoAccess` (RFC 5280 §4.2.2.1).
const AUTHORITY_ACCESS: &str = "1.3.6.1.5.5.7.1.1";

impl Addresses {
    /// Those that stand in a certificate.
    #[must_use]
    pub fn of(certificate: &Certificate) -> Self {
        let mut addresses = Self::default();
        for name in distribution_names(certificate) {
            push(&mut addresses.lists, name);
        }
        let access = certificate.raw_extensions().get(AUTHORITY_ACCESS);
        let access = access.and_then(|der| inner(der, tag::SEQUENCE));
        for one in walk::each(access.unwrap_or_default()) {
            let mut fields = one.value;
            let method = walk::take_tag(&mut fields, tag::OID);
            let method = method.and_then(|method| walk::dotted(method.value));
            match method.as_deref() {
                Some("1.3.6.1.5.5.7.48.1") => push(&mut addresses.responders, fields),
                Some("1.3.6.1.5.5.7.48.2") => push(&mut addresses.issuers, fields),
                _ => {}
            }
        }
        addresses
    }
}

/// Adds a `uniformResourceIdentifier` (a `GeneralName` with tag 6), once, within bounds.
fn push(addresses: &mut Vec<String>, name: &[u8]) {
    let mut rest = name;
    let Some(uri) = walk::take_tag(&mut rest, 0x86) else {
        return;
    };
    let Ok(text) = std::str::from_utf8(uri.value) else {
        return;
    };
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    let known = addresses.iter().any(|known| known == text);
    if plain && !known && text.len() <= LONGEST_ADDRESS && addresses.len() < MOST_ADDRESSES {
        addresses.push(text.to_owned());
    }
}

/// The names of all distribution points of a certificate, each as the DER of a `GeneralName`.
fn distribution_names(certificate: &Certificate) -> Vec<&[u8]> {
    let der = certificate.raw_extensions().get(DISTRIBUTION_POINTS);
    let points = der.and_then(|der| inner(der, tag::SEQUENCE));
    walk::each(points.unwrap_or_default())
        .flat_map(|point| point_names(point.value))
        .collect()
}

/// The full names of a `DistributionPoint`'s content, or of an `IssuingDistributionPoint`'s.
fn point_names(fields: &[u8]) -> Vec<&[u8]> {
    // [0] DistributionPointName, [0] fullName
    let name = walk::each(fields).find(|field| field.tag == tag::CONTEXT_0);
    let full = name.and_then(|name| inner(name.value, tag::CONTEXT_0));
    walk::each(full.unwrap_or_default())
        .map(|name| name.whole)
        .collect()
}

#[cfg(test)]
mod tests;
