//! Schemes: which derivation and cipher an `AlgorithmIdentifier` asks for, read and written.

use zeroize::Zeroizing;

use super::cipher::Cipher;
use super::kdf::{Prf, Purpose};
use super::{Form, PbeError, Work, iterations};
use crate::x509::ber;
use crate::x509::tlv::{integer, octets, oid, sequence};
use crate::x509::walk::{self, tag};

/// Encryption under a password, with all but the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scheme {
    derivation: Derivation,
    salt: Vec<u8>,
    iterations: u64,
    cipher: Cipher,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Derivation {
    /// Of PKCS#12, with SHA-1: key and IV come out of it.
    Pkcs12,
    Pbkdf2 {
        prf: Prf,
        iv: Vec<u8>,
    },
}

type Wiped = Zeroizing<Vec<u8>>;

/// Most bytes of a salt; honest ones have 8 to 64.
const MOST_SALT: usize = 4096;

const PBES2: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 13];
const PBKDF2: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 12];
const HMAC_SHA256: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 2, 9];
const AES_256: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 42];
const SHA_AND_3DES: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 1, 3];
const NULL: &[u8] = &[5, 0];

impl Scheme {
    /// Reads the content of an `AlgorithmIdentifier`.
    pub(crate) fn parse(mut fields: &[u8]) -> Result<Self, PbeError> {
        let oid = walk::take_tag(&mut fields, tag::OID).ok_or(PbeError::Parameters)?;
        let oid = walk::dotted(oid.value).ok_or(PbeError::Parameters)?;
        let mut params = walk::take_tag(&mut fields, tag::SEQUENCE)
            .ok_or_else(|| unsupported(&oid))?
            .value;
        let cipher = match oid.as_str() {
            "1.2.840.113549.1.5.13" => return pbes2(params),
            "1.2.840.113549.1.12.1.3" => Cipher::Des3,
            "1.2.840.113549.1.12.1.4" => Cipher::Des2,
            "1.2.840.113549.1.12.1.5" => Cipher::Rc2(128),
            "1.2.840.113549.1.12.1.6" => Cipher::Rc2(40),
            _ => return Err(unsupported(&oid)),
        };
        let (salt, iterations) = salt_and_count(&mut params)?;
        Ok(Self {
            derivation: Derivation::Pkcs12,
            salt,
            iterations,
            cipher,
        })
    }

    /// PBES2 with AES-256-CBC and HMAC-SHA-256, salt and IV fresh; `None` without random bytes.
    pub(crate) fn modern(iterations: u32) -> Option<Self> {
        Some(Self {
            derivation: Derivation::Pbkdf2 {
                prf: Prf::Sha256,
                iv: random::<16>()?,
            },
            salt: random::<16>()?,
            iterations: iterations.into(),
            cipher: Cipher::Aes256,
        })
    }

    /// `pbeWithSHAAnd3-KeyTripleDES-CBC`, salt fresh.
    pub(crate) fn legacy(iterations: u32) -> Option<Self> {
        Some(Self {
            derivation: Derivation::Pkcs12,
            salt: random::<8>()?,
            iterations: iterations.into(),
            cipher: Cipher::Des3,
        })
    }

    /// The `AlgorithmIdentifier` of one that we write.
    pub(crate) fn to_der(&self) -> Zeroizing<Vec<u8>> {
        let count = integer(u32::try_from(self.iterations).unwrap_or(u32::MAX));
        let salt = octets(&self.salt);
        match &self.derivation {
            Derivation::Pkcs12 => sequence(&[&oid(SHA_AND_3DES), &sequence(&[&salt, &count])]),
            Derivation::Pbkdf2 { iv, .. } => {
                let prf = sequence(&[&oid(HMAC_SHA256), NULL]);
                let kdf = sequence(&[&oid(PBKDF2), &sequence(&[&salt, &count, &prf])]);
                let cipher = sequence(&[&oid(AES_256), &octets(iv)]);
                sequence(&[&oid(PBES2), &sequence(&[&kdf, &cipher])])
            }
        }
    }

    /// Its rounds: for each block of the key, and of the IV where that is derived too.
    pub(crate) fn rounds(&self) -> u64 {
        let (key, iv) = (self.cipher.key_len(), self.cipher.block());
        let blocks = match &self.derivation {
            Derivation::Pkcs12 => Prf::Sha1.blocks(key) + Prf::Sha1.blocks(iv),
            Derivation::Pbkdf2 { prf, .. } => prf.blocks(key),
        };
        self.iterations.saturating_mul(blocks)
    }

    /// What was encrypted, with the place of the form that opened it. It must be an element of BER and nothing else: so a wrong
    /// password is not mistaken for a right one. The rounds are counted before they are done.
    pub(crate) fn decrypt(
        &self,
        forms: &[Form],
        data: &[u8],
        work: &mut Work,
    ) -> Result<Option<(usize, Wiped)>, PbeError> {
        work.add(self.rounds())?;
        let mut begun = false;
        for (place, form) in forms.iter().enumerate() {
            for password in self.passwords(form) {
                if std::mem::replace(&mut begun, true) && !work.again(self.rounds()) {
                    return Ok(None);
                }
                if let Some(clear) = self.tried(password, data) {
                    return Ok(Some((place, clear)));
                }
            }
        }
        Ok(None)
    }

    fn passwords<'a>(&self, form: &'a Form) -> Vec<&'a [u8]> {
        match &self.derivation {
            Derivation::Pkcs12 => vec![&form.wide],
            Derivation::Pbkdf2 { .. } => form.for_pbkdf2(),
        }
    }

    fn tried(&self, password: &[u8], data: &[u8]) -> Option<Wiped> {
        let (key, iv) = self.key_and_iv(password)?;
        self.cipher
            .decrypt(&key, &iv, data)
            .filter(|clear| is_element(clear))
    }

    /// Encrypts with one that we write.
    pub(crate) fn encrypt(&self, form: &Form, clear: &[u8]) -> Option<Vec<u8>> {
        let password = match self.derivation {
            Derivation::Pkcs12 => &form.wide,
            Derivation::Pbkdf2 { .. } => &form.narrow,
        };
        let (key, iv) = self.key_and_iv(password)?;
        self.cipher.encrypt(&key, &iv, clear)
    }

    fn key_and_iv(&self, password: &[u8]) -> Option<(Wiped, Wiped)> {
        let count = u32::try_from(self.iterations).ok()?;
        let size = self.cipher.key_len();
        Some(match &self.derivation {
            Derivation::Pkcs12 => {
                let derived =
                    |purpose, size| Prf::Sha1.pkcs12(purpose, password, &self.salt, count, size);
                (
                    derived(Purpose::Key, size),
                    derived(Purpose::Iv, self.cipher.block()),
                )
            }
            Derivation::Pbkdf2 { prf, iv } => (
                prf.pbkdf2(password, &self.salt, count, size),
                Zeroizing::new(iv.clone()),
            ),
        })
    }
}

/// `PBES2-params` (RFC 8018 §A.4).
fn pbes2(mut params: &[u8]) -> Result<Scheme, PbeError> {
    let (kdf, mut kdf_params) = algorithm(&mut params)?;
    if kdf != "1.2.840.113549.1.5.12" {
        return Err(unsupported(&kdf));
    }
    let mut kdf_params = walk::take_tag(&mut kdf_params, tag::SEQUENCE)
        .ok_or(PbeError::Parameters)?
        .value;
    let (salt, iterations) = salt_and_count(&mut kdf_params)?;
    let stated = walk::take_tag(&mut kdf_params, tag::INTEGER);
    let prf = pbkdf2_prf(kdf_params)?;
    let (name, mut cipher_params) = algorithm(&mut params)?;
    let cipher = match name.as_str() {
        "2.16.840.1.101.3.4.1.2" => Cipher::Aes128,
        "2.16.840.1.101.3.4.1.22" => Cipher::Aes192,
        "2.16.840.1.101.3.4.1.42" => Cipher::Aes256,
        "1.2.840.113549.3.7" => Cipher::Des3,
        _ => return Err(unsupported(&name)),
    };
    let iv = walk::take_tag(&mut cipher_params, tag::OCTET_STRING)
        .filter(|iv| iv.value.len() == cipher.block())
        .ok_or(PbeError::Parameters)?;
    // keyLength is optional; where it stands it must be the cipher's.
    if let Some(stated) = stated
        && iterations_or_zero(stated.value) != cipher.key_len() as u64
    {
        return Err(PbeError::Parameters);
    }
    Ok(Scheme {
        derivation: Derivation::Pbkdf2 {
            prf,
            iv: iv.value.to_vec(),
        },
        salt,
        iterations,
        cipher,
    })
}

/// The rest of `PBKDF2-params` (RFC 8018 §A.2): `prf`, HMAC-SHA-1 where it is absent.
pub(crate) fn pbkdf2_prf(mut rest: &[u8]) -> Result<Prf, PbeError> {
    if rest.is_empty() {
        return Ok(Prf::Sha1);
    }
    let (oid, _) = algorithm(&mut rest)?;
    Prf::of_hmac(&oid).ok_or_else(|| unsupported(&oid))
}

/// Number and parameters of an `AlgorithmIdentifier`, taken off `fields`.
pub(crate) fn algorithm<'a>(fields: &mut &'a [u8]) -> Result<(String, &'a [u8]), PbeError> {
    let mut content = walk::take_tag(fields, tag::SEQUENCE)
        .ok_or(PbeError::Parameters)?
        .value;
    let oid = walk::take_tag(&mut content, tag::OID)
        .and_then(|oid| walk::dotted(oid.value))
        .ok_or(PbeError::Parameters)?;
    Ok((oid, content))
}

/// Salt and count, as all of these parameters begin.
pub(crate) fn salt_and_count(params: &mut &[u8]) -> Result<(Vec<u8>, u64), PbeError> {
    let salt = walk::take_tag(params, tag::OCTET_STRING)
        .filter(|salt| salt.value.len() <= MOST_SALT)
        .ok_or(PbeError::Parameters)?;
    let count = walk::take_tag(params, tag::INTEGER).ok_or(PbeError::Parameters)?;
    Ok((salt.value.to_vec(), iterations(count.value)?))
}

fn iterations_or_zero(value: &[u8]) -> u64 {
    iterations(value).unwrap_or(0)
}

/// Whether these bytes are one element, definite or not.
fn is_element(bytes: &[u8]) -> bool {
    bytes.first() == Some(&tag::SEQUENCE)
        && match walk::announced(bytes) {
            Some(head) => head.total == bytes.len(),
            None => ber::definite(bytes).is_ok(),
        }
}

/// The names that people may know from other programs.
pub(crate) fn unsupported(oid: &str) -> PbeError {
    let name = match oid {
        "1.2.840.113549.1.5.1" => "pbeWithMD2AndDES-CBC",
        "1.2.840.113549.1.5.3" => "pbeWithMD5AndDES-CBC",
        "1.2.840.113549.1.5.6" => "pbeWithMD5AndRC2-CBC",
        "1.2.840.113549.1.5.10" => "pbeWithSHA1AndDES-CBC",
        "1.2.840.113549.1.5.11" => "pbeWithSHA1AndRC2-CBC",
        "1.2.840.113549.1.12.1.1" => "pbeWithSHAAnd128BitRC4",
        "1.2.840.113549.1.12.1.2" => "pbeWithSHAAnd40BitRC4",
        "1.3.6.1.4.1.11591.4.11" => "scrypt",
        "1.2.840.113549.3.2" => "RC2-CBC in PBES2",
        "1.2.840.113549.2.5" => "MD5",
        other => other,
    };
    PbeError::Unsupported {
        name: name.to_owned(),
    }
}

/// Fresh random bytes of the system.
pub(crate) fn random<const N: usize>() -> Option<Vec<u8>> {
    let mut bytes = vec![0; N];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes)
}
