//! Keys from passwords: PBKDF2 (RFC 8018 §5.2) and the derivation of PKCS#12 (RFC 7292 appendix B.2).

use hmac::{Hmac, KeyInit, Mac};
use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

/// A hash that derivations and integrity checks are built on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prf {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

/// What the derivation of PKCS#12 makes bytes for (appendix B.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Key = 1,
    Iv = 2,
    Mac = 3,
}

impl Prf {
    /// By the number of its HMAC (RFC 8018 §B.1.2), dotted.
    pub(crate) fn of_hmac(oid: &str) -> Option<Self> {
        Some(match oid {
            "1.2.840.113549.2.7" => Self::Sha1,
            "1.2.840.113549.2.8" => Self::Sha224,
            "1.2.840.113549.2.9" => Self::Sha256,
            "1.2.840.113549.2.10" => Self::Sha384,
            "1.2.840.113549.2.11" => Self::Sha512,
            _ => return None,
        })
    }

    /// By the number of the hash itself, dotted.
    pub(crate) fn of_digest(oid: &str) -> Option<Self> {
        Some(match oid {
            "1.3.14.3.2.26" => Self::Sha1,
            "2.16.840.1.101.3.4.2.4" => Self::Sha224,
            "2.16.840.1.101.3.4.2.1" => Self::Sha256,
            "2.16.840.1.101.3.4.2.2" => Self::Sha384,
            "2.16.840.1.101.3.4.2.3" => Self::Sha512,
            _ => return None,
        })
    }

    /// As people write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha224 => "SHA-224",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// Bytes of its result.
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha224 => 28,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// In how many blocks a derivation makes so many bytes.
    pub(crate) fn blocks(self, size: usize) -> u64 {
        size.div_ceil(self.len()) as u64
    }

    /// Bytes that it takes in at a time: `v` of appendix B.2.
    fn block(self) -> usize {
        match self {
            Self::Sha1 | Self::Sha224 | Self::Sha256 => 64,
            Self::Sha384 | Self::Sha512 => 128,
        }
    }

    /// PBKDF2 with this HMAC.
    pub(crate) fn pbkdf2(
        self,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        size: usize,
    ) -> Zeroizing<Vec<u8>> {
        let mut key = Zeroizing::new(vec![0; size]);
        match self {
            Self::Sha1 => pbkdf2_hmac::<Sha1>(password, salt, iterations, &mut key),
            Self::Sha224 => pbkdf2_hmac::<Sha224>(password, salt, iterations, &mut key),
            Self::Sha256 => pbkdf2_hmac::<Sha256>(password, salt, iterations, &mut key),
            Self::Sha384 => pbkdf2_hmac::<Sha384>(password, salt, iterations, &mut key),
            Self::Sha512 => pbkdf2_hmac::<Sha512>(password, salt, iterations, &mut key),
        }
        key
    }

    /// The derivation of PKCS#12; the password is a `BMPString` with its end, or nothing at all.
    pub(crate) fn pkcs12(
        self,
        purpose: Purpose,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        size: usize,
    ) -> Zeroizing<Vec<u8>> {
        let v = self.block();
        let diversifier = vec![purpose as u8; v];
        let mut input = Zeroizing::new(filled(salt, v));
        input.extend_from_slice(&Zeroizing::new(filled(password, v)));
        let mut key = Zeroizing::new(Vec::with_capacity(size + self.len()));
        while key.len() < size {
            let one = self.repeated(&[&diversifier, &input], iterations);
            key.extend_from_slice(&one);
            if key.len() < size {
                let b = Zeroizing::new(filled(&one, v));
                input
                    .chunks_mut(v)
                    .for_each(|block| add_one_more(block, &b));
            }
        }
        key.truncate(size);
        key
    }

    /// The hash of the parts, hashed again until it was done `iterations` times.
    fn repeated(self, parts: &[&[u8]], iterations: u32) -> Zeroizing<Vec<u8>> {
        match self {
            Self::Sha1 => repeated::<Sha1>(parts, iterations),
            Self::Sha224 => repeated::<Sha224>(parts, iterations),
            Self::Sha256 => repeated::<Sha256>(parts, iterations),
            Self::Sha384 => repeated::<Sha384>(parts, iterations),
            Self::Sha512 => repeated::<Sha512>(parts, iterations),
        }
    }

    /// HMAC (RFC 2104).
    pub(crate) fn hmac(self, key: &[u8], message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => hmac::<Hmac<Sha1>>(key, message),
            Self::Sha224 => hmac::<Hmac<Sha224>>(key, message),
            Self::Sha256 => hmac::<Hmac<Sha256>>(key, message),
            Self::Sha384 => hmac::<Hmac<Sha384>>(key, message),
            Self::Sha512 => hmac::<Hmac<Sha512>>(key, message),
        }
    }

    /// Whether `mac` is this message's, in a time that does not depend on where they differ.
    pub(crate) fn verify(self, key: &[u8], message: &[u8], mac: &[u8]) -> bool {
        let own = self.hmac(key, message);
        let differing = own.iter().zip(mac).fold(0, |sum, (a, b)| sum | (a ^ b));
        own.len() == mac.len() && differing == 0
    }
}

fn hmac<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
    // Any length of key will do (RFC 2104 §3), so it is always made.
    let Ok(mac) = <M as KeyInit>::new_from_slice(key) else {
        return Vec::new();
    };
    mac.chain_update(message).finalize().into_bytes().to_vec()
}

fn repeated<D: Digest>(parts: &[&[u8]], iterations: u32) -> Zeroizing<Vec<u8>> {
    let mut hash = D::new();
    for part in parts {
        hash.update(part);
    }
    let mut result = hash.finalize();
    for _ in 1..iterations {
        result = D::digest(&result);
    }
    Zeroizing::new(result.to_vec())
}

/// Copies of `bytes` until a multiple of `v` is full; nothing for nothing.
fn filled(bytes: &[u8], v: usize) -> Vec<u8> {
    let size = v * bytes.len().div_ceil(v);
    bytes.iter().copied().cycle().take(size).collect()
}

/// `block + b + 1`, modulo its size.
fn add_one_more(block: &mut [u8], b: &[u8]) {
    let mut carry = 1_u16;
    for (digit, other) in block.iter_mut().zip(b).rev() {
        carry += u16::from(*digit) + u16::from(*other);
        let [high, low] = carry.to_be_bytes();
        *digit = low;
        carry = u16::from(high);
    }
}
