//! What is inside: `AuthenticatedSafe` and `SafeContents` (RFC 7292 §4.1, §4.2), decrypted on the way.

use zeroize::Zeroizing;

use super::Pkcs12Error;
use super::outer::{DATA, content_info, inner};
use crate::x509::certificate::Certificate;
use crate::x509::pbe::{Form, Scheme, Work};
use crate::x509::private::PrivateKey;
use crate::x509::walk::{self, Element, tag};

/// All bags of a file.
#[derive(Default)]
pub(super) struct Bags {
    pub(super) keys: Vec<(PrivateKey, Attributes)>,
    pub(super) certificates: Vec<(Certificate, Attributes)>,
    pub(super) skipped: usize,
}

/// What is said about a key or certificate.
#[derive(Debug, Clone, Default)]
pub(super) struct Attributes {
    pub(super) friendly_name: Option<String>,
    pub(super) local_key_id: Option<Vec<u8>>,
}

/// Whether the password is known to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    Yes,
    No,
}

/// Opens one safe after the other with one password.
pub(super) struct Reader {
    forms: Vec<Form>,
    work: Work,
    sure: Sure,
    /// How many things were decrypted.
    pub(super) decrypted: usize,
    seen: usize,
    pub(super) bags: Bags,
}

/// Most safes and bags of a file, together.
const MOST_BAGS: usize = 10_000;
/// How deep safes stand in safes.
const MOST_DEPTH: usize = 8;

const ENCRYPTED: &str = "1.2.840.113549.1.7.6";
const ENVELOPED: &str = "1.2.840.113549.1.7.3";

impl Reader {
    pub(super) fn new(forms: Vec<Form>, work: Work, sure: Sure) -> Self {
        Self {
            forms,
            work,
            sure,
            decrypted: 0,
            seen: 0,
            bags: Bags::default(),
        }
    }

    pub(super) fn authenticated_safe(&mut self, content: &[u8]) -> Result<(), Pkcs12Error> {
        let der = self.definite(content, "AuthenticatedSafe")?;
        for info in self.elements(&der, "AuthenticatedSafe")? {
            let part = "ContentInfo";
            let broken = self.broken(part);
            let (oid, content) = content_info(info.value).ok_or(broken)?;
            match oid.as_str() {
                DATA => {
                    let octets = walk::only(content, tag::OCTET_STRING);
                    let octets = octets.ok_or_else(|| self.broken(part))?;
                    self.safe_contents(octets.value, 0)?;
                }
                ENCRYPTED => {
                    let clear = self.encrypted_data(content)?;
                    self.safe_contents(&clear, 0)?;
                }
                ENVELOPED => return Err(Pkcs12Error::PublicKeyMode { mode: "privacy" }),
                _ => return Err(self.broken(part)),
            }
        }
        Ok(())
    }

    /// `EncryptedData` (RFC 5652 §8): version, then type, algorithm and the content `[0]`, in one piece or several.
    fn encrypted_data(&mut self, content: &[u8]) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error> {
        let found = (|| {
            let mut fields = walk::only(content, tag::SEQUENCE)?.value;
            walk::take_tag(&mut fields, tag::INTEGER)?;
            let mut info = walk::take_tag(&mut fields, tag::SEQUENCE)?.value;
            walk::take_tag(&mut info, tag::OID)?;
            let algorithm = walk::take_tag(&mut info, tag::SEQUENCE)?.value;
            let content = walk::take(&mut info)?;
            let data = match content.tag {
                0x80 => content.value.to_vec(),
                tag::CONTEXT_0 => pieces(content.value)?,
                _ => return None,
            };
            Some((algorithm, data))
        })();
        let (algorithm, data) = found.ok_or_else(|| self.broken("EncryptedData"))?;
        self.decrypt(algorithm, &data, "EncryptedData")
    }

    fn safe_contents(&mut self, bytes: &[u8], depth: usize) -> Result<(), Pkcs12Error> {
        let part = "SafeContents";
        if depth > MOST_DEPTH {
            return Err(self.broken(part));
        }
        let der = self.definite(bytes, part)?;
        for bag in self.elements(&der, part)? {
            let mut fields = bag.value;
            let oid = walk::take_tag(&mut fields, tag::OID).and_then(|oid| walk::dotted(oid.value));
            let value = walk::take_tag(&mut fields, tag::CONTEXT_0);
            let (Some(oid), Some(value)) = (oid, value) else {
                return Err(self.broken("SafeBag"));
            };
            self.bag(&oid, value.value, attributes(fields), depth)?;
        }
        Ok(())
    }

    fn bag(
        &mut self,
        oid: &str,
        value: &[u8],
        attributes: Attributes,
        depth: usize,
    ) -> Result<(), Pkcs12Error> {
        match oid.strip_prefix("1.2.840.113549.1.12.10.1.") {
            Some("1") => {
                let key = PrivateKey::from_pkcs8(value)?;
                self.bags.keys.push((key, attributes));
            }
            Some("2") => {
                let (algorithm, data) =
                    key_encrypted(value).ok_or_else(|| self.broken("PKCS8ShroudedKeyBag"))?;
                let clear = self.decrypt(algorithm, data, "PKCS8ShroudedKeyBag")?;
                let clear = self.definite(&clear, "PKCS8ShroudedKeyBag")?;
                let key = PrivateKey::from_pkcs8(&clear)?;
                self.bags.keys.push((key, attributes));
            }
            Some("3") => match certificate(value) {
                Some(certificate) => self.bags.certificates.push((certificate, attributes)),
                None => self.bags.skipped += 1,
            },
            Some("6") => self.safe_contents(value, depth + 1)?,
            _ => self.bags.skipped += 1,
        }
        Ok(())
    }

    fn decrypt(
        &mut self,
        algorithm: &[u8],
        data: &[u8],
        part: &'static str,
    ) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error> {
        let opened = Scheme::parse(algorithm)?.decrypt(&self.forms, data, &mut self.work)?;
        let Some((place, clear)) = opened else {
            return Err(match self.sure {
                Sure::Yes => Pkcs12Error::Damaged { part },
                Sure::No if self.decrypted > 0 => Pkcs12Error::Damaged { part },
                Sure::No => Pkcs12Error::WrongPasswordOrDamaged,
            });
        };
        // The others will be in the same form.
        self.forms.swap(0, place);
        self.decrypted += 1;
        Ok(clear)
    }

    fn definite(
        &self,
        bytes: &[u8],
        part: &'static str,
    ) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error> {
        use crate::x509::ber::BerError;
        inner(bytes).map_err(|error| match error {
            BerError::TooDeep { .. } => error.into(),
            _ => self.broken(part),
        })
    }

    /// The SEQUENCEs of a SEQUENCE, counted.
    fn elements<'a>(
        &mut self,
        der: &'a [u8],
        part: &'static str,
    ) -> Result<Vec<Element<'a>>, Pkcs12Error> {
        let content = walk::only(der, tag::SEQUENCE).ok_or_else(|| self.broken(part))?;
        let elements: Vec<_> = walk::each(content.value).take(MOST_BAGS + 1).collect();
        self.seen += elements.len();
        if self.seen > MOST_BAGS {
            return Err(Pkcs12Error::TooManyBags { most: MOST_BAGS });
        }
        let whole: usize = elements.iter().map(|one| one.whole.len()).sum();
        let sound =
            whole == content.value.len() && elements.iter().all(|one| one.tag == tag::SEQUENCE);
        if sound {
            Ok(elements)
        } else {
            Err(self.broken(part))
        }
    }

    fn broken(&self, part: &'static str) -> Pkcs12Error {
        if self.sure == Sure::Yes || self.decrypted > 0 {
            Pkcs12Error::Damaged { part }
        } else {
            Pkcs12Error::Structure { part }
        }
    }
}

/// `EncryptedPrivateKeyInfo` (RFC 5958 §3): the algorithm's content, and what is encrypted.
pub(crate) fn key_encrypted(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut fields = walk::only(der, tag::SEQUENCE)?.value;
    let algorithm = walk::take_tag(&mut fields, tag::SEQUENCE)?.value;
    let data = walk::only(fields, tag::OCTET_STRING)?.value;
    Some((algorithm, data))
}

/// An IMPLICIT OCTET STRING in pieces.
fn pieces(content: &[u8]) -> Option<Vec<u8>> {
    let pieces: Vec<_> = walk::each(content).collect();
    let whole: usize = pieces.iter().map(|one| one.whole.len()).sum();
    let sound = whole == content.len() && pieces.iter().all(|one| one.tag == tag::OCTET_STRING);
    sound.then(|| pieces.iter().flat_map(|one| one.value).copied().collect())
}

/// `CertBag` with an X.509 certificate.
fn certificate(der: &[u8]) -> Option<Certificate> {
    let (oid, content) = content_info(walk::only(der, tag::SEQUENCE)?.value)?;
    if oid != "1.2.840.113549.1.9.22.1" {
        return None;
    }
    Certificate::parse(walk::only(content, tag::OCTET_STRING)?.value).ok()
}

/// `bagAttributes`; what is odd is left out.
fn attributes(fields: &[u8]) -> Attributes {
    let mut attributes = Attributes::default();
    let set = walk::only(fields, tag::SET).map_or(&[][..], |set| set.value);
    for one in walk::each(set) {
        let mut fields = one.value;
        let oid = walk::take_tag(&mut fields, tag::OID).and_then(|oid| walk::dotted(oid.value));
        let value = walk::only(fields, tag::SET).and_then(|set| walk::each(set.value).next());
        match (oid.as_deref(), value) {
            (Some("1.2.840.113549.1.9.20"), Some(name)) => {
                attributes.friendly_name = text(&name).filter(|name| !name.is_empty());
            }
            (Some("1.2.840.113549.1.9.21"), Some(id)) if id.tag == tag::OCTET_STRING => {
                attributes.local_key_id = Some(id.value.to_vec());
            }
            _ => {}
        }
    }
    attributes
}

/// A `BMPString`, or what some write in its place.
fn text(element: &Element<'_>) -> Option<String> {
    match element.tag {
        0x1E => {
            let units = element.value.chunks_exact(2).map(|two| match two {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            Some(
                char::decode_utf16(units)
                    .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
                    .filter(|letter| *letter != '\0')
                    .collect(),
            )
        }
        0x0C | 0x13 | 0x16 => String::from_utf8(element.value.to_vec()).ok(),
        _ => None,
    }
}
