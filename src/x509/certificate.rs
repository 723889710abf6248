//! Certificates, read so that no odd field hides the rest (RFC 5280 §4.1). The original bytes are kept.

use jiff::Timestamp;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::extensions::{ExtensionWords, Extensions};
use super::public::{PublicKey, PublicKeyError};
use super::serial::Serial;
use super::verify::VerifyError;
use super::walk::{self, tag};
use super::{algorithm, names, pem, rendering, time};
use crate::profile::{NameFormat, OrgIdName};

/// Octets of the longest serial number (RFC 5280 §4.1.2.2).
const SERIAL_OCTETS: usize = 20;

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    tbs: Vec<u8>,
    serial: Vec<u8>,
    issuer: Vec<u8>,
    subject: Vec<u8>,
    spki: Vec<u8>,
    not_before: Timestamp,
    not_after: Timestamp,
    extensions: Extensions,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
}

/// Why something is no certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// No bytes, or nothing but zeros: a place not yet filled.
    #[error("empty")]
    Empty,
    /// Shorter than its own first bytes say.
    #[error("{says} bytes announced, {has} there")]
    Truncated {
        /// What the DER length says.
        says: usize,
        /// What there is.
        has: usize,
    },
    /// More bytes than a certificate has.
    #[error("{length} bytes, at most {most} are read")]
    TooLarge {
        /// Its bytes.
        length: usize,
        /// The bound.
        most: usize,
    },
    /// Something follows the certificate.
    #[error("{extra} bytes after the end")]
    Trailing {
        /// How much.
        extra: usize,
    },
    /// No certificate, or one that is broken inside.
    #[error("no certificate: {part}")]
    Structure {
        /// The field that could not be read, in the words of RFC 5280 §4.1.
        part: &'static str,
    },
}

/// Most bytes of a certificate: honest ones have some thousands, with logos and post-quantum keys some ten thousands.
const MOST: usize = 1 << 20;

/// Where a moment lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// Before the first day.
    NotYet,
    /// Within.
    Valid,
    /// After the last moment.
    Expired,
}

impl Certificate {
    /// Reads one from DER. Zeros and line ends behind it are cut off: cards fill up their files.
    pub fn parse(bytes: &[u8]) -> Result<Self, CertificateError> {
        if bytes.iter().all(|byte| *byte == 0) {
            return Err(CertificateError::Empty);
        }
        let structure = CertificateError::Structure {
            part: "Certificate",
        };
        let head = walk::announced(bytes)
            .filter(|head| head.tag == tag::SEQUENCE)
            .ok_or(structure)?;
        let Some((der, behind)) = bytes.split_at_checked(head.total) else {
            return Err(CertificateError::Truncated {
                says: head.total,
                has: bytes.len(),
            });
        };
        if der.len() > MOST {
            return Err(CertificateError::TooLarge {
                length: der.len(),
                most: MOST,
            });
        }
        if behind.iter().any(|byte| !matches!(byte, 0 | b'\r' | b'\n')) {
            return Err(CertificateError::Trailing {
                extra: behind.len(),
            });
        }
        fields(der)
    }

    /// The certificate in DER, byte by byte as it came.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The certificate in PEM (RFC 7468 §5).
    #[must_use]
    pub fn pem(&self) -> String {
        pem::encode("CERTIFICATE", &self.der)
    }

    /// SHA-256 of the DER, lower-case hex.
    #[must_use]
    pub fn sha256(&self) -> String {
        hex::encode(Sha256::digest(&self.der))
    }

    /// SHA-1 of the DER, lower-case hex: what Windows and portals call the fingerprint.
    #[must_use]
    pub fn sha1(&self) -> String {
        hex::encode(Sha1::digest(&self.der))
    }

    /// The subject in the order of the encoding.
    #[must_use]
    pub fn subject(&self) -> String {
        names::display(&self.subject)
    }

    /// The issuer in the order of the encoding.
    #[must_use]
    pub fn issuer(&self) -> String {
        names::display(&self.issuer)
    }

    /// The subject as an authority or a tool writes it.
    #[must_use]
    pub fn subject_as(&self, format: NameFormat, org_id: OrgIdName) -> String {
        rendering::render(&self.subject, format, org_id)
    }

    /// The issuer as an authority or a tool writes it.
    #[must_use]
    pub fn issuer_as(&self, format: NameFormat, org_id: OrgIdName) -> String {
        rendering::render(&self.issuer, format, org_id)
    }

    /// The subject's DER.
    #[must_use]
    pub fn subject_der(&self) -> &[u8] {
        &self.subject
    }

    /// The issuer's DER.
    #[must_use]
    pub fn issuer_der(&self) -> &[u8] {
        &self.issuer
    }

    /// The serial number as the DER INTEGER that stands in the certificate.
    #[must_use]
    pub fn serial_der(&self) -> &[u8] {
        &self.serial
    }

    /// The serial number in its forms.
    #[must_use]
    pub fn serial(&self) -> Serial {
        Serial::from_content(self.serial_octets())
    }

    /// Whether it is negative, zero, or too long (RFC 5280 §4.1.2.2): some programs cannot read such a number.
    #[must_use]
    pub fn serial_is_odd(&self) -> bool {
        let octets = self.serial_octets();
        let negative = octets.first().is_some_and(|first| first & 0x80 != 0);
        negative || octets.iter().all(|octet| *octet == 0) || octets.len() > SERIAL_OCTETS
    }

    fn serial_octets(&self) -> &[u8] {
        walk::only(&self.serial, tag::INTEGER).map_or(&[][..], |integer| integer.value)
    }

    /// The first moment.
    #[must_use]
    pub fn not_before(&self) -> Timestamp {
        self.not_before
    }

    /// The last moment.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// Where `now` lies.
    #[must_use]
    pub fn validity(&self, now: Timestamp) -> Validity {
        if now < self.not_before {
            Validity::NotYet
        } else if now > self.not_after {
            Validity::Expired
        } else {
            Validity::Valid
        }
    }

    /// Whole days until the last moment; negative when it is past.
    #[must_use]
    pub fn days_left(&self, now: Timestamp) -> i64 {
        (self.not_after.as_second() - now.as_second()).div_euclid(86_400)
    }

    /// The names of the key usages; `None` when the certificate does not say.
    #[must_use]
    pub fn key_usage(&self) -> Option<Vec<&'static str>> {
        self.extensions.key_usage().map(super::KeyUsage::names)
    }

    /// The names of the extended key usages; `None` when the certificate does not say.
    #[must_use]
    pub fn extended_key_usage(&self) -> Option<Vec<String>> {
        self.extensions.extended_key_usage()
    }

    /// The e-mail addresses: of the alternative name, then of the subject; each once.
    #[must_use]
    pub fn emails(&self) -> Vec<String> {
        let mut emails = self.extensions.emails();
        for address in names::values(&self.subject, "1.2.840.113549.1.9.1") {
            if !emails
                .iter()
                .any(|known| known.eq_ignore_ascii_case(&address))
            {
                emails.push(address);
            }
        }
        emails
    }

    /// The alternative names, as `dns:…`, `email:…`.
    #[must_use]
    pub fn alt_names(&self) -> Vec<String> {
        self.extensions.alt_names()
    }

    /// All extensions in words, in order.
    #[must_use]
    pub fn extensions(&self) -> Vec<ExtensionWords> {
        self.extensions.words()
    }

    /// All extensions, each as far as it can be told.
    #[must_use]
    pub fn facts(&self) -> Vec<super::facts::ExtensionFacts> {
        self.extensions.facts()
    }

    /// Whether the issuer declares it qualified (ETSI EN 319 412-5 §4.2.1); `None` when its statements cannot be read.
    #[must_use]
    pub fn qualified(&self) -> Option<bool> {
        self.extensions.qualified()
    }

    /// Whether it is an authority's (`cA` of RFC 5280 §4.2.1.9).
    #[must_use]
    pub fn is_ca(&self) -> bool {
        self.extensions.is_ca()
    }

    /// Whether its own key signed it, verified; with a broken hash too, as it is only told by this what it is.
    #[must_use]
    pub fn signed_by_own_key(&self) -> bool {
        let verified = self.public_key().map(|key| self.verify_under(&key));
        matches!(verified, Ok(Ok(()) | Err(VerifyError::Weak { .. })))
    }

    /// Verifies the certificate's signature under its issuer's key.
    pub fn verify_under(&self, issuer: &PublicKey) -> Result<(), VerifyError> {
        issuer.verify_with(&self.algorithm, &self.tbs, &self.signature)
    }

    /// The name of the algorithm that it is signed with.
    #[must_use]
    pub fn signature_algorithm(&self) -> String {
        algorithm::name(&self.algorithm)
    }

    /// The public key.
    pub fn public_key(&self) -> Result<PublicKey, PublicKeyError> {
        PublicKey::from_spki(&self.spki)
    }

    /// Whom it names: common name, else given name and surname, else organisation.
    #[must_use]
    pub fn holder(&self) -> Option<String> {
        names::holder(&self.subject)
    }

    /// Whether `issuer` bears the name that stands here as issuer (RFC 5280 §7.1). Says nothing of the signature.
    #[must_use]
    pub fn issued_by(&self, issuer: &Self) -> bool {
        names::same(&self.issuer, &issuer.subject)
    }
}

/// Takes a field or names it.
fn take<'a>(
    bytes: &mut &'a [u8],
    tag: u8,
    part: &'static str,
) -> Result<walk::Element<'a>, CertificateError> {
    walk::take_tag(bytes, tag).ok_or(CertificateError::Structure { part })
}

/// `Certificate` and `TBSCertificate` (RFC 5280 §4.1).
fn fields(der: &[u8]) -> Result<Certificate, CertificateError> {
    let mut whole = der;
    let mut envelope = take(&mut whole, tag::SEQUENCE, "Certificate")?.value;
    let tbs = take(&mut envelope, tag::SEQUENCE, "tbsCertificate")?;
    let algorithm = take(&mut envelope, tag::SEQUENCE, "signatureAlgorithm")?;
    let signature = take(&mut envelope, tag::BIT_STRING, "signatureValue")?;
    let mut rest = tbs.value;
    // version is absent in v1
    let _ = walk::take_tag(&mut rest, tag::CONTEXT_0);
    let serial = take(&mut rest, tag::INTEGER, "serialNumber")?;
    take(&mut rest, tag::SEQUENCE, "signature")?;
    let issuer = take(&mut rest, tag::SEQUENCE, "issuer")?;
    let (not_before, not_after) = validity(take(&mut rest, tag::SEQUENCE, "validity")?.value)?;
    let subject = take(&mut rest, tag::SEQUENCE, "subject")?;
    let spki = take(&mut rest, tag::SEQUENCE, "subjectPublicKeyInfo")?;
    let extensions = walk::each(rest)
        .find(|field| field.tag == tag::CONTEXT_3)
        .and_then(|field| walk::only(field.value, tag::SEQUENCE))
        .map(|list| Extensions::read(list.value));
    Ok(Certificate {
        der: der.to_vec(),
        tbs: tbs.whole.to_vec(),
        serial: serial.whole.to_vec(),
        issuer: issuer.whole.to_vec(),
        subject: subject.whole.to_vec(),
        spki: spki.whole.to_vec(),
        not_before,
        not_after,
        extensions: extensions.unwrap_or_default(),
        algorithm: algorithm.whole.to_vec(),
        signature: walk::bits(signature.value).unwrap_or_default().to_vec(),
    })
}

fn validity(mut bytes: &[u8]) -> Result<(Timestamp, Timestamp), CertificateError> {
    let mut moment = |part: &'static str| {
        let element = walk::take(&mut bytes);
        let moment = element.and_then(|element| time::parse(element.tag, element.value));
        moment.ok_or(CertificateError::Structure { part })
    };
    Ok((moment("notBefore")?, moment("notAfter")?))
}

#[cfg(test)]
mod tests;
