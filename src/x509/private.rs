//! Private keys as they stand in files: read, never used. What uses them is `softkey`.
//!
//! PKCS#8 (RFC 5958 §2) around RFC 8017 §A.1.2 (RSA), RFC 5915 §3 (EC) or RFC 8410 §7 (Ed25519).

use std::fmt;

use zeroize::Zeroizing;

use super::public::{PublicKey, PublicKeyError, stripped};
use super::softkey;
use super::tlv::{integer, octets, oid, sequence};
use super::walk::{self, tag};
use crate::token::{Curve, PublicParts};

/// A private key: its PKCS#8 bytes, its numbers, its public half. Wiped when dropped, not shown, not copied.
pub struct PrivateKey {
    pkcs8: Zeroizing<Vec<u8>>,
    parts: PrivateParts,
    public: Option<PublicKey>,
}

/// The numbers that a token wants (PKCS#11 2.40 §2.1.3, §2.3.4), big-endian.
pub enum PrivateParts {
    /// RSA with two primes.
    Rsa(Box<RsaParts>),
    /// An elliptic curve.
    Ec(EcParts),
    /// A kind of key that we cannot put anywhere.
    Foreign {
        /// `dsa`, `dh`, `ed`, `ec` (another curve), `rsa` (more than two primes), `other`.
        kind: &'static str,
    },
}

/// RSA: all without leading zeros (`CKA_MODULUS` … `CKA_COEFFICIENT`).
pub struct RsaParts {
    /// n; its length is the key's.
    pub modulus: Vec<u8>,
    /// e.
    pub public_exponent: Vec<u8>,
    /// d.
    pub private_exponent: Zeroizing<Vec<u8>>,
    /// p.
    pub prime_1: Zeroizing<Vec<u8>>,
    /// q.
    pub prime_2: Zeroizing<Vec<u8>>,
    /// d mod p-1.
    pub exponent_1: Zeroizing<Vec<u8>>,
    /// d mod q-1.
    pub exponent_2: Zeroizing<Vec<u8>>,
    /// q⁻¹ mod p.
    pub coefficient: Zeroizing<Vec<u8>>,
}

/// EC and Ed25519.
pub struct EcParts {
    /// The curve; its `params_der` is `CKA_EC_PARAMS`.
    pub curve: Curve,
    /// The private value, exactly as long as a coordinate (`CKA_VALUE`); for Ed25519 the seed of RFC 8032 §5.1.5.
    pub scalar: Zeroizing<Vec<u8>>,
    /// The public point, computed from the private value: uncompressed, without an OCTET STRING around it.
    pub point: Vec<u8>,
}

/// Why bytes are no private key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrivateKeyError {
    /// No `PrivateKeyInfo`, or one whose inside is none.
    #[error("no private key")]
    Structure,
    /// The private value is out of range, or its public half in the file is another's.
    #[error("numbers do not fit together")]
    Numbers,
    /// The public half does not parse.
    #[error("public half")]
    Public(#[from] PublicKeyError),
}

/// Most bytes of a private key: RSA of 16384 bits has about 9 000.
const MOST: usize = 64 << 10;

const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1];
const EC: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1];

impl PrivateKey {
    /// From the DER of a `PrivateKeyInfo` or `OneAsymmetricKey` (RFC 5958 §2); what follows it is refused.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, PrivateKeyError> {
        if der.len() > MOST {
            return Err(PrivateKeyError::Structure);
        }
        let info = info(der).ok_or(PrivateKeyError::Structure)?;
        let parts = info.parts()?;
        let public = parts.public()?;
        Ok(Self {
            pkcs8: Zeroizing::new(der.to_vec()),
            parts,
            public,
        })
    }

    /// From the DER of an `RSAPrivateKey` (RFC 8017 §A.1.2) or `ECPrivateKey` with its curve (RFC 5915 §3), as OpenSSL
    /// wrote them before PKCS#8.
    pub fn from_traditional(der: &[u8]) -> Result<Self, PrivateKeyError> {
        let mut fields = walk::only(der, tag::SEQUENCE)
            .ok_or(PrivateKeyError::Structure)?
            .value;
        walk::take_tag(&mut fields, tag::INTEGER).ok_or(PrivateKeyError::Structure)?;
        let algorithm = match walk::take(&mut fields).map(|second| second.tag) {
            Some(tag::INTEGER) => sequence(&[&oid(RSA), &[5, 0]]),
            Some(tag::OCTET_STRING) => {
                let params = walk::take_tag(&mut fields, tag::CONTEXT_0)
                    .ok_or(PrivateKeyError::Structure)?;
                sequence(&[&oid(EC), params.value])
            }
            _ => return Err(PrivateKeyError::Structure),
        };
        Self::from_pkcs8(&sequence(&[&integer(0), &algorithm, &octets(der)]))
    }

    /// The `PrivateKeyInfo` in DER, as it came.
    #[must_use]
    pub fn pkcs8_der(&self) -> &[u8] {
        &self.pkcs8
    }

    /// The numbers.
    #[must_use]
    pub fn parts(&self) -> &PrivateParts {
        &self.parts
    }

    /// The public half; `None` for a foreign kind of key.
    #[must_use]
    pub fn public_key(&self) -> Option<&PublicKey> {
        self.public.as_ref()
    }

    /// The kind in the words of the contract: `rsa`, `ec`, `ed`, `dsa`, `dh`, `other`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.parts {
            PrivateParts::Rsa(_) => "rsa",
            PrivateParts::Ec(parts) if parts.curve == Curve::Ed25519 => "ed",
            PrivateParts::Ec(_) => "ec",
            PrivateParts::Foreign { kind } => kind,
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.kind())
    }
}

impl PrivateParts {
    fn public(&self) -> Result<Option<PublicKey>, PublicKeyError> {
        let parts = match self {
            Self::Rsa(parts) => PublicParts::Rsa {
                modulus: parts.modulus.clone(),
                exponent: parts.public_exponent.clone(),
            },
            Self::Ec(parts) => PublicParts::Ec {
                params: parts.curve.params_der().to_vec(),
                point: parts.point.clone(),
            },
            Self::Foreign { .. } => return Ok(None),
        };
        PublicKey::from_parts(&parts).map(Some)
    }
}

/// `PrivateKeyInfo` taken apart.
struct Info<'a> {
    algorithm: String,
    /// Empty if absent.
    params: &'a [u8],
    key: &'a [u8],
    /// `[1] publicKey` of `OneAsymmetricKey`.
    public: Option<&'a [u8]>,
}

fn info(der: &[u8]) -> Option<Info<'_>> {
    let mut fields = walk::only(der, tag::SEQUENCE)?.value;
    walk::take_tag(&mut fields, tag::INTEGER)?;
    let mut params = walk::take_tag(&mut fields, tag::SEQUENCE)?.value;
    let algorithm = walk::dotted(walk::take_tag(&mut params, tag::OID)?.value)?;
    let key = walk::take_tag(&mut fields, tag::OCTET_STRING)?.value;
    // [0] attributes; [1] IMPLICIT BIT STRING
    let public = walk::each(fields)
        .find(|field| field.tag == 0x81)
        .and_then(|field| walk::bits(field.value));
    Some(Info {
        algorithm,
        params,
        key,
        public,
    })
}

impl Info<'_> {
    fn parts(&self) -> Result<PrivateParts, PrivateKeyError> {
        let foreign = |kind| Ok(PrivateParts::Foreign { kind });
        match self.algorithm.as_str() {
            "1.2.840.113549.1.1.1" => rsa(self.key).ok_or(PrivateKeyError::Structure),
            "1.2.840.10045.2.1" => match Curve::from_params(self.params) {
                Some(curve) => self.ec(curve),
                None => foreign("ec"),
            },
            "1.3.101.112" => self.ed25519(),
            "1.3.101.110" | "1.3.101.111" | "1.3.101.113" => foreign("ed"),
            "1.2.840.10040.4.1" => foreign("dsa"),
            "1.2.840.10046.2.1" | "1.2.840.113549.1.3.1" => foreign("dh"),
            _ => foreign("other"),
        }
    }

    /// `ECPrivateKey`: its public key may be absent, and its private value shorter or longer than RFC 5915 §3 says.
    fn ec(&self, curve: Curve) -> Result<PrivateParts, PrivateKeyError> {
        let (scalar, stated) = ec_fields(self.key).ok_or(PrivateKeyError::Structure)?;
        ec_parts(curve, scalar, stated.or(self.public))
    }

    /// `CurvePrivateKey ::= OCTET STRING` (RFC 8410 §7).
    fn ed25519(&self) -> Result<PrivateParts, PrivateKeyError> {
        let seed = walk::only(self.key, tag::OCTET_STRING).ok_or(PrivateKeyError::Structure)?;
        ec_parts(Curve::Ed25519, seed.value, self.public)
    }
}

fn ec_fields(der: &[u8]) -> Option<(&[u8], Option<&[u8]>)> {
    let mut fields = walk::only(der, tag::SEQUENCE)?.value;
    walk::take_tag(&mut fields, tag::INTEGER)?;
    let scalar = walk::take_tag(&mut fields, tag::OCTET_STRING)?.value;
    let stated = walk::each(fields)
        .find(|field| field.tag == 0xA1)
        .and_then(|field| walk::only(field.value, tag::BIT_STRING))
        .and_then(|point| walk::bits(point.value));
    Some((scalar, stated))
}

fn ec_parts(
    curve: Curve,
    scalar: &[u8],
    stated: Option<&[u8]>,
) -> Result<PrivateParts, PrivateKeyError> {
    let scalar = sized(scalar, curve.coordinate_len()).ok_or(PrivateKeyError::Numbers)?;
    let point = softkey::public_point(curve, &scalar).ok_or(PrivateKeyError::Numbers)?;
    if let Some(stated) = stated {
        let params = curve.params_der().to_vec();
        let read = |point: &[u8]| {
            PublicKey::from_parts(&PublicParts::Ec {
                params: params.clone(),
                point: point.to_vec(),
            })
        };
        if read(stated)? != read(&point)? {
            return Err(PrivateKeyError::Numbers);
        }
    }
    Ok(PrivateParts::Ec(EcParts {
        curve,
        scalar,
        point,
    }))
}

/// Exactly `size` bytes: zeros at the front added or taken away.
fn sized(number: &[u8], size: usize) -> Option<Zeroizing<Vec<u8>>> {
    let digits = stripped(number);
    let missing = size.checked_sub(digits.len())?;
    let mut sized = Zeroizing::new(vec![0; size]);
    sized.get_mut(missing..)?.copy_from_slice(digits);
    Some(sized)
}

/// `RSAPrivateKey`; version 1 has more than two primes.
fn rsa(der: &[u8]) -> Option<PrivateParts> {
    let mut fields = walk::only(der, tag::SEQUENCE)?.value;
    let version = walk::take_tag(&mut fields, tag::INTEGER)?.value;
    if version == [1] {
        return Some(PrivateParts::Foreign { kind: "rsa" });
    }
    let mut number = || walk::take_tag(&mut fields, tag::INTEGER).map(|one| stripped(one.value));
    let secret = |digits: &[u8]| Zeroizing::new(digits.to_vec());
    let parts = RsaParts {
        modulus: number()?.to_vec(),
        public_exponent: number()?.to_vec(),
        private_exponent: secret(number()?),
        prime_1: secret(number()?),
        prime_2: secret(number()?),
        exponent_1: secret(number()?),
        exponent_2: secret(number()?),
        coefficient: secret(number()?),
    };
    let zero = parts.prime_1.is_empty() || parts.prime_2.is_empty();
    (!zero).then(|| PrivateParts::Rsa(Box::new(parts)))
}

#[cfg(test)]
mod tests;
