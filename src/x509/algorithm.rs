//! Signature algorithms: their identifiers (RFC 5758, RFC 8017 appendix C, RFC 8410) and their hashes.

use der::Encode;
use der::asn1::{Null, ObjectIdentifier};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use spki::AlgorithmIdentifierRef;

use super::walk::{self, tag};

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    /// Recognised in what others made, never used by us.
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(crate) fn of(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::digest(message).to_vec(),
            Self::Sha256 => Sha256::digest(message).to_vec(),
            Self::Sha384 => Sha384::digest(message).to_vec(),
            Self::Sha512 => Sha512::digest(message).to_vec(),
        }
    }

    pub(crate) fn by_oid(oid: &str) -> Option<Self> {
        match oid {
            "1.3.14.3.2.26" => Some(Self::Sha1),
            "2.16.840.1.101.3.4.2.1" => Some(Self::Sha256),
            "2.16.840.1.101.3.4.2.2" => Some(Self::Sha384),
            "2.16.840.1.101.3.4.2.3" => Some(Self::Sha512),
            _ => None,
        }
    }
}

/// A signature algorithm that can be verified here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algorithm {
    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
    Rsa(Hash),
    /// RSASSA-PSS (RFC 8017 §8.1), with its salt's length.
    Pss(Hash, usize),
    /// ECDSA (RFC 5758 §3.2).
    Ecdsa(Hash),
    /// Ed25519 (RFC 8410 §6).
    Ed25519,
}

/// Name, object identifier and meaning of what needs no parameters to be understood.
#[rustfmt::skip]
const KNOWN: &[(&str, &str, Algorithm)] = &[
    ("sha1WithRSAEncryption", "1.2.840.113549.1.1.5", Algorithm::Rsa(Hash::Sha1)),
    ("sha256WithRSAEncryption", "1.2.840.113549.1.1.11", Algorithm::Rsa(Hash::Sha256)),
    ("sha384WithRSAEncryption", "1.2.840.113549.1.1.12", Algorithm::Rsa(Hash::Sha384)),
    ("sha512WithRSAEncryption", "1.2.840.113549.1.1.13", Algorithm::Rsa(Hash::Sha512)),
    ("ecdsa-with-SHA1", "1.2.840.10045.4.1", Algorithm::Ecdsa(Hash::Sha1)),
    ("ecdsa-with-SHA256", "1.2.840.10045.4.3.2", Algorithm::Ecdsa(Hash::Sha256)),
    ("ecdsa-with-SHA384", "1.2.840.10045.4.3.3", Algorithm::Ecdsa(Hash::Sha384)),
    ("ecdsa-with-SHA512", "1.2.840.10045.4.3.4", Algorithm::Ecdsa(Hash::Sha512)),
    ("Ed25519", "1.3.101.112", Algorithm::Ed25519),
];

/// `id-RSASSA-PSS` (RFC 4055 §3.1).
pub(crate) const PSS: &str = "1.2.840.113549.1.1.10";

impl Algorithm {
    /// What the DER of an `AlgorithmIdentifier` means; `None` when it cannot be verified here.
    pub(crate) fn parse(der: &[u8]) -> Option<Self> {
        let oid = oid(der)?;
        if oid == PSS {
            return pss(der);
        }
        KNOWN
            .iter()
            .find(|(_, known, _)| *known == oid)
            .map(|(_, _, algorithm)| *algorithm)
    }

    /// The `AlgorithmIdentifier` in DER; `None` for PSS, which we do not sign with.
    pub(crate) fn to_der(self) -> Option<Vec<u8>> {
        let (_, oid, _) = KNOWN.iter().find(|(_, _, algorithm)| *algorithm == self)?;
        // RFC 4055 §5: NULL beside RSA; RFC 5758 §3.2 and RFC 8410 §3: absent beside ECDSA and Ed25519.
        let parameters = matches!(self, Self::Rsa(_)).then(|| Null.into());
        let oid = ObjectIdentifier::new(oid).ok()?;
        AlgorithmIdentifierRef { oid, parameters }.to_der().ok()
    }

    /// Whether its hash is broken.
    pub(crate) fn is_weak(self) -> bool {
        matches!(
            self,
            Self::Rsa(Hash::Sha1) | Self::Pss(Hash::Sha1, _) | Self::Ecdsa(Hash::Sha1)
        )
    }
}

/// The dotted object identifier in the DER of an `AlgorithmIdentifier`.
pub(crate) fn oid(der: &[u8]) -> Option<String> {
    let mut fields = walk::only(der, tag::SEQUENCE)?.value;
    walk::dotted(walk::take_tag(&mut fields, tag::OID)?.value)
}

/// The name of an algorithm in the words of its standard, else its number.
pub(crate) fn name(der: &[u8]) -> String {
    let oid = oid(der).unwrap_or_default();
    if oid == PSS {
        return "RSASSA-PSS".to_owned();
    }
    let known = KNOWN.iter().find(|(_, known, _)| *known == oid);
    known.map_or(oid, |(name, _, _)| (*name).to_owned())
}

/// `RSASSA-PSS-params` (RFC 4055 §3.1): all fields optional, the defaults being SHA-1 and a salt of 20 bytes.
fn pss(der: &[u8]) -> Option<Algorithm> {
    let mut fields = walk::only(der, tag::SEQUENCE)?.value;
    walk::take(&mut fields)?;
    let params = walk::take_tag(&mut fields, tag::SEQUENCE).map_or(&[][..], |params| params.value);
    let (mut hash, mut mask, mut salt) = (Hash::Sha1, Hash::Sha1, 20);
    for field in walk::each(params) {
        match field.tag {
            0xA0 => hash = Hash::by_oid(&oid(field.value)?)?,
            0xA1 => {
                let mut inner = walk::only(field.value, tag::SEQUENCE)?.value;
                walk::take(&mut inner)?;
                mask = Hash::by_oid(&oid(inner)?)?;
            }
            0xA2 => match walk::only(field.value, tag::INTEGER)?.value {
                [length] | [0, length] => salt = usize::from(*length),
                _ => return None,
            },
            _ => {}
        }
    }
    // The verifier has one hash for both places; nobody issues a mixture.
    (hash == mask).then_some(Algorithm::Pss(hash, salt))
}

#[cfg(test)]
mod tests {
    use super::{Algorithm, Hash, name};

    #[test]
    fn identifiers_are_understood_with_and_without_parameters() {
        let rsa = hex::decode("300d06092a864886f70d01010b0500").unwrap();
        assert_eq!(Algorithm::parse(&rsa), Some(Algorithm::Rsa(Hash::Sha256)));
        assert_eq!(name(&rsa), "sha256WithRSAEncryption");
        assert_eq!(Algorithm::Rsa(Hash::Sha256).to_der(), Some(rsa));
        let weak = hex::decode("300b06092a864886f70d010105").unwrap();
        assert!(Algorithm::parse(&weak).unwrap().is_weak());
        let pss = hex::decode("303d06092a864886f70d01010a3030a00d300b0609608648016503040201a11a301806092a864886f70d010108300b0609608648016503040201a203020120").unwrap();
        assert_eq!(
            Algorithm::parse(&pss),
            Some(Algorithm::Pss(Hash::Sha256, 32))
        );
        assert_eq!(Algorithm::parse(&[0x30, 0]), None);
        assert_eq!(Algorithm::parse(&[]), None);
    }
}
