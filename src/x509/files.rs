//! What a file holds, whatever it is called: PEM with text around, DER, base64 without armour.
//!
//! Private keys are only counted: nothing of them is kept. The caller bounds what it reads.

use std::borrow::Cow;

use zeroize::Zeroizing;

use super::certificate::{Certificate, CertificateError};
use super::csr::{Request, RequestError};
use super::pem::{self, Block};
use super::shape::{self, Shape};
use super::walk::{self, tag};

/// A container that is opened elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bundle {
    /// PKCS#7, CMS: certificates of a chain (`.p7b`).
    Pkcs7,
    /// PKCS#12: a key with its certificates (`.p12`, `.pfx`).
    Pkcs12,
    /// A Java key store.
    Jks,
}

/// Something that announces itself as a certificate or request and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// Which one of the file, counted from 1.
    pub place: usize,
    /// What is wrong.
    pub reason: Damage,
}

/// What is wrong with a damaged one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Its END line is missing.
    #[error("cut off")]
    CutOff,
    /// What stands between the lines is not base64.
    #[error("not base64")]
    NotBase64,
    /// No certificate.
    #[error("certificate")]
    Certificate(#[from] CertificateError),
    /// No request.
    #[error("request")]
    Request(#[from] RequestError),
}

/// What a file holds, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// Certificates.
    pub certificates: Vec<Certificate>,
    /// Certificate requests.
    pub requests: Vec<Request>,
    /// What should be one of these and is not.
    pub damaged: Vec<Damaged>,
    /// How many private keys, in clear or encrypted.
    pub private_keys: usize,
    /// How many bare public keys.
    pub public_keys: usize,
    /// How many revocation lists.
    pub crls: usize,
    /// A container, the first if there are several.
    pub bundle: Option<Bundle>,
}

/// Why a file holds nothing for us.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// No bytes, or only blanks or zeros.
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
    /// More PEM blocks than any honest file has.
    #[error("more than {most} blocks")]
    TooManyBlocks {
        /// The bound.
        most: usize,
    },
    /// None of the forms.
    #[error("not recognised")]
    NotRecognised,
}

/// Most PEM blocks of a file.
const MOST_BLOCKS: usize = 10_000;

/// Tells what `bytes`, a whole file, hold.
pub fn recognise(bytes: &[u8]) -> Result<Contents, FileFault> {
    if bytes
        .iter()
        .all(|byte| *byte == 0 || byte.is_ascii_whitespace())
    {
        return Err(FileFault::Empty);
    }
    if [0xFEED_FEED_u32, 0xCECE_CECE]
        .iter()
        .any(|magic| bytes.starts_with(&magic.to_be_bytes()))
    {
        return Ok(Contents {
            bundle: Some(Bundle::Jks),
            ..Contents::default()
        });
    }
    let as_der = binary(bytes);
    if as_der.is_ok() {
        return as_der;
    }
    let text = text(bytes);
    let contents = armoured(&text)?;
    if contents != Contents::default() {
        return Ok(contents);
    }
    // A text may begin with `0`, which is the identifier octet of a SEQUENCE: only of bytes can it be said that
    // they were cut off.
    let fault = if bytes.is_ascii() {
        Err(FileFault::NotRecognised)
    } else {
        as_der
    };
    bare(&text).map_or(fault, Ok)
}

/// The bytes as text: UTF-16 with its mark, else UTF-8, leniently. A copy may hold a private key, so it is wiped.
fn text(bytes: &[u8]) -> Zeroizing<String> {
    let units = |bytes: &[u8], order: fn([u8; 2]) -> u16| -> String {
        let pairs = bytes.chunks_exact(2).map(|two| match two {
            [a, b] => order([*a, *b]),
            _ => 0,
        });
        char::decode_utf16(pairs)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    Zeroizing::new(match bytes {
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match String::from_utf8_lossy(bytes) {
            Cow::Borrowed(text) => text.to_owned(),
            Cow::Owned(text) => text,
        },
    })
}

fn armoured(text: &str) -> Result<Contents, FileFault> {
    let mut contents = Contents::default();
    for (place, block) in (1..).zip(pem::blocks(text)) {
        if place > MOST_BLOCKS {
            return Err(FileFault::TooManyBlocks { most: MOST_BLOCKS });
        }
        if let Err(reason) = add_block(&mut contents, &block) {
            contents.damaged.push(Damaged { place, reason });
        }
    }
    Ok(contents)
}

/// The labels of RFC 7468, and those that OpenSSL, old and new, writes beside them.
fn add_block(contents: &mut Contents, block: &Block<'_>) -> Result<(), Damage> {
    match block.label.trim() {
        label if label.ends_with("PRIVATE KEY") => contents.private_keys += 1,
        label if label.ends_with("PUBLIC KEY") => contents.public_keys += 1,
        "X509 CRL" => contents.crls += 1,
        "PKCS7" | "PKCS #7 SIGNED DATA" | "CMS" => note(contents, Bundle::Pkcs7),
        "PKCS12" => note(contents, Bundle::Pkcs12),
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
            let der = decoded(block)?;
            // Some authorities send a PKCS#7 under the label of a certificate.
            if shape::of(&der) == Some(Shape::Pkcs7) {
                note(contents, Bundle::Pkcs7);
                return Ok(());
            }
            contents.certificates.push(certificate(&der)?);
        }
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => {
            contents.requests.push(Request::parse(&decoded(block)?)?);
        }
        _ => {}
    }
    Ok(())
}

/// A certificate, without the trust settings that OpenSSL writes behind a TRUSTED CERTIFICATE.
fn certificate(der: &[u8]) -> Result<Certificate, CertificateError> {
    let mut rest = der;
    match walk::take_tag(&mut rest, tag::SEQUENCE) {
        Some(first) if rest.first() == Some(&tag::SEQUENCE) => Certificate::parse(first.whole),
        _ => Certificate::parse(der),
    }
}

fn decoded(block: &Block<'_>) -> Result<Vec<u8>, Damage> {
    if !block.closed {
        return Err(Damage::CutOff);
    }
    pem::decode(block.body).ok_or(Damage::NotBase64)
}

fn note(contents: &mut Contents, bundle: Bundle) {
    contents.bundle.get_or_insert(bundle);
}

/// One or several elements of DER one after another.
fn binary(bytes: &[u8]) -> Result<Contents, FileFault> {
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
            .map(|certificate| contents.certificates.push(certificate))
            .map_err(Damage::from),
        Shape::Request => Request::parse(der)
            .map(|request| contents.requests.push(request))
            .map_err(Damage::from),
        shape => {
            match shape {
                Shape::RevocationList => contents.crls += 1,
                Shape::PublicKey => contents.public_keys += 1,
                Shape::PrivateKey => contents.private_keys += 1,
                Shape::Pkcs12 => note(contents, Bundle::Pkcs12),
                _ => note(contents, Bundle::Pkcs7),
            }
            Ok(())
        }
    };
    if let Err(reason) = damage {
        contents.damaged.push(Damaged { place, reason });
    }
    Ok(())
}

/// A whole file of base64 without BEGIN and END, as portals and mail gateways leave it.
fn bare(text: &str) -> Option<Contents> {
    let der = Zeroizing::new(pem::base64(text.bytes())?);
    binary(&der).ok()
}

#[cfg(test)]
mod tests;
