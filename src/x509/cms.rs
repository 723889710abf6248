//! Certificates in bundles: `SignedData` that signs nothing (RFC 5652 §5.1, "certs-only" of RFC 8551 §3.8).
//!
//! Own structures instead of the crate `cms`, which decodes and encodes each certificate anew and so may change its bytes.

pub mod signed;

use der::asn1::{AnyRef, ObjectIdentifier, SetOfVec};
use der::{Encode, Sequence, Tag, TagNumber};

use super::ber::{self, BerError};
use super::certificate::Certificate;
use super::pem;
use super::walk::{self, tag};

/// Why a bundle gives no certificates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CmsError {
    /// No BER that we read.
    #[error("BER")]
    Ber(#[from] BerError),
    /// It holds something else than certificates, such as an encrypted message.
    #[error("content {oid}")]
    Content {
        /// What it says that it holds, as a dotted number.
        oid: String,
    },
    /// No `SignedData`.
    #[error("no SignedData")]
    Structure,
    /// More certificates than any honest bundle has.
    #[error("more than {most} certificates")]
    TooMany {
        /// The bound.
        most: usize,
    },
    /// Could not be encoded.
    #[error("not encodable")]
    Encoding(#[from] der::Error),
}

/// Most certificates of a bundle.
const MOST: usize = 10_000;

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");

/// What a bundle holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Held {
    /// The certificates in DER, byte by byte as they came, in their order; not yet parsed. The last may be broken off.
    pub(crate) certificates: Vec<Vec<u8>>,
    /// How many revocation lists.
    pub(crate) crls: usize,
}

/// Looks into a bundle, DER or BER. Signatures in it, if any, are not looked at: who a certificate is from is told
/// by the certificate itself.
pub(crate) fn open(bytes: &[u8]) -> Result<Held, CmsError> {
    let der = ber::definite(bytes)?;
    let mut content = walk::only(&der, tag::SEQUENCE)
        .ok_or(CmsError::Structure)?
        .value;
    let oid = walk::take_tag(&mut content, tag::OID).ok_or(CmsError::Structure)?;
    if oid.value != SIGNED_DATA.as_bytes() {
        return Err(CmsError::Content {
            oid: walk::dotted(oid.value).unwrap_or_default(),
        });
    }
    let signed = walk::only(content, tag::CONTEXT_0)
        .and_then(|explicit| walk::only(explicit.value, tag::SEQUENCE))
        .ok_or(CmsError::Structure)?;
    held(signed.value).ok_or(CmsError::Structure)?
}

/// `SignedData`: version, digest algorithms, content, then certificates `[0]` and revocation lists `[1]`.
fn held(mut fields: &[u8]) -> Option<Result<Held, CmsError>> {
    walk::take_tag(&mut fields, tag::INTEGER)?;
    walk::take_tag(&mut fields, tag::SET)?;
    walk::take_tag(&mut fields, tag::SEQUENCE)?;
    let mut held = Held::default();
    if let Some(set) = walk::take_tag(&mut fields, tag::CONTEXT_0) {
        let mut rest = set.value;
        while !rest.is_empty() {
            let Some(one) = walk::take(&mut rest) else {
                // What is no element is no certificate either: to be named by who parses it, not passed over.
                held.certificates.push(rest.to_vec());
                break;
            };
            if held.certificates.len() == MOST {
                return Some(Err(CmsError::TooMany { most: MOST }));
            }
            if one.tag == tag::SEQUENCE {
                held.certificates.push(one.whole.to_vec());
            }
        }
    }
    if let Some(set) = walk::take_tag(&mut fields, CRLS) {
        held.crls = walk::each(set.value).count();
    }
    walk::take_tag(&mut fields, tag::SET)?;
    Some(Ok(held))
}

/// `[1] IMPLICIT RevocationInfoChoices`.
const CRLS: u8 = 0xA1;

/// `ContentInfo` (RFC 5652 §3).
#[derive(Sequence)]
struct ContentInfo<'a> {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    content: SignedData<'a>,
}

/// `SignedData` (RFC 5652 §5.1), as much of it as a certs-only bundle has.
#[derive(Sequence)]
struct SignedData<'a> {
    version: u8,
    digest_algorithms: SetOfVec<AnyRef<'a>>,
    encapsulated: Encapsulated,
    certificates: AnyRef<'a>,
    signers: SetOfVec<AnyRef<'a>>,
}

/// `EncapsulatedContentInfo` without content.
#[derive(Sequence)]
struct Encapsulated {
    content_type: ObjectIdentifier,
}

/// A bundle of these certificates in DER, in the order of DER's sets, which readers do not rely on; each certificate once.
///
/// Fails only for sizes that DER cannot have.
pub fn certs_only<'a>(
    certificates: impl IntoIterator<Item = &'a Certificate>,
) -> Result<Vec<u8>, CmsError> {
    let mut all: Vec<&[u8]> = certificates.into_iter().map(Certificate::der).collect();
    // SET OF is sorted (X.690 §11.6): OpenSSL and Java take any order, but DER is DER.
    all.sort_unstable();
    all.dedup();
    let content = all.concat();
    let signed = SignedData {
        // RFC 5652 §5.1: 1, as there are neither other certificates nor signers.
        version: 1,
        digest_algorithms: SetOfVec::new(),
        encapsulated: Encapsulated { content_type: DATA },
        certificates: AnyRef::new(
            Tag::ContextSpecific {
                constructed: true,
                number: TagNumber(0),
            },
            &content,
        )?,
        signers: SetOfVec::new(),
    };
    let info = ContentInfo {
        content_type: SIGNED_DATA,
        content: signed,
    };
    Ok(info.to_der()?)
}

/// The same in PEM (RFC 7468 §8), under the label that OpenSSL, Windows and Java read.
pub fn certs_only_pem<'a>(
    certificates: impl IntoIterator<Item = &'a Certificate>,
) -> Result<String, CmsError> {
    Ok(pem::encode("PKCS7", &certs_only(certificates)?))
}

#[cfg(test)]
mod tests;
