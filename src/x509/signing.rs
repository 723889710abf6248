//! What a token is given to sign and what its answer becomes ("Sign" of RFC 8017 §9.2, RFC 5480, PKCS#11 2.40 §2.3.1).

use jiff::Timestamp;

use super::algorithm::{Algorithm, Hash};
use super::public::{Numbers, PublicKey};
use crate::token::{Curve, KeyType, Scheme, SignMechanism};

/// Why a token's answer is no signature, or nothing can be given to it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Of the wrong length.
    #[error("{length} bytes, expected {expected}")]
    Length {
        /// What came.
        length: usize,
        /// What fits the key.
        expected: usize,
    },
    /// Neither r‖s nor an `ECDSA-Sig-Value` with both numbers in range.
    #[error("no ECDSA signature")]
    Ecdsa,
    /// The key's modulus has no room for the padding.
    #[error("modulus of {length} bytes is too short")]
    ShortModulus {
        /// Its bytes.
        length: usize,
    },
    /// The mechanism does not fit the key, or the kind of key is not ours.
    #[error("mechanism does not fit the key")]
    Mismatch,
    /// The system gave no random bytes.
    #[error("no random bytes")]
    NoRandom,
}

/// Bytes of PSS's salt: those of its hash, SHA-256 (RFC 8446 §4.2.3).
const PSS_SALT: usize = 32;

/// `DigestInfo` of a SHA-256 hash up to the hash itself (RFC 8017 §9.2 note 1).
const DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

/// The ways in which a key of this type can sign so, the preferred one first.
#[must_use]
pub fn mechanisms_for(kind: KeyType, scheme: Scheme) -> &'static [SignMechanism] {
    match kind {
        KeyType::Rsa(_) if scheme == Scheme::Pss => &[
            SignMechanism::RsaPss,
            SignMechanism::Sha256RsaPss,
            SignMechanism::RsaX509,
        ],
        _ if scheme == Scheme::Pss => &[],
        KeyType::Rsa(_) => &[
            SignMechanism::RsaPkcs,
            SignMechanism::Sha256RsaPkcs,
            SignMechanism::RsaX509,
        ],
        KeyType::Ec(Curve::P256) => &[SignMechanism::Ecdsa, SignMechanism::EcdsaSha256],
        KeyType::Ec(Curve::P384) => &[SignMechanism::Ecdsa, SignMechanism::EcdsaSha384],
        KeyType::Ec(Curve::P521) => &[SignMechanism::Ecdsa, SignMechanism::EcdsaSha512],
        KeyType::Ec(Curve::Ed25519) => &[SignMechanism::Eddsa],
    }
}

/// The bytes that the token is given for `message`.
pub fn input(
    mechanism: SignMechanism,
    scheme: Scheme,
    key: &PublicKey,
    message: &[u8],
) -> Result<Vec<u8>, SignatureError> {
    let fits = key
        .key_type()
        .is_some_and(|kind| mechanisms_for(kind, scheme).contains(&mechanism));
    if !fits {
        return Err(SignatureError::Mismatch);
    }
    match (mechanism, key.own_algorithm()) {
        (SignMechanism::RsaPss, _) => Ok(Hash::Sha256.of(message)),
        (SignMechanism::RsaX509, _) if scheme == Scheme::Pss => {
            let mut salt = [0; PSS_SALT];
            getrandom::fill(&mut salt).map_err(|_| SignatureError::NoRandom)?;
            pss_padded(key, &Hash::Sha256.of(message), &salt)
        }
        (SignMechanism::RsaPkcs, _) => Ok(digest_info(message)),
        (SignMechanism::RsaX509, _) => {
            padded(key.modulus_len().unwrap_or(0), &digest_info(message))
        }
        (SignMechanism::Ecdsa, Some(Algorithm::Ecdsa(hash))) => Ok(hash.of(message)),
        _ => Ok(message.to_vec()),
    }
}

/// The signature as X.509 holds it, from what the token returned.
///
/// RSA and Ed25519 as they are; ECDSA as the DER of `ECDSA-Sig-Value` (RFC 5480 appendix A) from r‖s of exactly the
/// curve's length, or as it is where the token already returned that.
pub fn finish(key: &PublicKey, raw: &[u8]) -> Result<Vec<u8>, SignatureError> {
    let exact = |expected: usize| match raw.len() {
        length if length == expected => Ok(raw.to_vec()),
        length => Err(SignatureError::Length { length, expected }),
    };
    let der = match &key.numbers {
        Numbers::Rsa { modulus, .. } => return exact(modulus.len()),
        Numbers::Ed25519(_) => return exact(64),
        Numbers::P256(_) => p256::ecdsa::Signature::from_slice(raw)
            .or_else(|_| p256::ecdsa::Signature::from_der(raw))
            .map(|signature| signature.to_der().as_bytes().to_vec()),
        Numbers::P384(_) => p384::ecdsa::Signature::from_slice(raw)
            .or_else(|_| p384::ecdsa::Signature::from_der(raw))
            .map(|signature| signature.to_der().as_bytes().to_vec()),
        Numbers::P521(_) => p521::ecdsa::Signature::from_slice(raw)
            .or_else(|_| p521::ecdsa::Signature::from_der(raw))
            .map(|signature| signature.to_der().as_bytes().to_vec()),
        Numbers::Foreign(_) => return Err(SignatureError::Mismatch),
    };
    der.map_err(|_| SignatureError::Ecdsa)
}

/// The text that a key signs to prove that it belongs to a certificate: it says what it is, so that the signature
/// can be used for nothing else.
#[must_use]
pub fn proof_text(token_label: &str, time: Timestamp) -> Vec<u8> {
    format!(
        "Parafa proof of possession, version 1\n\
         This signature only proves that the private key is on the token named below.\n\
         It is no declaration of will and is valid for nothing else.\n\
         Token: {}\nTime: {time}\n",
        token_label.escape_debug()
    )
    .into_bytes()
}

fn digest_info(message: &[u8]) -> Vec<u8> {
    [DIGEST_INFO.as_slice(), &Hash::Sha256.of(message)].concat()
}

/// EMSA-PKCS1-v1_5 (RFC 8017 §9.2): `00 01 FF … FF 00 T`, with at least eight `FF`.
fn padded(length: usize, content: &[u8]) -> Result<Vec<u8>, SignatureError> {
    let filling = length
        .checked_sub(content.len() + 3)
        .filter(|filling| *filling >= 8)
        .ok_or(SignatureError::ShortModulus { length })?;
    Ok([&[0, 1][..], &vec![0xFF; filling], &[0], content].concat())
}

/// EMSA-PSS with SHA-256 (RFC 8017 §9.1.1), as many bytes as the modulus has.
fn pss_padded(key: &PublicKey, digest: &[u8], salt: &[u8]) -> Result<Vec<u8>, SignatureError> {
    let length = key.modulus_len().unwrap_or(0);
    let short = SignatureError::ShortModulus { length };
    let Some(bits) = key.bits().and_then(|bits| bits.checked_sub(1)) else {
        return Err(short);
    };
    let bits = usize::try_from(bits).unwrap_or(0);
    let encoded = bits.div_ceil(8);
    let hash = Hash::Sha256.of(&[&[0; 8][..], digest, salt].concat());
    let filling = encoded
        .checked_sub(salt.len() + hash.len() + 2)
        .ok_or(short)?;
    let mut block = [&vec![0; filling][..], &[1], salt].concat();
    let mask = mgf1(&hash, block.len());
    block
        .iter_mut()
        .zip(mask)
        .for_each(|(byte, mask)| *byte ^= mask);
    if let Some(first) = block.first_mut() {
        *first &= u8::MAX >> (8 * encoded - bits);
    }
    let leading = vec![0; length.saturating_sub(encoded)];
    Ok([&leading[..], &block, &hash, &[0xBC]].concat())
}

/// The mask of a seed (RFC 8017 appendix B.2.1), with SHA-256.
fn mgf1(seed: &[u8], length: usize) -> Vec<u8> {
    let blocks = (0_u32..).map(|count| Hash::Sha256.of(&[seed, &count.to_be_bytes()].concat()));
    blocks.flatten().take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::{SignatureError, finish, input, mechanisms_for, padded, proof_text};
    use crate::token::{Curve, KeyType, Scheme, SignMechanism};
    use crate::x509::judge::{Key, openssl};
    use crate::x509::public::PublicKey;

    const PSS: [&str; 7] = [
        "-sign",
        "-pkeyopt",
        "digest:sha256",
        "-pkeyopt",
        "rsa_padding_mode:pss",
        "-pkeyopt",
        "rsa_pss_saltlen:32",
    ];
    const RAW_PSS: [&str; 8] = [
        "-sign",
        "-rawin",
        "-digest",
        "sha256",
        "-pkeyopt",
        "rsa_padding_mode:pss",
        "-pkeyopt",
        "rsa_pss_saltlen:32",
    ];

    /// Signs like a token would: the bare operation on what it is given.
    fn token(judge: &Key, mechanism: SignMechanism, data: &[u8]) -> Vec<u8> {
        let (path, key) = (judge.write("input", data), judge.path());
        let how: &[&str] = match mechanism {
            // The bare private-key operation; OpenSSL lets `-sign` have it only for hashes.
            SignMechanism::RsaX509 => &["-decrypt", "-pkeyopt", "rsa_padding_mode:none"],
            SignMechanism::RsaPkcs | SignMechanism::Ecdsa => &["-sign"],
            SignMechanism::RsaPss => &PSS,
            SignMechanism::Sha256RsaPss => &RAW_PSS,
            SignMechanism::Eddsa => &["-sign", "-rawin"],
            SignMechanism::Sha256RsaPkcs | SignMechanism::EcdsaSha256 => {
                &["-sign", "-rawin", "-digest", "sha256"]
            }
            SignMechanism::EcdsaSha384 => &["-sign", "-rawin", "-digest", "sha384"],
            SignMechanism::EcdsaSha512 => &["-sign", "-rawin", "-digest", "sha512"],
        };
        openssl(
            &[&["pkeyutl", "-inkey", &key, "-in", &path], how].concat(),
            b"",
        )
    }

    #[test]
    fn every_mechanism_gives_a_signature_that_verifies() {
        for kind in KeyType::ALL {
            let judge = Key::new(kind);
            let key = PublicKey::from_spki(&judge.public_der()).unwrap();
            for mechanism in mechanisms_for(kind, Scheme::Usual) {
                let input = input(*mechanism, Scheme::Usual, &key, b"message").unwrap();
                let signature = finish(&key, &token(&judge, *mechanism, &input)).unwrap();
                let verified = key.verify(b"message", &signature);
                assert_eq!(verified, Ok(()), "{kind} {mechanism:?}");
            }
            for mechanism in mechanisms_for(kind, Scheme::Pss) {
                let input = input(*mechanism, Scheme::Pss, &key, b"message").unwrap();
                let signature = finish(&key, &token(&judge, *mechanism, &input)).unwrap();
                let verified = key.verify_pss(b"message", &signature);
                assert_eq!(verified, Ok(()), "{kind} {mechanism:?}");
                assert!(key.verify_pss(b"messagE", &signature).is_err());
                assert!(key.verify(b"message", &signature).is_err());
            }
        }
    }

    #[test]
    fn pairs_of_numbers_become_der_without_leading_zeros() {
        let key = PublicKey::from_spki(&Key::new(KeyType::Ec(Curve::P256)).public_der()).unwrap();
        let mut raw = [0_u8; 64];
        raw[31] = 1;
        raw[62] = 0x80;
        assert_eq!(
            finish(&key, &raw).unwrap(),
            [0x30, 8, 2, 1, 1, 2, 3, 0, 0x80, 0]
        );
        assert_eq!(
            finish(&key, &[0x30, 6, 2, 1, 1, 2, 1, 1]).unwrap(),
            [0x30, 6, 2, 1, 1, 2, 1, 1]
        );
        for wrong in [
            &[0; 64][..],
            &[0xFF; 64],
            &[1; 63],
            &[0x30, 6, 2, 1, 0, 2, 1, 1],
            &[],
        ] {
            assert_eq!(
                finish(&key, wrong),
                Err(SignatureError::Ecdsa),
                "{wrong:02x?}"
            );
        }
    }

    #[test]
    fn lengths_must_fit_the_key() {
        let key = PublicKey::from_spki(&Key::new(KeyType::Rsa(2048)).public_der()).unwrap();
        assert_eq!(
            finish(&key, &[1; 255]),
            Err(SignatureError::Length {
                length: 255,
                expected: 256
            })
        );
        assert_eq!(
            input(SignMechanism::Ecdsa, Scheme::Usual, &key, b""),
            Err(SignatureError::Mismatch)
        );
        assert_eq!(
            padded(20, &[7; 16]),
            Err(SignatureError::ShortModulus { length: 20 })
        );
        assert_eq!(
            padded(13, &[7, 7]).unwrap(),
            [0, 1, 255, 255, 255, 255, 255, 255, 255, 255, 0, 7, 7]
        );
    }

    #[test]
    fn the_proof_says_what_it_is() {
        let text = String::from_utf8(proof_text("my\ncard", jiff::Timestamp::UNIX_EPOCH)).unwrap();
        assert!(
            text.starts_with("Parafa proof")
                && text.contains("Token: my\\ncard\nTime: 1970-01-01T00:00:00Z")
        );
    }
}
