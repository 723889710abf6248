//! What some DER is, told by its outer structure only.

use super::walk::{self, tag};

/// The kinds of DER that come in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Certificate,
    Request,
    RevocationList,
    PublicKey,
    PrivateKey,
    Pkcs7,
    Pkcs12,
}

/// Begin of a `ContentInfo` with indefinite length (BER, as NSS and Java write it), after its outer octets.
const PKCS7_OID: &[u8] = &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];
/// PKCS#5 and PKCS#12 password-based encryption (RFC 8018 §A, RFC 7292 appendix C).
const PBE: [&str; 2] = ["1.2.840.113549.1.5.", "1.2.840.113549.1.12.1."];

/// The shape of one element.
pub(crate) fn of(der: &[u8]) -> Option<Shape> {
    if let Some(content) = der.strip_prefix(&[0x30, 0x80]) {
        return indefinite(content);
    }
    let outer = walk::only(der, tag::SEQUENCE)?.value;
    let mut fields = outer;
    let first = walk::take(&mut fields)?;
    match first.tag {
        tag::OID if first.whole.starts_with(PKCS7_OID) => Some(Shape::Pkcs7),
        tag::INTEGER => numbered(first.value, fields),
        tag::SEQUENCE => {
            let second = walk::take(&mut fields)?;
            match second.tag {
                tag::SEQUENCE => signed(first.value),
                tag::BIT_STRING if is_algorithm(first.value) => Some(Shape::PublicKey),
                // EncryptedPrivateKeyInfo (RFC 5958 §3)
                tag::OCTET_STRING => {
                    let oid = walk::each(first.value)
                        .next()
                        .and_then(|oid| walk::dotted(oid.value))?;
                    PBE.iter()
                        .any(|arc| oid.starts_with(arc))
                        .then_some(Shape::PrivateKey)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn indefinite(content: &[u8]) -> Option<Shape> {
    if content.starts_with(PKCS7_OID) {
        Some(Shape::Pkcs7)
    } else if content.starts_with(&[0x02, 0x01, 0x03]) {
        Some(Shape::Pkcs12)
    } else {
        None
    }
}

/// What begins with a number: `PFX` (RFC 7292 §4), and private keys in three forms (RFC 5958 §2, RFC 8017
/// §A.1.2, RFC 5915 §3).
fn numbered(version: &[u8], mut rest: &[u8]) -> Option<Shape> {
    let first = walk::take(&mut rest)?;
    let second = walk::take(&mut rest).map(|element| element.tag);
    match (version, first.tag, second) {
        ([3], tag::SEQUENCE, _) if first.value.starts_with(PKCS7_OID) => Some(Shape::Pkcs12),
        ([0 | 1], tag::SEQUENCE, Some(tag::OCTET_STRING))
        | ([0 | 1], tag::INTEGER, Some(tag::INTEGER))
        | ([1], tag::OCTET_STRING, _) => Some(Shape::PrivateKey),
        _ => None,
    }
}

/// What stands inside a signed envelope: `TBSCertificate`, `CertificationRequestInfo`, `TBSCertList`.
fn signed(inner: &[u8]) -> Option<Shape> {
    let tags: Vec<u8> = walk::each(inner)
        .take(6)
        .map(|element| element.tag)
        .collect();
    match tags.as_slice() {
        [0xA0, ..] | [0x02, 0x30, 0x30, 0x30, 0x30, 0x30] => Some(Shape::Certificate),
        [0x02, 0x30, 0x30] | [0x02, 0x30, 0x30, 0xA0, ..] => Some(Shape::Request),
        [0x02, 0x30, 0x30, 0x17 | 0x18, ..] | [0x30, 0x30, 0x17 | 0x18, ..] => {
            Some(Shape::RevocationList)
        }
        _ => None,
    }
}

fn is_algorithm(fields: &[u8]) -> bool {
    walk::each(fields)
        .next()
        .is_some_and(|first| first.tag == tag::OID)
}
