//! Keys: types, ids, public halves.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A `CKA_ID`: opaque bytes of any length, a wish rather than a name (Q38).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KeyId(pub Vec<u8>);

impl KeyId {
    /// Lower-case hex.
    #[must_use]
    pub fn hex(&self) -> String {
        hex::encode(&self.0)
    }

    /// Whether both are the same id, apart from NUL bytes at the end (Q38: some modules add one).
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        self == other || trim_nul(&self.0) == trim_nul(&other.0)
    }
}

fn trim_nul(bytes: &[u8]) -> &[u8] {
    let end = bytes
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or_default()
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({})", self.hex())
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

/// SHA-256 of a key's SubjectPublicKeyInfo DER: the stable name of a key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KeyHash(pub [u8; 32]);

impl KeyHash {
    /// 64 lower-case hex digits.
    #[must_use]
    pub fn hex(&self) -> String {
        hex::encode(self.0)
    }

    /// The first eight hex digits, for file names and people.
    #[must_use]
    pub fn short(&self) -> String {
        self.hex().chars().take(8).collect()
    }
}

impl fmt::Debug for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyHash({})", self.short())
    }
}

/// A named curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Curve {
    /// NIST P-256, secp256r1 (RFC 5480 §2.1.1.1).
    P256,
    /// NIST P-384, secp384r1.
    P384,
    /// NIST P-521, secp521r1.
    P521,
    /// Ed25519 (RFC 8410 §3).
    Ed25519,
}

impl Curve {
    /// All that we know.
    pub const ALL: [Self; 4] = [Self::P256, Self::P384, Self::P521, Self::Ed25519];

    /// The name used in JSON and on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Ed25519 => "Ed25519",
        }
    }

    /// Length of one coordinate in bytes; for Ed25519 of the whole public key.
    #[must_use]
    pub fn coordinate_len(self) -> usize {
        match self {
            Self::P256 | Self::Ed25519 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    /// DER of `EcParameters` as `CKA_EC_PARAMS` wants it: the named curve's OID
    /// (PKCS#11 2.40 §2.3.3); for Ed25519 the OID of RFC 8410 §3.
    #[must_use]
    pub fn params_der(self) -> &'static [u8] {
        match self {
            Self::P256 => &[0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07],
            Self::P384 => &[0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22],
            Self::P521 => &[0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x23],
            Self::Ed25519 => &[0x06, 0x03, 0x2B, 0x65, 0x70],
        }
    }

    /// The curve that `CKA_EC_PARAMS` names: OID, or the PrintableString of PKCS#11 3.0 §2.3.10 ("edwards25519").
    #[must_use]
    pub fn from_params(der: &[u8]) -> Option<Self> {
        if der == b"\x13\x0cedwards25519" {
            return Some(Self::Ed25519);
        }
        Self::ALL
            .into_iter()
            .find(|curve| curve.params_der() == der)
    }
}

/// A key type that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KeyType {
    /// RSA with 2048, 3072 or 4096 bits of modulus.
    Rsa(u32),
    /// An elliptic curve.
    Ec(Curve),
}

impl KeyType {
    /// All that can be asked for, the default first.
    pub const ALL: [Self; 7] = [
        Self::Rsa(2048),
        Self::Rsa(3072),
        Self::Rsa(4096),
        Self::Ec(Curve::P256),
        Self::Ec(Curve::P384),
        Self::Ec(Curve::P521),
        Self::Ec(Curve::Ed25519),
    ];

    /// The name of the contract: `rsa2048`, `p256`, `ed25519`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Rsa(bits) => format!("rsa{bits}"),
            Self::Ec(curve) => curve.name().to_lowercase().replace('-', ""),
        }
    }
}

impl fmt::Display for KeyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl FromStr for KeyType {
    type Err = ();

    /// Reads `rsa2048`, `rsa-2048`, `p256`, `P-256`, `ec-p256`, `ed25519`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let plain = text.to_lowercase().replace(['-', '_'], "");
        let plain = plain.strip_prefix("ec").unwrap_or(&plain);
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == plain)
            .ok_or(())
    }
}

/// A public key as numbers, independent of its encoding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PublicParts {
    /// RSA: modulus and public exponent, big-endian, without leading zeros.
    Rsa {
        /// The modulus n.
        modulus: Vec<u8>,
        /// The public exponent e.
        exponent: Vec<u8>,
    },
    /// EC: the curve's parameters DER and the point, uncompressed or compressed, as the token gave it: with or without
    /// an OCTET STRING around it (Q45).
    Ec {
        /// `CKA_EC_PARAMS`.
        params: Vec<u8>,
        /// The point (SEC 1 §2.3.3); for Ed25519 the 32 bytes of RFC 8032 §5.1.5.
        point: Vec<u8>,
    },
    /// A whole SubjectPublicKeyInfo in DER (`CKA_PUBLIC_KEY_INFO`).
    Spki(Vec<u8>),
}

#[cfg(test)]
mod tests {
    use super::{Curve, KeyId, KeyType};

    #[test]
    fn every_type_is_read_back_from_its_name() {
        for kind in KeyType::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
        for text in ["rsa-2048", "RSA2048", "ec-p256", "P-256", "p-256"] {
            assert!(text.parse::<KeyType>().is_ok(), "{text}");
        }
        for text in ["rsa1024", "p192", "", "ec", "rsa"] {
            assert!(text.parse::<KeyType>().is_err(), "{text}");
        }
    }

    #[test]
    fn ids_fit_with_and_without_a_nul_at_the_end() {
        let id = |bytes: &[u8]| KeyId(bytes.to_vec());
        assert!(id(b"ab\0").fits(&id(b"ab")));
        assert!(id(b"ab").fits(&id(b"ab")));
        assert!(!id(b"ab").fits(&id(b"abc")));
        assert!(id(&[0, 0, 0, 0]).fits(&id(&[])));
    }

    #[test]
    fn curves_are_known_by_their_parameters() {
        for curve in Curve::ALL {
            assert_eq!(Curve::from_params(curve.params_der()), Some(curve));
        }
        assert_eq!(Curve::from_params(&[6, 1, 0]), None);
    }
}
