//! Public keys: from a token's numbers or a `SubjectPublicKeyInfo`, in one canonical encoding (RFC 5280 §4.1.2.7).

use der::asn1::{AnyRef, BitStringRef, Null, ObjectIdentifier, UintRef};
use der::{Decode, Encode};
use rsa::{BoxedUint, RsaPublicKey};
use sha2::{Digest, Sha256};
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::algorithm;
use super::walk::{self, tag};
use crate::token::{Curve, KeyHash, KeyType, PublicParts};

/// A public key that parses: a point on its curve, an odd modulus.
///
/// Its encoding is canonical (point uncompressed, RSA with NULL parameters), so that one key has one hash wherever it was read.
/// A key of a kind that we cannot use keeps its own bytes: it can still be matched.
#[derive(Debug, Clone)]
pub struct PublicKey {
    spki: Vec<u8>,
    pub(super) numbers: Numbers,
}

/// The key as its crate holds it.
#[derive(Debug, Clone)]
pub(super) enum Numbers {
    Rsa { key: RsaPublicKey, modulus: Vec<u8> },
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    P521(p521::ecdsa::VerifyingKey),
    Ed25519(ed25519_dalek::VerifyingKey),
    Foreign(&'static str),
}

/// Why something is no public key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicKeyError {
    /// No `SubjectPublicKeyInfo`.
    #[error("no SubjectPublicKeyInfo")]
    Structure,
    /// Modulus or exponent are none: zero, even, too large.
    #[error("RSA numbers refused")]
    Rsa,
    /// The point's length does not fit the curve.
    #[error("point of {length} bytes on {curve:?}")]
    PointLength {
        /// The curve.
        curve: Curve,
        /// The point's bytes.
        length: usize,
    },
    /// The point is not on the curve.
    #[error("point not on {curve:?}")]
    PointOffCurve {
        /// The curve.
        curve: Curve,
    },
    /// Could not be encoded again.
    #[error("not encodable")]
    Encoding(#[from] der::Error),
}

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// Largest modulus that is read, in bits.
const MOST_BITS: usize = 16_384;

/// Type and length of a key as people write them: `RSA 2048`, `EC P-256`, `Ed25519`. `kind` as of [`PublicKey::kind`].
#[must_use]
pub fn key_words(kind: &str, bits: Option<u32>, curve: Option<Curve>) -> String {
    match (curve, bits) {
        (Some(Curve::Ed25519), _) => Curve::Ed25519.name().to_owned(),
        (Some(curve), _) => format!("{} {}", kind.to_uppercase(), curve.name()),
        (None, Some(bits)) => format!("{} {bits}", kind.to_uppercase()),
        (None, None) => kind.to_uppercase(),
    }
}

impl PublicKey {
    /// From what a token told.
    pub fn from_parts(parts: &PublicParts) -> Result<Self, PublicKeyError> {
        match parts {
            PublicParts::Rsa { modulus, exponent } => rsa_key(modulus, exponent),
            PublicParts::Ec { params, point } => ec_key(params, point),
            PublicParts::Spki(der) => Self::from_spki(der),
        }
    }

    /// From the DER of a `SubjectPublicKeyInfo`.
    pub fn from_spki(der: &[u8]) -> Result<Self, PublicKeyError> {
        let (oid, params, bits) = spki_fields(der).ok_or(PublicKeyError::Structure)?;
        match oid.as_str() {
            // A key restricted to PSS (RFC 4055 §1.2) is the same key on the token.
            "1.2.840.113549.1.1.1" | algorithm::PSS => {
                let mut numbers = walk::only(bits, tag::SEQUENCE)
                    .ok_or(PublicKeyError::Structure)?
                    .value;
                let modulus = walk::take_tag(&mut numbers, tag::INTEGER);
                let exponent = walk::take_tag(&mut numbers, tag::INTEGER);
                let (Some(modulus), Some(exponent)) = (modulus, exponent) else {
                    return Err(PublicKeyError::Structure);
                };
                rsa_key(modulus.value, exponent.value)
            }
            "1.2.840.10045.2.1" => match Curve::from_params(params) {
                Some(_) => ec_key(params, bits),
                None => Ok(foreign(der, "ec")),
            },
            "1.3.101.112" => ec_key(Curve::Ed25519.params_der(), bits),
            "1.3.101.113" => Ok(foreign(der, "ed")),
            "1.2.840.10040.4.1" => Ok(foreign(der, "dsa")),
            "1.2.840.10046.2.1" | "1.2.840.113549.1.3.1" => Ok(foreign(der, "dh")),
            _ => Ok(foreign(der, "other")),
        }
    }

    /// The `SubjectPublicKeyInfo` in PEM (RFC 7468 §13).
    #[must_use]
    pub fn pem(&self) -> String {
        super::pem::encode("PUBLIC KEY", &self.spki)
    }

    /// The `SubjectPublicKeyInfo` in DER.
    #[must_use]
    pub fn spki_der(&self) -> &[u8] {
        &self.spki
    }

    /// SHA-256 of the `SubjectPublicKeyInfo`: the stable name of the key.
    #[must_use]
    pub fn hash(&self) -> KeyHash {
        KeyHash(Sha256::digest(&self.spki).into())
    }

    /// The kind in the words of the contract: `rsa`, `ec`, `ed`, `dsa`, `dh`, `other`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.numbers {
            Numbers::Rsa { .. } => "rsa",
            Numbers::P256(_) | Numbers::P384(_) | Numbers::P521(_) => "ec",
            Numbers::Ed25519(_) => "ed",
            Numbers::Foreign(kind) => kind,
        }
    }

    /// The curve, where it is one that we know.
    #[must_use]
    pub fn curve(&self) -> Option<Curve> {
        match &self.numbers {
            Numbers::P256(_) => Some(Curve::P256),
            Numbers::P384(_) => Some(Curve::P384),
            Numbers::P521(_) => Some(Curve::P521),
            Numbers::Ed25519(_) => Some(Curve::Ed25519),
            Numbers::Rsa { .. } | Numbers::Foreign(_) => None,
        }
    }

    /// Bits of the modulus or of the curve's field; `None` for what we do not know.
    #[must_use]
    pub fn bits(&self) -> Option<u32> {
        match &self.numbers {
            Numbers::Rsa { modulus, .. } => Some(bit_length(modulus)),
            Numbers::P256(_) | Numbers::Ed25519(_) => Some(256),
            Numbers::P384(_) => Some(384),
            Numbers::P521(_) => Some(521),
            Numbers::Foreign(_) => None,
        }
    }

    /// Type and length as people write them: [`key_words`].
    #[must_use]
    pub fn words(&self) -> String {
        key_words(self.kind(), self.bits(), self.curve())
    }

    /// The key type; RSA with whatever size it has.
    #[must_use]
    pub fn key_type(&self) -> Option<KeyType> {
        match &self.numbers {
            Numbers::Rsa { modulus, .. } => Some(KeyType::Rsa(bit_length(modulus))),
            _ => self.curve().map(KeyType::Ec),
        }
    }

    /// Whether it bears the fingerprint of a broken chip (CVE-2017-15361): its private half can be computed from it.
    #[must_use]
    pub fn is_roca(&self) -> bool {
        match &self.numbers {
            Numbers::Rsa { modulus, .. } => super::roca::is_marked(modulus),
            _ => false,
        }
    }

    /// Bytes of an RSA modulus, and so of each signature and ciphertext.
    pub(super) fn modulus_len(&self) -> Option<usize> {
        match &self.numbers {
            Numbers::Rsa { modulus, .. } => Some(modulus.len()),
            _ => None,
        }
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.spki == other.spki
    }
}

impl Eq for PublicKey {}

/// Algorithm, the DER of its parameters (empty if absent), and the key's octets.
fn spki_fields(der: &[u8]) -> Option<(String, &[u8], &[u8])> {
    let mut fields = walk::only(der, tag::SEQUENCE)?.value;
    let mut algorithm = walk::take_tag(&mut fields, tag::SEQUENCE)?.value;
    let oid = walk::dotted(walk::take_tag(&mut algorithm, tag::OID)?.value)?;
    let bits = walk::bits(walk::take_tag(&mut fields, tag::BIT_STRING)?.value)?;
    fields.is_empty().then_some((oid, algorithm, bits))
}

fn rsa_key(modulus: &[u8], exponent: &[u8]) -> Result<PublicKey, PublicKeyError> {
    let (modulus, exponent) = (stripped(modulus), stripped(exponent));
    if modulus.len() > MOST_BITS / 8 || modulus.len() < 64 || exponent.len() > 8 {
        return Err(PublicKeyError::Rsa);
    }
    let numbers = [modulus, exponent].map(BoxedUint::from_be_slice_vartime);
    let [n, e] = numbers;
    let key = RsaPublicKey::new_with_max_size(n, e, MOST_BITS).map_err(|_| PublicKeyError::Rsa)?;
    let pkcs1 = rsa::pkcs1::RsaPublicKey {
        modulus: UintRef::new(modulus)?,
        public_exponent: UintRef::new(exponent)?,
    };
    // RFC 3279 §2.3.1: parameters are NULL.
    Ok(PublicKey {
        spki: spki(RSA, Some(Null.into()), &pkcs1.to_der()?)?,
        numbers: Numbers::Rsa {
            key,
            modulus: modulus.to_vec(),
        },
    })
}

fn ec_key(params: &[u8], point: &[u8]) -> Result<PublicKey, PublicKeyError> {
    let Some(curve) = Curve::from_params(params) else {
        return foreign_ec(params, point);
    };
    let bytes = bare_point(curve, point).ok_or(PublicKeyError::PointLength {
        curve,
        length: point.len(),
    })?;
    let off = PublicKeyError::PointOffCurve { curve };
    let numbers = match curve {
        Curve::P256 => p256::ecdsa::VerifyingKey::from_sec1_bytes(bytes)
            .ok()
            .map(Numbers::P256),
        Curve::P384 => p384::ecdsa::VerifyingKey::from_sec1_bytes(bytes)
            .ok()
            .map(Numbers::P384),
        Curve::P521 => p521::ecdsa::VerifyingKey::from_sec1_bytes(bytes)
            .ok()
            .map(Numbers::P521),
        Curve::Ed25519 => <[u8; 32]>::try_from(bytes)
            .ok()
            .and_then(|bytes| ed25519_dalek::VerifyingKey::from_bytes(&bytes).ok())
            .map(Numbers::Ed25519),
    }
    .ok_or(off)?;
    let canonical = match &numbers {
        Numbers::P256(key) => key.to_sec1_point(false).as_bytes().to_vec(),
        Numbers::P384(key) => key.to_sec1_point(false).as_bytes().to_vec(),
        Numbers::P521(key) => key.to_sec1_point(false).as_bytes().to_vec(),
        _ => bytes.to_vec(),
    };
    let spki = match curve {
        // RFC 8410 §3: parameters are absent.
        Curve::Ed25519 => spki(ED25519, None, &canonical)?,
        _ => spki(EC, Some(AnyRef::from_der(params)?), &canonical)?,
    };
    Ok(PublicKey { spki, numbers })
}

/// The point without what a token wraps it in. Decided by the curve's lengths: a bare point may itself begin
/// like an OCTET STRING, `04 41` (Q45).
fn bare_point(curve: Curve, bytes: &[u8]) -> Option<&[u8]> {
    let size = curve.coordinate_len();
    let fits = |point: &[u8]| match curve {
        Curve::Ed25519 => point.len() == size,
        _ => point.len() == 2 * size + 1 || point.len() == size + 1,
    };
    if fits(bytes) {
        return Some(bytes);
    }
    let octets = walk::only(bytes, tag::OCTET_STRING).map(|wrapped| wrapped.value);
    let bits = || walk::only(bytes, tag::BIT_STRING).and_then(|wrapped| walk::bits(wrapped.value));
    octets.or_else(bits).filter(|point| fits(point))
}

/// A curve that we cannot compute on; the key can still be matched.
fn foreign_ec(params: &[u8], point: &[u8]) -> Result<PublicKey, PublicKeyError> {
    let point = walk::only(point, tag::OCTET_STRING).map_or(point, |wrapped| wrapped.value);
    let spki = spki(EC, Some(AnyRef::from_der(params)?), point)?;
    Ok(foreign(&spki, "ec"))
}

fn foreign(spki: &[u8], kind: &'static str) -> PublicKey {
    PublicKey {
        spki: spki.to_vec(),
        numbers: Numbers::Foreign(kind),
    }
}

fn spki(
    oid: ObjectIdentifier,
    parameters: Option<AnyRef<'_>>,
    key: &[u8],
) -> Result<Vec<u8>, der::Error> {
    SubjectPublicKeyInfoRef {
        algorithm: AlgorithmIdentifierRef { oid, parameters },
        subject_public_key: BitStringRef::from_bytes(key)?,
    }
    .to_der()
}

/// A big-endian number without leading zeros.
pub(super) fn stripped(number: &[u8]) -> &[u8] {
    let first = number
        .iter()
        .position(|byte| *byte != 0)
        .unwrap_or(number.len());
    number.get(first..).unwrap_or_default()
}

fn bit_length(number: &[u8]) -> u32 {
    let bytes = u32::try_from(number.len()).unwrap_or(u32::MAX / 8);
    (bytes * 8).saturating_sub(number.first().map_or(0, |first| first.leading_zeros()))
}

#[cfg(test)]
mod tests {
    use super::{PublicKey, PublicKeyError};
    use crate::token::{Curve, KeyType, PublicParts};
    use crate::x509::judge::Key;

    #[test]
    fn keys_of_openssl_keep_their_bytes() {
        for kind in KeyType::ALL {
            let der = Key::new(kind).public_der();
            let key = PublicKey::from_spki(&der).unwrap();
            assert_eq!(
                (key.spki_der(), key.key_type()),
                (der.as_slice(), Some(kind))
            );
        }
    }

    #[test]
    fn points_are_read_bare_wrapped_and_compressed() {
        for curve in [Curve::P256, Curve::P384, Curve::P521, Curve::Ed25519] {
            let der = Key::new(KeyType::Ec(curve)).public_der();
            let size = if curve == Curve::Ed25519 {
                32
            } else {
                2 * curve.coordinate_len() + 1
            };
            let point = der[der.len() - size..].to_vec();
            let read = |point: &[u8]| {
                PublicKey::from_parts(&PublicParts::Ec {
                    params: curve.params_der().to_vec(),
                    point: point.to_vec(),
                })
            };
            let wrap = |tag: &[u8], point: &[u8]| {
                let mut wrapped = vec![tag[0]];
                let length = point.len() + tag.len() - 1;
                if length > 127 {
                    wrapped.push(0x81);
                }
                wrapped.push(u8::try_from(length).unwrap());
                wrapped.extend(&tag[1..]);
                wrapped.extend(point);
                wrapped
            };
            for form in [point.clone(), wrap(&[4], &point), wrap(&[3, 0], &point)] {
                assert_eq!(read(&form).unwrap().spki_der(), der, "{curve:?}");
            }
            assert!(matches!(
                read(&point[1..]),
                Err(PublicKeyError::PointLength { .. })
            ));
            if curve != Curve::Ed25519 {
                let mut compressed = vec![2 + (point[size - 1] & 1)];
                compressed.extend(&point[1..=curve.coordinate_len()]);
                assert_eq!(read(&compressed).unwrap().spki_der(), der);
                let mut off = point.clone();
                off[size - 1] ^= 1;
                assert_eq!(
                    read(&off).unwrap_err(),
                    PublicKeyError::PointOffCurve { curve }
                );
            }
        }
    }

    #[test]
    fn a_bare_point_that_begins_like_an_octet_string_is_a_point() {
        // Q45: x begins with 0x41, so the point begins 04 41, as an OCTET STRING of 65 bytes would.
        let mut x = [0_u8; 32];
        x[0] = 0x41;
        let compressed = (0..=255).find_map(|last| {
            x[31] = last;
            let point = [&[2][..], &x].concat();
            p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).ok()
        });
        let point = compressed.unwrap().to_sec1_point(false).as_bytes().to_vec();
        assert_eq!(&point[..2], [4, 0x41]);
        let params = Curve::P256.params_der().to_vec();
        let key = PublicKey::from_parts(&PublicParts::Ec {
            params,
            point: point.clone(),
        })
        .unwrap();
        assert!(key.spki_der().ends_with(&point));
    }

    #[test]
    fn leading_zeros_and_missing_null_make_no_other_key() {
        let der = Key::new(KeyType::Rsa(2048)).public_der();
        let key = PublicKey::from_spki(&der).unwrap();
        let modulus = [&[0, 0][..], &der[33..33 + 256]].concat();
        let parts = PublicParts::Rsa {
            modulus,
            exponent: vec![0, 1, 0, 1],
        };
        assert_eq!(PublicKey::from_parts(&parts).unwrap().hash(), key.hash());
        // without 05 00, and both lengths two less
        let mut bare = [&der[..17], &der[19..]].concat();
        bare[3] -= 2;
        bare[5] -= 2;
        assert_eq!(PublicKey::from_spki(&bare).unwrap().hash(), key.hash());
    }

    #[test]
    fn what_is_no_key_is_refused_and_what_is_foreign_is_kept() {
        let rsa = |modulus: Vec<u8>, exponent: Vec<u8>| {
            PublicKey::from_parts(&PublicParts::Rsa { modulus, exponent })
        };
        for (modulus, exponent) in [
            (vec![], vec![]),
            (vec![0; 256], vec![3]),
            (vec![0xFE; 256], vec![3]),
            (vec![0xFF; 256], vec![2]),
            (vec![0xFF; 9999], vec![3]),
        ] {
            assert_eq!(rsa(modulus, exponent).unwrap_err(), PublicKeyError::Rsa);
        }
        assert_eq!(
            PublicKey::from_spki(&[0x30, 0]).unwrap_err(),
            PublicKeyError::Structure
        );
        let params = vec![6, 9, 0x2B, 0x24, 3, 3, 2, 8, 1, 1, 7];
        let key = PublicKey::from_parts(&PublicParts::Ec {
            params,
            point: vec![4; 65],
        })
        .unwrap();
        assert_eq!(
            (key.kind(), key.curve(), key.key_type()),
            ("ec", None, None)
        );
        assert_eq!(PublicKey::from_spki(key.spki_der()).unwrap(), key);
    }
}
