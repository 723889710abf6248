//! The protection against changes: `MacData` (RFC 7292 §4), with PBMAC1 (RFC 9579).

use zeroize::Zeroizing;

use super::Pkcs12Error;
use crate::x509::pbe::kdf::{Prf, Purpose};
use crate::x509::pbe::scheme::{algorithm, pbkdf2_prf, random, salt_and_count, unsupported};
use crate::x509::pbe::{Form, PbeError, Work, iterations};
use crate::x509::tlv::{integer, octets, oid, sequence};
use crate::x509::walk::{self, tag};

/// How a file is protected against changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Integrity {
    /// Not at all: a wrong password and damage look the same.
    None,
    /// By a MAC under the password.
    Mac {
        /// `HMAC-SHA-1`, `HMAC-SHA-256`, `PBMAC1 HMAC-SHA-256` …
        name: String,
        /// Rounds of its key derivation.
        iterations: u64,
    },
}

/// A MAC with all but the password.
pub(super) struct Mac {
    derivation: Derivation,
    hash: Prf,
    salt: Vec<u8>,
    iterations: u64,
    value: Vec<u8>,
}

enum Derivation {
    /// RFC 7292 appendix B.
    Pkcs12,
    /// PBKDF2, as PBMAC1 has it.
    Pbkdf2 { prf: Prf, size: usize },
}

const PBMAC1: &str = "1.2.840.113549.1.5.14";

impl Mac {
    pub(super) fn parse(mut fields: &[u8]) -> Result<Self, Pkcs12Error> {
        let missing = Pkcs12Error::Structure { part: "macData" };
        let Some(mut info) = walk::take_tag(&mut fields, tag::SEQUENCE).map(|info| info.value)
        else {
            return Err(missing);
        };
        let (name, params) = algorithm(&mut info)?;
        let Some(value) = walk::only(info, tag::OCTET_STRING) else {
            return Err(missing);
        };
        if name == PBMAC1 {
            return Ok(pbmac1(params, value.value)?);
        }
        let hash = Prf::of_digest(&name).ok_or_else(|| unsupported(&name))?;
        let (salt, iterations) = salt_and_default(fields)?;
        Ok(Self {
            derivation: Derivation::Pkcs12,
            hash,
            salt,
            iterations,
            value: value.value.to_vec(),
        })
    }

    /// Which form of the password the MAC over the content is of. The rounds are counted before they are done.
    pub(super) fn fitting(
        &self,
        forms: &[Form],
        content: &[u8],
        work: &mut Work,
    ) -> Result<Option<usize>, PbeError> {
        work.add(self.rounds())?;
        Ok(forms.iter().enumerate().position(|(place, form)| {
            (place == 0 || work.again(self.rounds())) && self.fits(form, content)
        }))
    }

    fn rounds(&self) -> u64 {
        let blocks = match self.derivation {
            Derivation::Pkcs12 => 1,
            Derivation::Pbkdf2 { prf, size } => prf.blocks(size),
        };
        self.iterations.saturating_mul(blocks)
    }

    fn fits(&self, form: &Form, content: &[u8]) -> bool {
        self.key(form)
            .is_some_and(|key| self.hash.verify(&key, content, &self.value))
    }

    pub(super) fn told(&self) -> Integrity {
        let way = match self.derivation {
            Derivation::Pkcs12 => "",
            Derivation::Pbkdf2 { .. } => "PBMAC1 ",
        };
        Integrity::Mac {
            name: format!("{way}HMAC-{}", self.hash.name()),
            iterations: self.iterations,
        }
    }

    fn key(&self, form: &Form) -> Option<Zeroizing<Vec<u8>>> {
        let count = u32::try_from(self.iterations).ok()?;
        Some(match self.derivation {
            Derivation::Pkcs12 => {
                let size = self.hash.len();
                self.hash
                    .pkcs12(Purpose::Mac, &form.wide, &self.salt, count, size)
            }
            Derivation::Pbkdf2 { prf, size } => prf.pbkdf2(&form.narrow, &self.salt, count, size),
        })
    }

    /// `MacData` over what is written; `None` without random bytes.
    pub(super) fn made(
        hash: Prf,
        iterations: u32,
        form: &Form,
        content: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        let mac = Self {
            derivation: Derivation::Pkcs12,
            hash,
            salt: random::<16>()?,
            iterations: iterations.into(),
            value: Vec::new(),
        };
        let value = hash.hmac(&mac.key(form)?, content);
        let name = match hash {
            Prf::Sha1 => oid(&[0x2B, 14, 3, 2, 26]),
            Prf::Sha256 => oid(&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]),
            _ => return None,
        };
        let info = sequence(&[&sequence(&[&name, &[5, 0]]), &octets(&value)]);
        Some(sequence(&[&info, &octets(&mac.salt), &integer(iterations)]))
    }
}

/// `macSalt` and `iterations`, which is 1 where it is absent.
fn salt_and_default(mut fields: &[u8]) -> Result<(Vec<u8>, u64), PbeError> {
    let all = fields;
    let salt = walk::take_tag(&mut fields, tag::OCTET_STRING).ok_or(PbeError::Parameters)?;
    if fields.is_empty() {
        return Ok((salt.value.to_vec(), 1));
    }
    salt_and_count(&mut { all })
}

/// `PBMAC1-params` (RFC 8018 §A.5). Salt and count of `MacData` itself mean nothing then (RFC 9579 §4).
fn pbmac1(params: &[u8], value: &[u8]) -> Result<Mac, PbeError> {
    let mut params = walk::only(params, tag::SEQUENCE)
        .ok_or(PbeError::Parameters)?
        .value;
    let (kdf, kdf_params) = algorithm(&mut params)?;
    if kdf != "1.2.840.113549.1.5.12" {
        return Err(unsupported(&kdf));
    }
    let mut kdf_params = walk::only(kdf_params, tag::SEQUENCE)
        .ok_or(PbeError::Parameters)?
        .value;
    let (salt, count) = salt_and_count(&mut kdf_params)?;
    // RFC 9579 §4: the length must be there, and 20 at least; no hash needs more than 128.
    let size = walk::take_tag(&mut kdf_params, tag::INTEGER)
        .and_then(|size| iterations(size.value).ok())
        .and_then(|size| usize::try_from(size).ok())
        .filter(|size| (20..=128).contains(size))
        .ok_or(PbeError::Parameters)?;
    let prf = pbkdf2_prf(kdf_params)?;
    let (name, _) = algorithm(&mut params)?;
    Ok(Mac {
        derivation: Derivation::Pbkdf2 { prf, size },
        hash: Prf::of_hmac(&name).ok_or_else(|| unsupported(&name))?,
        salt,
        iterations: count,
        value: value.to_vec(),
    })
}
