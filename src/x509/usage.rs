//! Key usage and extended key usage by name (RFC 5280 §4.2.1.3, §4.2.1.12).

use const_oid::ObjectIdentifier;
use der::Encode;
use der::flagset::FlagSet;
use x509_cert::ext::pkix;

use super::walk::{self, tag};

/// The names of the bits, by bit number (RFC 5280 §4.2.1.3).
pub const KEY_USAGES: &[&str] = &[
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
];

/// The names of extended key usages, with their object identifiers.
pub const EXTENDED_KEY_USAGES: &[(&str, &str)] = &[
    ("serverAuth", "1.3.6.1.5.5.7.3.1"),
    ("clientAuth", "1.3.6.1.5.5.7.3.2"),
    ("codeSigning", "1.3.6.1.5.5.7.3.3"),
    ("emailProtection", "1.3.6.1.5.5.7.3.4"),
    ("timeStamping", "1.3.6.1.5.5.7.3.8"),
    ("OCSPSigning", "1.3.6.1.5.5.7.3.9"),
    // RFC 9336
    ("documentSigning", "1.3.6.1.5.5.7.3.36"),
    // RFC 4556 §3.2.4
    ("pkinitClientAuth", "1.3.6.1.5.2.3.4"),
    ("anyExtendedKeyUsage", "2.5.29.37.0"),
    // Microsoft's own numbers
    ("smartcardLogon", "1.3.6.1.4.1.311.20.2.2"),
    ("msDocumentSigning", "1.3.6.1.4.1.311.10.3.12"),
    ("msEncryptedFileSystem", "1.3.6.1.4.1.311.10.3.4"),
];

/// Other spellings that are read.
const SPELLINGS: &[(&str, &str)] = &[
    ("contentCommitment", "nonRepudiation"),
    ("msSmartcardLogin", "smartcardLogon"),
    ("smartcardLogin", "smartcardLogon"),
    ("any", "anyExtendedKeyUsage"),
];

/// A usage that is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown usage {given:?}")]
pub struct UsageError {
    /// As it was typed.
    pub given: String,
    /// What there is.
    pub known: Vec<&'static str>,
}

/// A set of key usage bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct KeyUsage(u16);

impl KeyUsage {
    /// Reads names separated by commas.
    pub fn parse(list: &str) -> Result<Self, UsageError> {
        let mut bits = 0;
        for name in items(list) {
            let bit = KEY_USAGES
                .iter()
                .position(|known| known.eq_ignore_ascii_case(plain(name)));
            bits |= 1
                << bit.ok_or_else(|| UsageError {
                    given: name.to_owned(),
                    known: KEY_USAGES.to_vec(),
                })?;
        }
        Ok(Self(bits))
    }

    /// Whether no bit is set; the extension is then left out, as it must not be empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the key shall decipher: `keyEncipherment` or `dataEncipherment`.
    #[must_use]
    pub fn deciphers(self) -> bool {
        self.0 & 0b1100 != 0
    }

    /// Whether the key shall sign what people or programs send: `digitalSignature` or `nonRepudiation`.
    #[must_use]
    pub fn signs(self) -> bool {
        self.0 & 0b11 != 0
    }

    /// The names, in the order of the bits.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let set = |bit: usize| self.0 & (1 << bit) != 0;
        (0..)
            .zip(KEY_USAGES)
            .filter(|(bit, _)| set(*bit))
            .map(|(_, name)| *name)
            .collect()
    }

    /// The extension's value.
    pub(crate) fn to_der(self) -> der::Result<Vec<u8>> {
        pkix::KeyUsage(FlagSet::new_truncated(self.0)).to_der()
    }

    /// From an extension's value.
    pub(crate) fn from_der(der: &[u8]) -> Option<Self> {
        // A BIT STRING with trailing zero bits is no DER, but is issued all the same.
        let (_, octets) = walk::only(der, tag::BIT_STRING)?.value.split_first()?;
        let bit = |number: usize| {
            let octet = octets.get(number / 8).copied().unwrap_or_default();
            octet & (0x80 >> (number % 8)) != 0
        };
        let bits = (0..KEY_USAGES.len())
            .filter(|number| bit(*number))
            .fold(0, |sum, number| sum | 1 << number);
        Some(Self(bits))
    }
}

/// A list of extended key usages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExtendedKeyUsage(Vec<ObjectIdentifier>);

impl ExtendedKeyUsage {
    /// Reads names or object identifiers separated by commas; a repeated one counts once.
    pub fn parse(list: &str) -> Result<Self, UsageError> {
        let mut oids = Vec::new();
        for name in items(list) {
            let known = EXTENDED_KEY_USAGES
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(plain(name)));
            let oid = ObjectIdentifier::new(known.map_or(name, |(_, oid)| oid)).map_err(|_| {
                UsageError {
                    given: name.to_owned(),
                    known: EXTENDED_KEY_USAGES.iter().map(|(name, _)| *name).collect(),
                }
            })?;
            if !oids.contains(&oid) {
                oids.push(oid);
            }
        }
        Ok(Self(oids))
    }

    /// Whether there is none; the extension is then left out, as it must not be empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names; the dotted form of what has none.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|oid| name_of(&oid.to_string())).collect()
    }

    /// The extension's value.
    pub(crate) fn to_der(&self) -> der::Result<Vec<u8>> {
        pkix::ExtendedKeyUsage(self.0.clone()).to_der()
    }

    /// The names in an extension's value, even of object identifiers that our type does not hold.
    pub(crate) fn names_in(der: &[u8]) -> Option<Vec<String>> {
        let list = walk::only(der, tag::SEQUENCE)?;
        Some(
            walk::each(list.value)
                .filter_map(|oid| walk::dotted(oid.value))
                .map(|oid| name_of(&oid))
                .collect(),
        )
    }
}

fn name_of(oid: &str) -> String {
    let known = EXTENDED_KEY_USAGES.iter().find(|(_, known)| *known == oid);
    known.map_or(oid, |(name, _)| name).to_owned()
}

fn plain(name: &str) -> &str {
    let other = SPELLINGS
        .iter()
        .find(|(spelling, _)| spelling.eq_ignore_ascii_case(name));
    other.map_or(name, |(_, plain)| plain)
}

fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{EXTENDED_KEY_USAGES, ExtendedKeyUsage, KEY_USAGES, KeyUsage};

    #[test]
    fn key_usages_are_read_encoded_and_read_again() {
        let usage = KeyUsage::parse("DigitalSignature, contentCommitment,decipherOnly").unwrap();
        assert_eq!(
            usage.names(),
            ["digitalSignature", "nonRepudiation", "decipherOnly"]
        );
        // RFC 5280 §4.2.1.3: named bits, no trailing zero bits
        assert_eq!(usage.to_der().unwrap(), [3, 3, 7, 0xC0, 0x80]);
        assert_eq!(
            KeyUsage::parse("digitalSignature")
                .unwrap()
                .to_der()
                .unwrap(),
            [3, 2, 7, 0x80]
        );
        for bits in 0..512 {
            assert_eq!(
                KeyUsage::from_der(&KeyUsage(bits).to_der().unwrap()),
                Some(KeyUsage(bits))
            );
        }
        assert_eq!(
            KeyUsage::from_der(&[3, 2, 0, 0x80]).unwrap().names(),
            ["digitalSignature"]
        );
        assert_eq!(KeyUsage::from_der(&[3, 0]), None);
    }

    #[test]
    fn only_encipherment_deciphers() {
        for (name, deciphers) in [
            ("digitalSignature", false),
            ("keyEncipherment", true),
            ("dataEncipherment", true),
            ("keyAgreement", false),
            ("nonRepudiation", false),
        ] {
            assert_eq!(
                KeyUsage::parse(name).unwrap().deciphers(),
                deciphers,
                "{name}"
            );
        }
        assert!(KeyUsage::parse("").unwrap().is_empty());
    }

    #[test]
    fn unknown_names_come_back_with_the_known_ones() {
        let error = KeyUsage::parse("digitalSignature,signing").unwrap_err();
        assert_eq!(
            (error.given.as_str(), error.known.as_slice()),
            ("signing", KEY_USAGES)
        );
        let error = ExtendedKeyUsage::parse("clientAuth,login").unwrap_err();
        assert_eq!(
            (error.given.as_str(), error.known.len()),
            ("login", EXTENDED_KEY_USAGES.len())
        );
    }

    #[test]
    fn extended_key_usages_are_read_by_name_and_number() {
        let usage =
            ExtendedKeyUsage::parse("ClientAuth, 1.3.6.1.5.5.7.3.2,1.2.3.4,msSmartcardLogin")
                .unwrap();
        assert_eq!(usage.names(), ["clientAuth", "1.2.3.4", "smartcardLogon"]);
        let der = usage.to_der().unwrap();
        assert_eq!(ExtendedKeyUsage::names_in(&der).unwrap(), usage.names());
        for (name, oid) in EXTENDED_KEY_USAGES {
            assert_eq!(ExtendedKeyUsage::parse(oid).unwrap().names(), [*name]);
        }
    }
}
