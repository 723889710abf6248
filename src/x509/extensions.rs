//! Extensions of requests and certificates, read leniently (RFC 5280 §4.2): one that is odd hides no other.

use super::altname;
use super::usage::{ExtendedKeyUsage, KeyUsage};
use super::walk::{self, tag};

/// `subjectAltName` (RFC 5280 §4.2.1.6).
pub(crate) const ALT_NAMES: &str = "2.5.29.17";
/// `basicConstraints` (RFC 5280 §4.2.1.9).
pub(crate) const BASIC_CONSTRAINTS: &str = "2.5.29.19";
/// `keyUsage` (RFC 5280 §4.2.1.3).
pub(crate) const KEY_USAGE: &str = "2.5.29.15";
/// `extKeyUsage` (RFC 5280 §4.2.1.12).
pub(crate) const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
/// `qcStatements` (RFC 3739 §3.2.6).
pub(crate) const QC_STATEMENTS: &str = "1.3.6.1.5.5.7.1.3";
/// `id-etsi-qcs-QcCompliance` (ETSI EN 319 412-5 §4.2.1).
const QC_COMPLIANCE: &str = "0.4.0.1862.1.1";

/// One extension in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionWords {
    /// Its name, or its number where it has none here.
    pub name: String,
    /// Whether it is marked critical.
    pub critical: bool,
    /// Its value; hex of the DER where it cannot be told in words.
    pub value: String,
}

/// All extensions, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Extensions(Vec<Extension>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Extension {
    oid: String,
    critical: bool,
    value: Vec<u8>,
}

impl Extensions {
    /// From the content of `Extensions ::= SEQUENCE OF Extension`.
    pub(crate) fn read(list: &[u8]) -> Self {
        Self(
            walk::each(list)
                .filter_map(|one| extension(one.value))
                .collect(),
        )
    }

    /// The value of one, if it is there.
    pub(crate) fn get(&self, oid: &str) -> Option<&[u8]> {
        self.0
            .iter()
            .find(|one| one.oid == oid)
            .map(|one| one.value.as_slice())
    }

    pub(crate) fn key_usage(&self) -> Option<KeyUsage> {
        self.get(KEY_USAGE).and_then(KeyUsage::from_der)
    }

    pub(crate) fn extended_key_usage(&self) -> Option<Vec<String>> {
        self.get(EXTENDED_KEY_USAGE)
            .and_then(ExtendedKeyUsage::names_in)
    }

    /// `cA` of basic constraints.
    pub(crate) fn is_ca(&self) -> bool {
        self.get(BASIC_CONSTRAINTS)
            .and_then(ca_flag)
            .unwrap_or(false)
    }

    pub(crate) fn emails(&self) -> Vec<String> {
        self.get(ALT_NAMES).map(altname::emails).unwrap_or_default()
    }

    pub(crate) fn alt_names(&self) -> Vec<String> {
        self.get(ALT_NAMES)
            .and_then(altname::words)
            .unwrap_or_default()
    }

    /// Whether the issuer declares a qualified certificate; `None` when the statements cannot be read.
    pub(crate) fn qualified(&self) -> Option<bool> {
        let Some(der) = self.get(QC_STATEMENTS) else {
            return Some(false);
        };
        let list = walk::only(der, tag::SEQUENCE)?;
        let is_compliance = |statement: &[u8]| {
            let mut fields = statement;
            let oid = walk::take_tag(&mut fields, tag::OID).and_then(|oid| walk::dotted(oid.value));
            oid.as_deref() == Some(QC_COMPLIANCE)
        };
        Some(walk::each(list.value).any(|statement| is_compliance(statement.value)))
    }

    /// All of them, each as far as it can be told.
    pub(crate) fn facts(&self) -> Vec<super::facts::ExtensionFacts> {
        let tell = |one: &Extension| super::facts::of(&one.oid, one.critical, &one.value);
        self.0.iter().map(tell).collect()
    }

    pub(crate) fn words(&self) -> Vec<ExtensionWords> {
        self.0.iter().map(words).collect()
    }
}

fn extension(fields: &[u8]) -> Option<Extension> {
    let mut rest = fields;
    let oid = walk::dotted(walk::take_tag(&mut rest, tag::OID)?.value)?;
    let critical = walk::take_tag(&mut rest, tag::BOOLEAN);
    let value = walk::take_tag(&mut rest, tag::OCTET_STRING)?.value.to_vec();
    Some(Extension {
        oid,
        critical: critical.is_some_and(|flag| flag.value != [0]),
        value,
    })
}

fn ca_flag(der: &[u8]) -> Option<bool> {
    let mut fields = walk::only(der, tag::SEQUENCE)?.value;
    let flag = walk::take_tag(&mut fields, tag::BOOLEAN);
    Some(flag.is_some_and(|flag| flag.value != [0]))
}

fn words(extension: &Extension) -> ExtensionWords {
    let der = extension.value.as_slice();
    let (name, value) = match extension.oid.as_str() {
        KEY_USAGE => (
            "keyUsage",
            KeyUsage::from_der(der).map(|usage| usage.names().join(", ")),
        ),
        EXTENDED_KEY_USAGE => (
            "extendedKeyUsage",
            ExtendedKeyUsage::names_in(der).map(|names| names.join(", ")),
        ),
        ALT_NAMES => (
            "subjectAltName",
            altname::words(der).map(|names| names.join(", ")),
        ),
        BASIC_CONSTRAINTS => (
            "basicConstraints",
            ca_flag(der).map(|flag| format!("CA:{flag}")),
        ),
        "2.5.29.14" => ("subjectKeyIdentifier", None),
        "2.5.29.32" => ("certificatePolicies", None),
        oid => (oid, None),
    };
    ExtensionWords {
        name: name.to_owned(),
        critical: extension.critical,
        value: value.unwrap_or_else(|| format!("#{}", hex::encode(der))),
    }
}

#[cfg(test)]
mod tests {
    use super::Extensions;

    #[test]
    fn an_odd_extension_hides_no_other() {
        // an empty one, one without value, keyUsage with rubbish, basicConstraints CA:TRUE
        let list = hex::decode(
            "30003005060355041130090603551d0f040205ff300f0603551d130101ff040530030101ff",
        )
        .unwrap();
        let extensions = Extensions::read(&list);
        assert!(extensions.is_ca());
        assert_eq!(extensions.key_usage(), None);
        let words: Vec<String> = extensions
            .words()
            .iter()
            .map(|one| format!("{} {} {}", one.name, one.critical, one.value))
            .collect();
        assert_eq!(
            words,
            ["keyUsage false #05ff", "basicConstraints true CA:true"]
        );
        assert_eq!(extensions.qualified(), Some(false));
    }
}
