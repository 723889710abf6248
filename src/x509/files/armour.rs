//! Text: PEM blocks with anything around them, and base64 without armour.

use std::borrow::Cow;

use zeroize::Zeroizing;

use super::elements::{self, bundle, sealed};
use super::{Contents, Damage, Damaged, FileFault, MOST_BLOCKS};
use crate::x509::certificate::{Certificate, CertificateError};
use crate::x509::csr::Request;
use crate::x509::pem::{self, Block};
use crate::x509::shape::{self, Shape};
use crate::x509::walk::{self, tag};

/// The bytes as text: UTF-16 with its mark, else UTF-8, leniently. A copy may hold a private key, so it is wiped.
pub(crate) fn text(bytes: &[u8]) -> Zeroizing<String> {
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
        bytes if wide(bytes) == Some(Order::Little) => units(bytes, u16::from_le_bytes),
        bytes if wide(bytes) == Some(Order::Big) => units(bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match String::from_utf8_lossy(bytes) {
            Cow::Borrowed(text) => text.to_owned(),
            Cow::Owned(text) => text,
        },
    })
}

pub(super) fn armoured(text: &str) -> Result<Contents, FileFault> {
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
        "PKCS7" | "PKCS #7 SIGNED DATA" | "CMS" => bundle(contents, &decoded(block)?)?,
        "PKCS12" => sealed(contents, &decoded(block)?),
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
            let der = decoded(block)?;
            // Some authorities send a PKCS#7 under the label of a certificate.
            if shape::of(&der) == Some(Shape::Pkcs7) {
                return bundle(contents, &der);
            }
            contents.add_certificate(certificate(&der)?);
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

fn decoded(block: &Block<'_>) -> Result<Zeroizing<Vec<u8>>, Damage> {
    if !block.closed {
        return Err(Damage::CutOff);
    }
    pem::decode(block.body)
        .map(Zeroizing::new)
        .ok_or(Damage::NotBase64)
}

/// Which octet of a UTF-16 unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The lower one.
    Little,
    /// The higher one.
    Big,
}

/// UTF-16 without a mark at its beginning: letters of ASCII, each with a zero octet on the same side.
pub(super) fn wide(bytes: &[u8]) -> Option<Order> {
    let head = bytes.get(..bytes.len().min(WIDE_HEAD))?;
    let pairs: Vec<[u8; 2]> = head
        .chunks_exact(2)
        .filter_map(|two| two.try_into().ok())
        .collect();
    let letters = |order: fn([u8; 2]) -> u16| {
        let mut units = pairs.iter().map(|pair| order(*pair));
        units.all(|unit| (1..0x80).contains(&unit))
    };
    match pairs.len() {
        0..4 => None,
        _ if letters(u16::from_le_bytes) => Some(Order::Little),
        _ if letters(u16::from_be_bytes) => Some(Order::Big),
        _ => None,
    }
}

/// Octets that tell.
const WIDE_HEAD: usize = 64;

/// A text without the marks of a reply, where it has armour behind such marks.
pub(super) fn unquoted(text: &str) -> Option<Zeroizing<String>> {
    let quoted = |line: &str| {
        line.trim_start_matches(['>', ' ', '\t'])
            .starts_with("-----BEGIN ")
    };
    let marked = |line: &&str| line.starts_with('>') && quoted(line);
    text.lines().find(marked)?;
    let lines = text.lines().map(|line| {
        let inner = line.trim_start_matches('>');
        inner.strip_prefix(' ').unwrap_or(inner)
    });
    Some(Zeroizing::new(lines.collect::<Vec<_>>().join("\n")))
}

/// A whole file of base64 without BEGIN and END, as portals and mail gateways leave it.
pub(super) fn bare(text: &str) -> Option<Contents> {
    let der = Zeroizing::new(pem::base64(text.len(), text.bytes())?);
    elements::binary(&der).ok()
}
