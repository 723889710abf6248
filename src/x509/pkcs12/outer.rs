//! The outermost structure: `PFX` (RFC 7292 §4).

use zeroize::Zeroizing;

use super::mac::Mac;
use super::{MOST_BYTES, Pkcs12Error};
use crate::x509::ber::{self, BerError};
use crate::x509::walk::{self, tag};

/// A file taken apart.
pub(super) struct Pfx {
    content: Zeroizing<Vec<u8>>,
    pub(super) mac: Option<Mac>,
}

impl Pfx {
    /// The `AuthenticatedSafe` as it came, which the MAC is over: BER, where the program wrote BER.
    pub(super) fn content(&self) -> &[u8] {
        &self.content
    }
}

pub(super) const DATA: &str = "1.2.840.113549.1.7.1";
const SIGNED: &str = "1.2.840.113549.1.7.2";

pub(super) fn parse(bytes: &[u8]) -> Result<Pfx, Pkcs12Error> {
    if bytes.len() > MOST_BYTES {
        return Err(Pkcs12Error::TooLarge {
            length: bytes.len(),
            most: MOST_BYTES,
        });
    }
    let missing = |part| move || Pkcs12Error::Structure { part };
    if bytes.first() != Some(&tag::SEQUENCE) {
        return Err(missing("PFX")());
    }
    let der = ber::definite(bytes)?;
    let mut fields = walk::only(&der, tag::SEQUENCE)
        .ok_or_else(missing("PFX"))?
        .value;
    walk::take_tag(&mut fields, tag::INTEGER)
        .filter(|version| version.value == [3])
        .ok_or_else(missing("version"))?;
    let safe = walk::take_tag(&mut fields, tag::SEQUENCE).ok_or_else(missing("authSafe"))?;
    let (oid, content) = content_info(safe.value).ok_or_else(missing("authSafe"))?;
    match oid.as_str() {
        DATA => {}
        SIGNED => return Err(Pkcs12Error::PublicKeyMode { mode: "integrity" }),
        _ => return Err(missing("authSafe")()),
    }
    let content = walk::only(content, tag::OCTET_STRING).ok_or_else(missing("authSafe"))?;
    let mac = match walk::take_tag(&mut fields, tag::SEQUENCE) {
        Some(mac) => Some(Mac::parse(mac.value)?),
        None if fields.is_empty() => None,
        None => return Err(missing("macData")()),
    };
    Ok(Pfx {
        content: Zeroizing::new(content.value.to_vec()),
        mac,
    })
}

/// Type and content of a `ContentInfo` (RFC 5652 §3).
pub(super) fn content_info(mut fields: &[u8]) -> Option<(String, &[u8])> {
    let oid = walk::dotted(walk::take_tag(&mut fields, tag::OID)?.value)?;
    let content = walk::only(fields, tag::CONTEXT_0)?.value;
    Some((oid, content))
}

/// The one element that an OCTET STRING of PKCS#12 holds, made definite.
pub(super) fn inner(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, BerError> {
    ber::definite(bytes)
}
