//! What a file holds, whatever it is called: PEM with text around, DER, bundles, base64 without armour, mails.
//!
//! Private keys are only counted: nothing of them is kept. The caller bounds what it reads.

pub(super) mod armour;
mod elements;

use std::collections::HashSet;
use std::fmt;

use zeroize::Zeroizing;

use super::certificate::{Certificate, CertificateError};
use super::cms::CmsError;
use super::csr::{Request, RequestError};
use super::mail::{self, TooManyParts};

/// A container that could not be opened here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bundle {
    /// CMS that holds no certificates, such as an encrypted message. Bundles of certificates (`.p7b`) are opened.
    Pkcs7,
    /// PKCS#12: a key with its certificates (`.p12`, `.pfx`); it wants a password, see `x509::pkcs12`.
    Pkcs12,
    /// A Java key store (JKS or JCEKS).
    Jks,
}

/// The bytes of a PKCS#12 file, for `x509::pkcs12::open`: wiped, not shown, not copied; its keys may be in clear.
#[derive(PartialEq, Eq)]
pub struct Sealed(Zeroizing<Vec<u8>>);

impl Sealed {
    /// The bytes, DER or BER.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
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
    /// No bundle.
    #[error("bundle")]
    Bundle(#[from] CmsError),
}

/// What a file holds, in its order.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Contents {
    /// Certificates, also of bundles and of a mail's attachments; one certificate once, in whatever forms it stands there.
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
    /// A container that was not opened, the first if there are several.
    pub bundle: Option<Bundle>,
    /// The PKCS#12 files: the file itself, or what stands in it between BEGIN and END or is attached.
    pub pkcs12: Vec<Sealed>,
}

impl Contents {
    fn add_certificate(&mut self, certificate: Certificate) {
        self.certificates.push(certificate);
    }

    /// One certificate once, whatever parts of the file it stands in; in a time that grows with their number only.
    fn each_once(mut self) -> Result<Self, FileFault> {
        let mut seen: HashSet<Vec<u8>> = HashSet::new();
        self.certificates
            .retain(|certificate| seen.insert(certificate.der().to_vec()));
        for (count, most) in [
            (self.certificates.len(), MOST_BLOCKS),
            (self.pkcs12.len(), MOST_SEALED),
        ] {
            if count > most {
                return Err(FileFault::TooManyBlocks { most });
            }
        }
        Ok(self)
    }

    fn note(&mut self, bundle: Bundle) {
        self.bundle.get_or_insert(bundle);
    }

    fn absorb(&mut self, other: Self) {
        self.certificates.extend(other.certificates);
        self.requests.extend(other.requests);
        self.damaged.extend(other.damaged);
        self.private_keys += other.private_keys;
        self.public_keys += other.public_keys;
        self.crls += other.crls;
        self.bundle = self.bundle.or(other.bundle);
        self.pkcs12.extend(other.pkcs12);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
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
        /// It begins as a PKCS#12 file does.
        container: bool,
    },
    /// More PEM blocks, elements or parts of a mail than any honest file has.
    #[error("more than {most} blocks")]
    TooManyBlocks {
        /// The bound.
        most: usize,
    },
    /// A ZIP file: what is in it must be unpacked.
    #[error("an archive")]
    Archive,
    /// None of the forms.
    #[error("not recognised")]
    NotRecognised,
}

/// Most PEM blocks, elements or certificates of a file.
const MOST_BLOCKS: usize = 10_000;
/// Most PKCS#12 files within one: each may ask for a long derivation, and for a password.
const MOST_SEALED: usize = 16;
/// How deep a mail's attachments are looked into: a file attached to a mail attached to a mail.
const MOST_DEPTH: usize = 3;

/// Tells what `bytes`, a whole file, hold.
pub fn recognise(bytes: &[u8]) -> Result<Contents, FileFault> {
    recognise_at(bytes, 0)?.each_once()
}

fn recognise_at(bytes: &[u8], depth: usize) -> Result<Contents, FileFault> {
    if bytes
        .iter()
        .all(|byte| *byte == 0 || byte.is_ascii_whitespace())
    {
        return Err(FileFault::Empty);
    }
    if is_jks(bytes) {
        return Ok(Contents {
            bundle: Some(Bundle::Jks),
            ..Contents::default()
        });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(FileFault::Archive);
    }
    let as_der = elements::binary(bytes);
    if as_der.is_ok() {
        return as_der;
    }
    let text = armour::text(bytes);
    // As text only where it must be: attachments may be bytes.
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let wide = marked || armour::wide(bytes).is_some();
    if let Some(contents) = mailed(if wide { text.as_bytes() } else { bytes }, depth)? {
        return Ok(contents);
    }
    let text = armour::unquoted(&text).unwrap_or(text);
    let contents = armour::armoured(&text)?;
    if !contents.is_empty() {
        return Ok(contents);
    }
    // A text may begin with `0`, which is the identifier octet of a SEQUENCE: only of bytes can it be said that
    // they were cut off.
    let fault = if bytes.is_ascii() {
        Err(FileFault::NotRecognised)
    } else {
        as_der
    };
    armour::bare(&text).map_or(fault, Ok)
}

/// The magic numbers of `sun.security.provider.JavaKeyStore` and `com.sun.crypto.provider.JceKeyStore`.
fn is_jks(bytes: &[u8]) -> bool {
    [0xFEED_FEED_u32, 0xCECE_CECE]
        .iter()
        .any(|magic| bytes.starts_with(&magic.to_be_bytes()))
}

/// What the parts of a mail hold; `None` for no mail, or one with nothing for us.
fn mailed(bytes: &[u8], depth: usize) -> Result<Option<Contents>, FileFault> {
    if depth >= MOST_DEPTH {
        return Ok(None);
    }
    let most = mail::MOST_PARTS;
    let parts = match mail::parts(bytes) {
        None => return Ok(None),
        Some(parts) => parts.map_err(|TooManyParts| FileFault::TooManyBlocks { most })?,
    };
    let mut contents = Contents::default();
    // Texts and pictures that are nothing for us are no faults.
    for part in parts {
        let part = Zeroizing::new(part);
        contents.absorb(recognise_at(&part, depth + 1).unwrap_or_default());
    }
    Ok((!contents.is_empty()).then_some(contents))
}

#[cfg(test)]
mod tests;
