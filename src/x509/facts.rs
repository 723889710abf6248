//! What extensions say, one statement at a time (RFC 5280 §4.2, RFC 3739 §3.2.6, ETSI EN 319 412-5): the faces make
//! sentences of it. What is not known here stays as its number and hex.

use schemars::JsonSchema;
use serde::Serialize;

use super::extensions as own;
use super::usage::{ExtendedKeyUsage, KeyUsage};
use super::walk::{self, tag};
use super::{altname, names};

mod qualified;

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// What the key may do, by the name of RFC 5280 §4.2.1.3.
    KeyUsage,
    /// What it is for, by name, else by number.
    ExtendedKeyUsage,
    /// `true`: an authority's certificate.
    Authority,
    /// How many authorities may stand below it.
    PathLength,
    /// The number of the rules under which it was issued, with their name where it is known.
    Policy,
    /// Where these rules stand.
    Rules,
    /// What the rules want read.
    Notice,
    /// Another name of the holder.
    AltName,
    /// Another name of the issuer.
    IssuerAltName,
    /// The mark of the key, hex.
    KeyIdentifier,
    /// The mark of the issuer's key, hex.
    AuthorityKeyIdentifier,
    /// The issuer's issuer.
    AuthorityIssuer,
    /// The serial number of the issuer's certificate, hex.
    AuthoritySerial,
    /// Where the list of revoked certificates is.
    RevocationList,
    /// Where the list of the last changes is.
    FreshestList,
    /// Where one asks whether it is revoked.
    Ocsp,
    /// Where the issuer's certificate is.
    IssuerCertificate,
    /// Another service: its number and its place.
    Access,
    /// It is qualified.
    QcCompliance,
    /// The key lives on a device that signs and seals for qualified purposes.
    QcDevice,
    /// What it is for: `esign`, `eseal`, `web`, or a number.
    QcType,
    /// Where the issuer's terms stand: language and address.
    QcTerms,
    /// Years for which the issuer keeps what it knows.
    QcRetention,
    /// Highest amount of a transaction: currency, amount.
    QcLimit,
    /// The country by whose law it is qualified.
    QcLegislation,
    /// How names and numbers in it are meant: a number, with its name where it is known.
    QcSemantics,
    /// A payment service's roles and its authority.
    QcPayment,
    /// Another statement: its number.
    QcOther,
    /// Only names within this one.
    Permitted,
    /// No names within this one.
    Excluded,
    /// A constraint on rules, as it is called in RFC 5280.
    Constraint,
    /// The revocation of this certificate is not asked for (RFC 6960 §4.2.2.2.1).
    NoOcspCheck,
    /// How many public logs promise to list it (RFC 6962).
    Logs,
    /// What the server must offer (RFC 7633).
    Feature,
    /// From which template it was made.
    Template,
    /// A remark.
    Remark,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// What it says.
    pub value: String,
}

/// One extension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExtensionFacts {
    /// Its number, dotted.
    pub oid: String,
    /// Its name in the standards; `null` where it is not known here.
    pub name: Option<&'static str>,
    /// A program that does not know it must refuse the certificate.
    pub critical: bool,
    /// What it says; empty where that is not known.
    pub facts: Vec<Fact>,
    /// Its value, lower-case hex, where it is not told in statements.
    pub hex: Option<String>,
}

/// The names of extensions.
const NAMES: &[(&str, &str)] = &[
    ("2.5.29.9", "subjectDirectoryAttributes"),
    ("2.5.29.14", "subjectKeyIdentifier"),
    ("2.5.29.15", "keyUsage"),
    ("2.5.29.16", "privateKeyUsagePeriod"),
    ("2.5.29.17", "subjectAltName"),
    ("2.5.29.18", "issuerAltName"),
    ("2.5.29.19", "basicConstraints"),
    ("2.5.29.30", "nameConstraints"),
    ("2.5.29.31", "cRLDistributionPoints"),
    ("2.5.29.32", "certificatePolicies"),
    ("2.5.29.33", "policyMappings"),
    ("2.5.29.35", "authorityKeyIdentifier"),
    ("2.5.29.36", "policyConstraints"),
    ("2.5.29.37", "extKeyUsage"),
    ("2.5.29.46", "freshestCRL"),
    ("2.5.29.54", "inhibitAnyPolicy"),
    ("1.3.6.1.5.5.7.1.1", "authorityInfoAccess"),
    ("1.3.6.1.5.5.7.1.3", "qcStatements"),
    ("1.3.6.1.5.5.7.1.11", "subjectInfoAccess"),
    ("1.3.6.1.5.5.7.1.24", "tlsFeature"),
    ("1.3.6.1.5.5.7.48.1.5", "ocspNoCheck"),
    ("1.3.6.1.4.1.11129.2.4.2", "signedCertificateTimestamps"),
    ("1.3.6.1.4.1.311.20.2", "certificateTemplateName"),
    ("1.3.6.1.4.1.311.21.1", "caVersion"),
    ("1.3.6.1.4.1.311.21.7", "certificateTemplate"),
    ("1.3.6.1.4.1.311.21.10", "applicationPolicies"),
    ("2.16.840.1.113730.1.1", "netscapeCertType"),
    ("2.16.840.1.113730.1.13", "netscapeComment"),
];

/// Rules that have a name (ETSI EN 319 411-1 §5.3, 319 411-2 §5.3, RFC 5280 §4.2.1.4).
const POLICIES: &[(&str, &str)] = &[
    ("2.5.29.32.0", "anyPolicy"),
    ("0.4.0.2042.1.1", "NCP"),
    ("0.4.0.2042.1.2", "NCP+"),
    ("0.4.0.2042.1.3", "LCP"),
    ("0.4.0.194112.1.0", "QCP-n"),
    ("0.4.0.194112.1.1", "QCP-l"),
    ("0.4.0.194112.1.2", "QCP-n-qscd"),
    ("0.4.0.194112.1.3", "QCP-l-qscd"),
    ("0.4.0.194112.1.4", "QEVCP-w"),
    ("0.4.0.1456.1.1", "QCP public + SSCD"),
    ("0.4.0.1456.1.2", "QCP public"),
];

/// One extension, as far as it can be told.
pub(crate) fn of(oid: &str, critical: bool, der: &[u8]) -> ExtensionFacts {
    let facts = told(oid, der).filter(|facts| !facts.is_empty());
    ExtensionFacts {
        oid: oid.to_owned(),
        name: named(NAMES, oid),
        critical,
        hex: facts.is_none().then(|| hex::encode(der)),
        facts: facts.unwrap_or_default(),
    }
}

fn named(table: &[(&'static str, &'static str)], oid: &str) -> Option<&'static str> {
    let found = table.iter().find(|(known, _)| *known == oid);
    found.map(|(_, name)| *name)
}

/// A number with its name behind it.
fn with_name(table: &[(&'static str, &'static str)], oid: &str) -> String {
    match named(table, oid) {
        Some(name) => format!("{oid} ({name})"),
        None => oid.to_owned(),
    }
}

fn fact(kind: FactKind, value: impl Into<String>) -> Fact {
    Fact {
        kind,
        value: value.into(),
    }
}

fn all(kind: FactKind, values: impl IntoIterator<Item = impl Into<String>>) -> Vec<Fact> {
    let values = values.into_iter();
    values.map(|value| fact(kind, value)).collect()
}

/// `None`: not known, or not what the standard says it is.
fn told(oid: &str, der: &[u8]) -> Option<Vec<Fact>> {
    Some(match oid {
        own::KEY_USAGE => all(FactKind::KeyUsage, KeyUsage::from_der(der)?.names()),
        own::EXTENDED_KEY_USAGE => {
            all(FactKind::ExtendedKeyUsage, ExtendedKeyUsage::names_in(der)?)
        }
        own::ALT_NAMES => all(FactKind::AltName, altname::words(der)?),
        "2.5.29.18" => all(FactKind::IssuerAltName, altname::words(der)?),
        own::BASIC_CONSTRAINTS => basic(der)?,
        own::QC_STATEMENTS => qualified::statements(der)?,
        "2.5.29.14" => {
            let octets = walk::only(der, tag::OCTET_STRING)?.value;
            vec![fact(FactKind::KeyIdentifier, hex::encode(octets))]
        }
        "2.5.29.35" => authority(der)?,
        "2.5.29.32" => policies(der)?,
        "2.5.29.31" => all(FactKind::RevocationList, points(der)?),
        "2.5.29.46" => all(FactKind::FreshestList, points(der)?),
        "1.3.6.1.5.5.7.1.1" | "1.3.6.1.5.5.7.1.11" => access(der)?,
        "2.5.29.30" => constraints(der)?,
        "2.5.29.36" => policy_constraints(der)?,
        "2.5.29.54" => {
            let skip = number(walk::only(der, tag::INTEGER)?.value)?;
            vec![fact(
                FactKind::Constraint,
                format!("inhibitAnyPolicy {skip}"),
            )]
        }
        "1.3.6.1.5.5.7.48.1.5" => vec![fact(FactKind::NoOcspCheck, "")],
        "1.3.6.1.5.5.7.1.24" => features(der)?,
        "1.3.6.1.4.1.11129.2.4.2" => vec![fact(FactKind::Logs, logs(der)?.to_string())],
        "1.3.6.1.4.1.311.20.2" => vec![fact(FactKind::Template, string(der)?)],
        "1.3.6.1.4.1.311.21.7" => {
            let mut fields = walk::only(der, tag::SEQUENCE)?.value;
            let oid = walk::dotted(walk::take_tag(&mut fields, tag::OID)?.value)?;
            vec![fact(FactKind::Template, oid)]
        }
        "2.16.840.1.113730.1.13" => vec![fact(FactKind::Remark, string(der)?)],
        _ => return None,
    })
}

/// `BasicConstraints` (RFC 5280 §4.2.1.9).
fn basic(der: &[u8]) -> Option<Vec<Fact>> {
    let mut fields = walk::only(der, tag::SEQUENCE)?.value;
    let flag = walk::take_tag(&mut fields, tag::BOOLEAN).is_some_and(|flag| flag.value != [0]);
    let mut facts = vec![fact(FactKind::Authority, flag.to_string())];
    if let Some(length) = walk::take_tag(&mut fields, tag::INTEGER) {
        facts.push(fact(
            FactKind::PathLength,
            number(length.value)?.to_string(),
        ));
    }
    Some(facts)
}

/// `AuthorityKeyIdentifier` (RFC 5280 §4.2.1.1).
fn authority(der: &[u8]) -> Option<Vec<Fact>> {
    let fields = walk::only(der, tag::SEQUENCE)?.value;
    let mut facts = Vec::new();
    for field in walk::each(fields) {
        match field.tag {
            0x80 => facts.push(fact(
                FactKind::AuthorityKeyIdentifier,
                hex::encode(field.value),
            )),
            0xA1 => facts.extend(all(
                FactKind::AuthorityIssuer,
                walk::each(field.value).map(|name| altname::word(name.tag, name.value)),
            )),
            0x82 => facts.push(fact(FactKind::AuthoritySerial, hex::encode(field.value))),
            _ => {}
        }
    }
    Some(facts)
}

/// `CertificatePolicies` (RFC 5280 §4.2.1.4).
fn policies(der: &[u8]) -> Option<Vec<Fact>> {
    let mut facts = Vec::new();
    for policy in walk::each(walk::only(der, tag::SEQUENCE)?.value) {
        let mut fields = policy.value;
        let oid = walk::dotted(walk::take_tag(&mut fields, tag::OID)?.value)?;
        facts.push(fact(FactKind::Policy, with_name(POLICIES, &oid)));
        let Some(qualifiers) = walk::take_tag(&mut fields, tag::SEQUENCE) else {
            continue;
        };
        for qualifier in walk::each(qualifiers.value) {
            let mut fields = qualifier.value;
            let oid = walk::take_tag(&mut fields, tag::OID).and_then(|it| walk::dotted(it.value));
            let Some(value) = walk::take(&mut fields) else {
                continue;
            };
            match oid.as_deref() {
                Some("1.3.6.1.5.5.7.2.1") => {
                    let text = names::string(value.tag, value.value);
                    facts.extend(text.map(|text| fact(FactKind::Rules, text)));
                }
                Some("1.3.6.1.5.5.7.2.2") => {
                    let texts = walk::each(value.value);
                    let texts = texts.filter_map(|it| names::string(it.tag, it.value));
                    facts.extend(all(FactKind::Notice, texts));
                }
                _ => {}
            }
        }
    }
    Some(facts)
}

/// The names in `CRLDistributionPoints` (RFC 5280 §4.2.1.13).
fn points(der: &[u8]) -> Option<Vec<String>> {
    let list = walk::only(der, tag::SEQUENCE)?.value;
    let full = |point: walk::Element<'_>| {
        let outer = walk::each(point.value).find(|field| field.tag == tag::CONTEXT_0)?;
        let inner = walk::each(outer.value).find(|field| field.tag == tag::CONTEXT_0)?;
        let words = walk::each(inner.value).map(|name| altname::word(name.tag, name.value));
        Some(words.collect::<Vec<_>>())
    };
    Some(walk::each(list).filter_map(full).flatten().collect())
}

/// `AuthorityInfoAccessSyntax` (RFC 5280 §4.2.2.1).
fn access(der: &[u8]) -> Option<Vec<Fact>> {
    let mut facts = Vec::new();
    for one in walk::each(walk::only(der, tag::SEQUENCE)?.value) {
        let mut fields = one.value;
        let oid = walk::dotted(walk::take_tag(&mut fields, tag::OID)?.value)?;
        let place = walk::take(&mut fields)?;
        let place = altname::word(place.tag, place.value);
        facts.push(match oid.as_str() {
            "1.3.6.1.5.5.7.48.1" => fact(FactKind::Ocsp, place),
            "1.3.6.1.5.5.7.48.2" => fact(FactKind::IssuerCertificate, place),
            _ => fact(FactKind::Access, format!("{oid} {place}")),
        });
    }
    Some(facts)
}

/// `NameConstraints` (RFC 5280 §4.2.1.10).
fn constraints(der: &[u8]) -> Option<Vec<Fact>> {
    let mut facts = Vec::new();
    for side in walk::each(walk::only(der, tag::SEQUENCE)?.value) {
        let kind = match side.tag {
            0xA0 => FactKind::Permitted,
            0xA1 => FactKind::Excluded,
            _ => continue,
        };
        for subtree in walk::each(side.value) {
            let name = walk::each(subtree.value).next()?;
            facts.push(fact(kind, altname::tree(name.tag, name.value)));
        }
    }
    Some(facts)
}

/// `PolicyConstraints` (RFC 5280 §4.2.1.11).
fn policy_constraints(der: &[u8]) -> Option<Vec<Fact>> {
    let mut facts = Vec::new();
    for field in walk::each(walk::only(der, tag::SEQUENCE)?.value) {
        let name = match field.tag {
            0x80 => "requireExplicitPolicy",
            0x81 => "inhibitPolicyMapping",
            _ => continue,
        };
        let count = number(field.value)?;
        facts.push(fact(FactKind::Constraint, format!("{name} {count}")));
    }
    Some(facts)
}

/// RFC 7633 §4.1; the numbers are those of TLS extensions.
fn features(der: &[u8]) -> Option<Vec<Fact>> {
    let list = walk::only(der, tag::SEQUENCE)?.value;
    let name = |one: walk::Element<'_>| {
        let number = number(one.value)?;
        Some(match number {
            5 => "status_request".to_owned(),
            17 => "status_request_v2".to_owned(),
            other => other.to_string(),
        })
    };
    Some(all(FactKind::Feature, walk::each(list).filter_map(name)))
}

/// How many timestamps there are (RFC 6962 §3.3): a list with lengths of two octets, in an OCTET STRING.
fn logs(der: &[u8]) -> Option<usize> {
    let list = walk::only(der, tag::OCTET_STRING)?.value;
    let mut rest = list.get(2..)?;
    let mut count = 0;
    while let [high, low, more @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        rest = more.get(length..)?;
        count += 1;
    }
    Some(count)
}

fn string(der: &[u8]) -> Option<String> {
    let element = walk::take(&mut { der })?;
    names::string(element.tag, element.value)
}

/// A number that is not negative and not beyond all measure.
fn number(content: &[u8]) -> Option<u64> {
    let negative = content.first().is_none_or(|first| first & 0x80 != 0);
    if negative || content.len() > 8 {
        return None;
    }
    let digits = content.iter();
    Some(digits.fold(0, |sum, octet| (sum << 8) | u64::from(*octet)))
}

#[cfg(test)]
mod tests;
