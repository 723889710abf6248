//! Keys in memory, for keys that are kept in files: made, one request signed, a proof given.
//!
//! The one place where private-key operations are done in software, together with the stand-in authority of `issue.rs`,
//! whose key is nobody's. `clippy.toml` forbids them everywhere else, because of RUSTSEC-2023-0071: the time of RSA
//! private-key operations tells something about the key to who can measure many of them. Here nobody can: a key signs
//! once or twice, with blinding, for the user at the keyboard; nothing is ever decrypted and no remote peer is served.
//! A key on a token never comes here.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::fmt;

use p256::elliptic_curve::sec1::ToSec1Point;
use rsa::pkcs8::EncodePrivateKey;
use rsa::rand_core::UnwrapErr;
use rsa::traits::PrivateKeyParts;
use rsa::{BoxedUint, RsaPrivateKey};
use sha2::Sha256;
use signature::{RandomizedSigner, SignatureEncoding, Signer};
use zeroize::Zeroizing;

use super::certificate::Certificate;
use super::private::{EcParts, PrivateKey, PrivateKeyError, PrivateParts, RsaParts};
use super::public::PublicKey;
use super::verify::SystemRandom;
use crate::token::{Curve, KeyType};

/// A private key in memory that can sign. Wiped when dropped, not shown, not copied.
pub struct SoftKey {
    key: PrivateKey,
    public: PublicKey,
    signer: Signing,
}

/// The key as its crate holds it; each wipes itself.
enum Signing {
    Rsa(Box<rsa::pkcs1v15::SigningKey<Sha256>>),
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
}

/// Why there is no key, or no signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SoftKeyError {
    /// Keys of this type are not made or used in memory: only RSA of 2048 to 4096 bits, P-256 and P-384 are.
    #[error("{kind} keys are not used in memory")]
    Unsupported {
        /// The type in the words of the contract.
        kind: String,
    },
    /// The system gave no random bytes.
    #[error("no random bytes")]
    Random,
    /// Its numbers do not fit together, or do not encode.
    #[error("private key")]
    Key(#[from] PrivateKeyError),
    /// The crate refused to sign, or what it signed does not verify.
    #[error("signing failed")]
    Signing,
    /// The certificate is another key's.
    #[error("certificate of another key")]
    AnotherKey,
}

/// The sizes of RSA keys that are made and used here, in bits.
const RSA_BITS: std::ops::RangeInclusive<u32> = 2048..=4096;

impl SoftKey {
    /// Whether [`SoftKey::generate`] makes keys of this type.
    #[must_use]
    pub fn makes(kind: KeyType) -> bool {
        matches!(
            kind,
            KeyType::Rsa(2048 | 3072 | 4096) | KeyType::Ec(Curve::P256 | Curve::P384)
        )
    }

    /// Makes a key with the system's random generator: RSA of 2048, 3072 or 4096 bits (e = 65537), P-256 or P-384.
    ///
    /// RSA takes from a tenth of a second to several seconds.
    pub fn generate(kind: KeyType) -> Result<Self, SoftKeyError> {
        let pkcs8 = match kind {
            KeyType::Rsa(bits @ (2048 | 3072 | 4096)) => rsa_pkcs8(bits)?,
            KeyType::Ec(Curve::P256) => ec_pkcs8(Curve::P256)?,
            KeyType::Ec(Curve::P384) => ec_pkcs8(Curve::P384)?,
            _ => return Err(SoftKeyError::Unsupported { kind: kind.name() }),
        };
        Self::from_pkcs8(&pkcs8)
    }

    /// From the DER of a `PrivateKeyInfo` (RFC 5958 §2), see [`SoftKey::from_private_key`].
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, SoftKeyError> {
        Self::from_private_key(PrivateKey::from_pkcs8(der)?)
    }

    /// From a key that was read. That its numbers fit together is checked, which for RSA takes some milliseconds.
    pub fn from_private_key(key: PrivateKey) -> Result<Self, SoftKeyError> {
        let unsupported = || SoftKeyError::Unsupported {
            kind: key
                .public_key()
                .and_then(PublicKey::key_type)
                .map_or(key.kind().to_owned(), KeyType::name),
        };
        let signer = match key.parts() {
            PrivateParts::Rsa(parts) => {
                let bits = key.public_key().and_then(PublicKey::bits).unwrap_or(0);
                if !RSA_BITS.contains(&bits) {
                    return Err(unsupported());
                }
                Signing::Rsa(Box::new(rsa_signer(parts)?))
            }
            PrivateParts::Ec(parts) => ec_signer(parts)?.ok_or_else(unsupported)?,
            PrivateParts::Foreign { .. } => return Err(unsupported()),
        };
        let public = key.public_key().cloned().ok_or_else(unsupported)?;
        Ok(Self {
            key,
            public,
            signer,
        })
    }

    /// The key as it stands in files.
    #[must_use]
    pub fn private_key(&self) -> &PrivateKey {
        &self.key
    }

    /// Gives the key back as it stands in files.
    #[must_use]
    pub fn into_private_key(self) -> PrivateKey {
        self.key
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// Signs in the form that X.509 holds, for `csr::assemble` and [`PublicKey::verify`]: RSA PKCS#1 v1.5 with SHA-256
    /// (RFC 8017 §8.2), ECDSA with SHA-256 on P-256 and SHA-384 on P-384, as `ECDSA-Sig-Value` (RFC 3279 §2.2.3).
    ///
    /// The signature is verified before it is given out.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SoftKeyError> {
        let signature = match &self.signer {
            // With random blinding (RUSTSEC-2023-0071).
            Signing::Rsa(key) => key
                .try_sign_with_rng(&mut SystemRandom, message)
                .map(|signature| signature.to_vec()),
            Signing::P256(key) => key
                .try_sign(message)
                .map(|signature: p256::ecdsa::Signature| signature.to_der().as_bytes().to_vec()),
            Signing::P384(key) => key
                .try_sign(message)
                .map(|signature: p384::ecdsa::Signature| signature.to_der().as_bytes().to_vec()),
        }
        .map_err(|_| SoftKeyError::Signing)?;
        self.public
            .verify(message, &signature)
            .map_err(|_| SoftKeyError::Signing)?;
        Ok(signature)
    }

    /// Proves that the certificate is this key's: signs `proof`, as `signing::proof_text` writes it, and verifies under the certificate.
    pub fn prove(&self, certificate: &Certificate, proof: &[u8]) -> Result<(), SoftKeyError> {
        let signature = self.sign(proof)?;
        let theirs = certificate
            .public_key()
            .map_err(|_| SoftKeyError::AnotherKey)?;
        theirs
            .verify(proof, &signature)
            .map_err(|_| SoftKeyError::AnotherKey)
    }
}

impl fmt::Debug for SoftKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SoftKey({})", self.key.kind())
    }
}

/// The public point of a private value of exactly the curve's length; `None` if it is out of range.
pub(crate) fn public_point(curve: Curve, scalar: &[u8]) -> Option<Vec<u8>> {
    let point = match curve {
        Curve::P256 => {
            let key = p256::SecretKey::from_slice(scalar).ok()?;
            key.public_key().to_sec1_point(false).as_bytes().to_vec()
        }
        Curve::P384 => {
            let key = p384::SecretKey::from_slice(scalar).ok()?;
            key.public_key().to_sec1_point(false).as_bytes().to_vec()
        }
        Curve::P521 => {
            let key = p521::SecretKey::from_slice(scalar).ok()?;
            key.public_key().to_sec1_point(false).as_bytes().to_vec()
        }
        Curve::Ed25519 => {
            let seed: Zeroizing<[u8; 32]> = Zeroizing::new(scalar.try_into().ok()?);
            let key = ed25519_dalek::SigningKey::from_bytes(&seed);
            key.verifying_key().to_bytes().to_vec()
        }
    };
    Some(point)
}

fn rsa_signer(parts: &RsaParts) -> Result<rsa::pkcs1v15::SigningKey<Sha256>, PrivateKeyError> {
    let number = BoxedUint::from_be_slice_vartime;
    // Larger ones fit nothing, and would only take time.
    let size = parts.modulus.len();
    let secret = [&parts.private_exponent, &parts.prime_1, &parts.prime_2];
    if secret.iter().any(|one| one.len() > size) {
        return Err(PrivateKeyError::Numbers);
    }
    let key = RsaPrivateKey::from_components(
        number(&parts.modulus),
        number(&parts.public_exponent),
        number(&parts.private_exponent),
        vec![number(&parts.prime_1), number(&parts.prime_2)],
    )
    .map_err(|_| PrivateKeyError::Numbers)?;
    // The crate computes these itself, but a token would take them as they stand.
    let is = |number: Option<BoxedUint>, stated: &[u8]| {
        number
            .is_some_and(|number| **Zeroizing::new(number.to_be_bytes_trimmed_vartime()) == *stated)
    };
    let fits = is(key.dp().cloned(), &parts.exponent_1)
        && is(key.dq().cloned(), &parts.exponent_2)
        && is(key.crt_coefficient(), &parts.coefficient);
    if !fits {
        return Err(PrivateKeyError::Numbers);
    }
    Ok(rsa::pkcs1v15::SigningKey::new(key))
}

fn ec_signer(parts: &EcParts) -> Result<Option<Signing>, PrivateKeyError> {
    let wrong = |_| PrivateKeyError::Numbers;
    match parts.curve {
        Curve::P256 => p256::ecdsa::SigningKey::from_slice(&parts.scalar)
            .map(|key| Some(Signing::P256(key)))
            .map_err(wrong),
        Curve::P384 => p384::ecdsa::SigningKey::from_slice(&parts.scalar)
            .map(|key| Some(Signing::P384(key)))
            .map_err(wrong),
        Curve::P521 | Curve::Ed25519 => Ok(None),
    }
}

/// PKCS#8 of a key that did not exist before.
fn rsa_pkcs8(bits: u32) -> Result<Zeroizing<Vec<u8>>, SoftKeyError> {
    // The crate wants a generator that cannot fail. The system's does not fail any more once it has answered.
    getrandom::fill(&mut [0; 16]).map_err(|_| SoftKeyError::Random)?;
    let bits = usize::try_from(bits).map_err(|_| SoftKeyError::Random)?;
    let key =
        RsaPrivateKey::new(&mut UnwrapErr(SystemRandom), bits).map_err(|_| SoftKeyError::Random)?;
    let der = key.to_pkcs8_der().map_err(|_| PrivateKeyError::Structure)?;
    Ok(Zeroizing::new(der.as_bytes().to_vec()))
}

/// A scalar below the order, by trying (practically once; FIPS 186-5 §A.2.2).
fn ec_pkcs8(curve: Curve) -> Result<Zeroizing<Vec<u8>>, SoftKeyError> {
    let mut scalar = Zeroizing::new(vec![0; curve.coordinate_len()]);
    for _ in 0..8 {
        getrandom::fill(&mut scalar).map_err(|_| SoftKeyError::Random)?;
        let der = match curve {
            Curve::P384 => p384::SecretKey::from_slice(&scalar).map(|key| key.to_pkcs8_der()),
            _ => p256::SecretKey::from_slice(&scalar).map(|key| key.to_pkcs8_der()),
        };
        if let Ok(der) = der {
            let der = der.map_err(|_| PrivateKeyError::Structure)?;
            return Ok(Zeroizing::new(der.as_bytes().to_vec()));
        }
    }
    Err(SoftKeyError::Random)
}

#[cfg(test)]
mod tests;
