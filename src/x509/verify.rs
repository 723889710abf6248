//! Verifying signatures, and challenges for keys that only decrypt.

use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::rand_core::{TryCryptoRng, TryRng};
use rsa::traits::PaddingScheme;
use rsa::{Pkcs1v15Encrypt, Pss, RsaPublicKey};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};
use signature::hazmat::PrehashVerifier;

use super::algorithm::{self, Algorithm, Hash};
use super::public::{Numbers, PublicKey};

/// Why a signature does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// The signature is not by this key over this message.
    #[error("invalid")]
    Invalid,
    /// The signature fits, but its hash is broken: anybody may have made it.
    #[error("weak algorithm {name}")]
    Weak {
        /// The algorithm's name.
        name: String,
    },
    /// It cannot be told: the algorithm or the kind of key is not known here.
    #[error("unknown algorithm {name}")]
    UnknownAlgorithm {
        /// The algorithm's name or number.
        name: String,
    },
}

/// No challenge could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChallengeError {
    /// Only RSA keys decrypt here.
    #[error("no RSA key")]
    NotRsa,
    /// The system gave no random bytes, or the challenge is longer than the modulus allows.
    #[error("encryption failed")]
    Failed,
}

impl PublicKey {
    /// Verifies a signature in the form that X.509 holds, with the algorithm that we sign with: RSA PKCS#1 v1.5 and
    /// SHA-256; ECDSA with SHA-256, on P-384 with SHA-384, on P-521 with SHA-512; Ed25519.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), VerifyError> {
        let algorithm = self
            .own_algorithm()
            .ok_or_else(|| VerifyError::UnknownAlgorithm {
                name: self.kind().to_owned(),
            })?;
        self.fits(algorithm, message, signature)
    }

    /// Verifies a signature by PSS with SHA-256 and a salt of 32 bytes (RFC 8446 §4.2.3).
    pub fn verify_pss(&self, message: &[u8], signature: &[u8]) -> Result<(), VerifyError> {
        self.fits(Algorithm::Pss(Hash::Sha256, 32), message, signature)
    }

    /// Verifies with the algorithm that the DER of an `AlgorithmIdentifier` names.
    pub fn verify_with(
        &self,
        algorithm: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), VerifyError> {
        let name = || algorithm::name(algorithm);
        let known =
            Algorithm::parse(algorithm).filter(|_| !matches!(self.numbers, Numbers::Foreign(_)));
        let known = known.ok_or_else(|| VerifyError::UnknownAlgorithm { name: name() })?;
        self.fits(known, message, signature)?;
        if known.is_weak() {
            return Err(VerifyError::Weak { name: name() });
        }
        Ok(())
    }

    /// Encrypts a challenge with PKCS#1 v1.5 (RFC 8017 §7.2): the padding that every token can undo.
    pub fn encrypt_challenge(&self, challenge: &[u8]) -> Result<Vec<u8>, ChallengeError> {
        let Numbers::Rsa { key, .. } = &self.numbers else {
            return Err(ChallengeError::NotRsa);
        };
        Pkcs1v15Encrypt
            .encrypt(&mut SystemRandom, key, challenge)
            .map_err(|_| ChallengeError::Failed)
    }

    /// The algorithm that we sign with.
    pub(super) fn own_algorithm(&self) -> Option<Algorithm> {
        match &self.numbers {
            Numbers::Rsa { .. } => Some(Algorithm::Rsa(Hash::Sha256)),
            Numbers::P256(_) => Some(Algorithm::Ecdsa(Hash::Sha256)),
            Numbers::P384(_) => Some(Algorithm::Ecdsa(Hash::Sha384)),
            Numbers::P521(_) => Some(Algorithm::Ecdsa(Hash::Sha512)),
            Numbers::Ed25519(_) => Some(Algorithm::Ed25519),
            Numbers::Foreign(_) => None,
        }
    }

    fn fits(
        &self,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), VerifyError> {
        let fits = match (&self.numbers, algorithm) {
            (Numbers::Rsa { key, .. }, Algorithm::Rsa(hash)) => rsa(key, hash, message, signature),
            (Numbers::Rsa { key, .. }, Algorithm::Pss(hash, salt)) => {
                pss(key, hash, salt, message, signature)
            }
            (Numbers::P256(key), Algorithm::Ecdsa(hash)) => {
                p256::ecdsa::Signature::from_der(signature).is_ok_and(|signature| {
                    key.verify_prehash(&padded(hash, message, 32), &signature)
                        .is_ok()
                })
            }
            (Numbers::P384(key), Algorithm::Ecdsa(hash)) => {
                p384::ecdsa::Signature::from_der(signature).is_ok_and(|signature| {
                    key.verify_prehash(&padded(hash, message, 48), &signature)
                        .is_ok()
                })
            }
            (Numbers::P521(key), Algorithm::Ecdsa(hash)) => {
                p521::ecdsa::Signature::from_der(signature).is_ok_and(|signature| {
                    key.verify_prehash(&padded(hash, message, 66), &signature)
                        .is_ok()
                })
            }
            (Numbers::Ed25519(key), Algorithm::Ed25519) => {
                ed25519_dalek::Signature::from_slice(signature)
                    .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok())
            }
            _ => false,
        };
        if fits {
            Ok(())
        } else {
            Err(VerifyError::Invalid)
        }
    }
}

fn rsa(key: &RsaPublicKey, hash: Hash, message: &[u8], signature: &[u8]) -> bool {
    let scheme = match hash {
        Hash::Sha1 => Pkcs1v15Sign::new::<Sha1>(),
        Hash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
        Hash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
        Hash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
    };
    key.verify(scheme, &hash.of(message), signature).is_ok()
}

fn pss(key: &RsaPublicKey, hash: Hash, salt: usize, message: &[u8], signature: &[u8]) -> bool {
    let digest = hash.of(message);
    match hash {
        Hash::Sha1 => key.verify(Pss::<Sha1>::new_with_salt(salt), &digest, signature),
        Hash::Sha256 => key.verify(Pss::<Sha256>::new_with_salt(salt), &digest, signature),
        Hash::Sha384 => key.verify(Pss::<Sha384>::new_with_salt(salt), &digest, signature),
        Hash::Sha512 => key.verify(Pss::<Sha512>::new_with_salt(salt), &digest, signature),
    }
    .is_ok()
}

/// The hash, filled up on the left to the field's size: the `ecdsa` crate refuses one of less than half of it
/// (SHA-256 on P-521), though the number that it stands for is the same (SEC 1 §4.1.4).
fn padded(hash: Hash, message: &[u8], size: usize) -> Vec<u8> {
    let digest = hash.of(message);
    let mut padded = vec![0; size.saturating_sub(digest.len())];
    padded.extend(digest);
    padded
}

/// The system's random bytes for `rsa`, which wants `rand_core` 0.10.
pub(super) struct SystemRandom;

/// The system gave none.
#[derive(Debug, thiserror::Error)]
#[error("no random bytes")]
pub(super) struct NoRandom;

impl TryRng for SystemRandom {
    type Error = NoRandom;

    fn try_next_u32(&mut self) -> Result<u32, NoRandom> {
        getrandom::u32().map_err(|_| NoRandom)
    }

    fn try_next_u64(&mut self) -> Result<u64, NoRandom> {
        getrandom::u64().map_err(|_| NoRandom)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), NoRandom> {
        getrandom::fill(bytes).map_err(|_| NoRandom)
    }
}

impl TryCryptoRng for SystemRandom {}

#[cfg(test)]
mod tests {
    use super::{ChallengeError, VerifyError};
    use crate::token::{Curve, KeyType};
    use crate::x509::judge::{Key, algorithm_der};
    use crate::x509::public::PublicKey;

    #[test]
    fn signatures_of_openssl_verify_and_broken_ones_do_not() {
        let cases = [
            (KeyType::Rsa(2048), "sha256", "1.2.840.113549.1.1.11"),
            (KeyType::Rsa(2048), "sha512", "1.2.840.113549.1.1.13"),
            (KeyType::Ec(Curve::P256), "sha256", "1.2.840.10045.4.3.2"),
            (KeyType::Ec(Curve::P256), "sha512", "1.2.840.10045.4.3.4"),
            (KeyType::Ec(Curve::P384), "sha384", "1.2.840.10045.4.3.3"),
            (KeyType::Ec(Curve::P521), "sha256", "1.2.840.10045.4.3.2"),
            (KeyType::Ec(Curve::P521), "sha512", "1.2.840.10045.4.3.4"),
            (KeyType::Ec(Curve::Ed25519), "", "1.3.101.112"),
        ];
        for (kind, hash, oid) in cases {
            let judge = Key::new(kind);
            let key = PublicKey::from_spki(&judge.public_der()).unwrap();
            let mut signature = judge.sign(hash, b"message");
            let algorithm = algorithm_der(oid);
            assert_eq!(
                key.verify_with(&algorithm, b"message", &signature),
                Ok(()),
                "{kind} {hash}"
            );
            assert_eq!(
                key.verify_with(&algorithm, b"messagE", &signature),
                Err(VerifyError::Invalid)
            );
            let last = signature.len() - 1;
            signature[last] ^= 1;
            assert_eq!(
                key.verify_with(&algorithm, b"message", &signature),
                Err(VerifyError::Invalid)
            );
            assert_eq!(key.verify(b"message", &[]), Err(VerifyError::Invalid));
        }
    }

    #[test]
    fn weak_and_unknown_are_told_apart_from_invalid() {
        let judge = Key::new(KeyType::Rsa(2048));
        let key = PublicKey::from_spki(&judge.public_der()).unwrap();
        let signature = judge.sign("sha1", b"message");
        let sha1 = algorithm_der("1.2.840.113549.1.1.5");
        assert_eq!(
            key.verify_with(&sha1, b"message", &signature),
            Err(VerifyError::Weak {
                name: "sha1WithRSAEncryption".into()
            })
        );
        assert_eq!(
            key.verify_with(&sha1, b"other", &signature),
            Err(VerifyError::Invalid)
        );
        assert_eq!(
            key.verify_with(&algorithm_der("1.2.3"), b"message", &signature),
            Err(VerifyError::UnknownAlgorithm {
                name: "1.2.3".into()
            })
        );
    }

    #[test]
    fn openssl_decrypts_the_challenge() {
        let judge = Key::new(KeyType::Rsa(2048));
        let key = PublicKey::from_spki(&judge.public_der()).unwrap();
        assert_eq!(
            judge.decrypt(&key.encrypt_challenge(b"challenge").unwrap()),
            b"challenge"
        );
        assert_eq!(
            key.encrypt_challenge(&[0; 256]),
            Err(ChallengeError::Failed)
        );
        let ec = PublicKey::from_spki(&Key::new(KeyType::Ec(Curve::P256)).public_der()).unwrap();
        assert_eq!(ec.encrypt_challenge(b"x"), Err(ChallengeError::NotRsa));
    }
}
