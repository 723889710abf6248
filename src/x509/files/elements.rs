//! Bytes: elements of DER or BER one after another.

use zeroize::Zeroizing;

use super::{Bundle, Contents, Damage, Damaged, FileFault, MOST_BLOCKS, Sealed};
use crate::x509::certificate::Certificate;
use crate::x509::cms::{self, CmsError};
use crate::x509::csr::Request;
use crate::x509::shape::{self, Shape};
use crate::x509::walk::{self, tag};

/// The version that stands at the beginning of a PFX, and the identifier octet of what follows (RFC 7292 §4).
const PFX: &[u8] = &[tag::INTEGER, 1, 3, tag::SEQUENCE];

/// One or several elements of DER one after another.
pub(super) fn binary(bytes: &[u8]) -> Result<Contents, FileFault> {
    let mut contents = Contents::default();
    if bytes.first() != Some(&tag::SEQUENCE) {
        return Err(FileFault::NotRecognised);
    }
    if bytes.starts_with(&[tag::SEQUENCE, 0x80]) {
        add_element(&mut contents, 1, bytes)?;
        return Ok(contents);
    }
    if let Some(head) = walk::announced(bytes).filter(|head| head.total > bytes.len()) {
        return Err(FileFault::Truncated {
            says: head.total,
            has: bytes.len(),
            container: bytes
                .get(head.header..)
                .is_some_and(|content| content.starts_with(PFX)),
        });
    }
    for (place, element) in (1..).zip(walk::each(bytes).take_while(|one| one.tag == tag::SEQUENCE))
    {
        if place > MOST_BLOCKS {
            return Err(FileFault::TooManyBlocks { most: MOST_BLOCKS });
        }
        match add_element(&mut contents, place, element.whole) {
            // Trust settings or rubbish behind something good hide it not.
            Err(fault) if place == 1 => return Err(fault),
            _ => {}
        }
    }
    if contents == Contents::default() {
        return Err(FileFault::NotRecognised);
    }
    Ok(contents)
}

fn add_element(contents: &mut Contents, place: usize, der: &[u8]) -> Result<(), FileFault> {
    let damage = match shape::of(der).ok_or(FileFault::NotRecognised)? {
        Shape::Certificate => Certificate::parse(der)
            .map(|certificate| contents.add_certificate(certificate))
            .map_err(Damage::from),
        Shape::Request => Request::parse(der)
            .map(|request| contents.requests.push(request))
            .map_err(Damage::from),
        Shape::Pkcs7 => bundle(contents, der),
        shape => {
            match shape {
                Shape::RevocationList => contents.crls += 1,
                Shape::PublicKey => contents.public_keys += 1,
                Shape::PrivateKey => contents.private_keys += 1,
                _ => sealed(contents, der),
            }
            Ok(())
        }
    };
    if let Err(reason) = damage {
        contents.damaged.push(Damaged { place, reason });
    }
    Ok(())
}

/// Takes the certificates out of a bundle. One that is damaged hides no other; one that holds something else is named.
pub(super) fn bundle(contents: &mut Contents, bytes: &[u8]) -> Result<(), Damage> {
    let held = match cms::open(bytes) {
        Err(CmsError::Content { .. }) => {
            contents.note(Bundle::Pkcs7);
            return Ok(());
        }
        held => held?,
    };
    contents.crls += held.crls;
    for (place, der) in (1..).zip(held.certificates) {
        match Certificate::parse(&der) {
            Ok(certificate) => contents.add_certificate(certificate),
            Err(error) => contents.damaged.push(Damaged {
                place,
                reason: error.into(),
            }),
        }
    }
    Ok(())
}

/// Keeps a PKCS#12 file for who knows its password.
pub(super) fn sealed(contents: &mut Contents, bytes: &[u8]) {
    contents.note(Bundle::Pkcs12);
    contents.pkcs12.push(Sealed(Zeroizing::new(bytes.to_vec())));
}
