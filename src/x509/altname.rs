//! Subject alternative names (RFC 5280 §4.2.1.6).

use std::net::IpAddr;

use der::asn1::{Any, Ia5String, ObjectIdentifier, OctetString};
use der::{Encode, Tag};
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::{GeneralName, OtherName};

use super::names;
use super::walk::{self, tag};
use crate::profile::{self, Fault, Wildcard, is_control};

/// One alternative name, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AltName {
    /// `dns:` a host name, perhaps with `*` as its first label (RFC 6125 §6.4.3).
    Dns(String),
    /// `email:` an address of RFC 5321 in ASCII.
    Email(String),
    /// `ip:` an IPv4 or IPv6 address.
    Ip(IpAddr),
    /// `uri:` with its scheme.
    Uri(String),
    /// `othername:OID;UTF8:text`, such as a user principal name.
    Other {
        /// Its type, dotted.
        oid: String,
        /// Its value, encoded as `UTF8String`.
        text: String,
    },
}

/// The prefixes, in the words of the contract.
pub const ALT_NAME_TYPES: &[&str] = &["dns", "email", "ip", "uri", "othername"];

/// Why a text is no alternative name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AltNameError {
    /// No prefix, or one that is not known; `guess` is what may have been meant.
    #[error("no known type in {text:?}")]
    Type {
        /// As it was typed.
        text: String,
        /// The same with the prefix that its form suggests.
        guess: Option<String>,
    },
    /// Nothing after the prefix.
    #[error("{kind} is empty")]
    Empty {
        /// The prefix.
        kind: &'static str,
    },
    /// Letters beyond ASCII: a host name is given in its `xn--` form (RFC 5280 §7.2), an address in ASCII.
    #[error("{kind} has {character:?}")]
    NotAscii {
        /// The prefix.
        kind: &'static str,
        /// The first such letter.
        character: char,
    },
    /// A label of a host name that is empty, longer than 63, or has a letter it may not have (RFC 1034 §3.5).
    #[error("label {label:?}")]
    Label {
        /// The label.
        label: String,
    },
    /// A host name of more than 253 characters, or an address of more than 254.
    #[error("{length} characters, at most {most}")]
    TooLong {
        /// Its characters.
        length: usize,
        /// The bound.
        most: usize,
    },
    /// Not of the form that its type wants.
    #[error("{text:?} is no {kind}")]
    Form {
        /// The prefix.
        kind: &'static str,
        /// As it was typed.
        text: String,
    },
}

impl AltName {
    /// Splits lists at their commas. A comma that no known type follows belongs to its name, as in a URI.
    #[must_use]
    pub fn split(lists: &[String]) -> Vec<String> {
        let begins = |text: &str| {
            let kind = text.trim_start().split_once(':').map(|(kind, _)| kind);
            let known = |kind: &str| {
                let mut types = ALT_NAME_TYPES.iter();
                types.any(|it| it.eq_ignore_ascii_case(kind))
            };
            kind.is_some_and(known)
        };
        let mut names: Vec<String> = Vec::new();
        for list in lists {
            for (index, part) in list.split(',').enumerate() {
                match names.last_mut() {
                    Some(last) if index > 0 && !begins(part) => {
                        last.push(',');
                        last.push_str(part);
                    }
                    _ => names.push(part.trim_start().to_owned()),
                }
            }
        }
        names
    }

    /// Reads `dns:…`, `email:…`, `ip:…`, `uri:…`, `othername:OID;UTF8:text`.
    pub fn parse(text: &str) -> Result<Self, AltNameError> {
        let text = text.trim();
        let unknown = || AltNameError::Type {
            text: text.to_owned(),
            guess: guess(text),
        };
        let (prefix, value) = text.split_once(':').ok_or_else(unknown)?;
        let value = value.trim();
        let kind = ALT_NAME_TYPES
            .iter()
            .copied()
            .find(|kind| kind.eq_ignore_ascii_case(prefix.trim()))
            .ok_or_else(unknown)?;
        if value.is_empty() {
            return Err(AltNameError::Empty { kind });
        }
        match kind {
            "dns" => dns(value).map(Self::Dns),
            "email" => email(value).map(Self::Email),
            "ip" => value.parse().map(Self::Ip).map_err(|_| form(kind, value)),
            "uri" => uri(value).map(Self::Uri),
            _ => other(value),
        }
    }

    fn general(&self) -> der::Result<GeneralName> {
        Ok(match self {
            Self::Dns(name) => GeneralName::DnsName(Ia5String::new(name)?),
            Self::Email(address) => GeneralName::Rfc822Name(Ia5String::new(address)?),
            Self::Uri(uri) => GeneralName::UniformResourceIdentifier(Ia5String::new(uri)?),
            Self::Ip(IpAddr::V4(ip)) => GeneralName::IpAddress(OctetString::new(ip.octets())?),
            Self::Ip(IpAddr::V6(ip)) => GeneralName::IpAddress(OctetString::new(ip.octets())?),
            Self::Other { oid, text } => GeneralName::OtherName(OtherName {
                type_id: ObjectIdentifier::new(oid)?,
                value: Any::new(Tag::Utf8String, text.as_bytes())?,
            }),
        })
    }
}

impl std::fmt::Display for AltName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Dns(name) => write!(f, "dns:{name}"),
            Self::Email(address) => write!(f, "email:{address}"),
            Self::Ip(ip) => write!(f, "ip:{ip}"),
            Self::Uri(uri) => write!(f, "uri:{uri}"),
            Self::Other { oid, text } => write!(f, "othername:{oid};UTF8:{text}"),
        }
    }
}

/// `GeneralNames` in DER (RFC 5280 §4.2.1.6).
pub(crate) fn to_der(names: &[AltName]) -> der::Result<Vec<u8>> {
    let names = names
        .iter()
        .map(AltName::general)
        .collect::<der::Result<Vec<_>>>()?;
    SubjectAltName(names).to_der()
}

/// `GeneralNames` as words, whatever they hold.
pub(crate) fn words(der: &[u8]) -> Option<Vec<String>> {
    let names = walk::only(der, tag::SEQUENCE)?;
    Some(
        walk::each(names.value)
            .map(|name| word(name.tag, name.value))
            .collect(),
    )
}

/// Only the addresses (`rfc822Name`).
pub(crate) fn emails(der: &[u8]) -> Vec<String> {
    let names = walk::only(der, tag::SEQUENCE).map_or(&[][..], |names| names.value);
    walk::each(names)
        .filter(|name| name.tag == 0x81)
        .map(|name| String::from_utf8_lossy(name.value).into_owned())
        .collect()
}

/// One `GeneralName`, whatever it holds.
pub(crate) fn word(tag: u8, value: &[u8]) -> String {
    let text = || String::from_utf8_lossy(value);
    match tag {
        0x81 => format!("email:{}", text()),
        0x82 => format!("dns:{}", text()),
        0x86 => format!("uri:{}", text()),
        0x87 => match (<[u8; 4]>::try_from(value), <[u8; 16]>::try_from(value)) {
            (Ok(four), _) => format!("ip:{}", IpAddr::from(four)),
            (_, Ok(sixteen)) => format!("ip:{}", IpAddr::from(sixteen)),
            _ => format!("ip:#{}", hex::encode(value)),
        },
        0x88 => format!("rid:{}", walk::dotted(value).unwrap_or_default()),
        0xA0 => other_word(value).unwrap_or_else(|| format!("othername:#{}", hex::encode(value))),
        0xA4 => format!("dirname:{}", names::display(value)),
        _ => format!("#{}", hex::encode(value)),
    }
}

/// One `GeneralName` as the base of a subtree (RFC 5280 §4.2.1.10): an address there has its mask behind it.
pub(crate) fn tree(tag: u8, value: &[u8]) -> String {
    let half = value.len() / 2;
    let halves = value.split_at_checked(half).filter(|_| tag == 0x87);
    match halves {
        Some((ip, mask)) if matches!(half, 4 | 16) => {
            let mask = word(tag, mask);
            format!("{}/{}", word(tag, ip), mask.trim_start_matches("ip:"))
        }
        _ => word(tag, value),
    }
}

fn other_word(value: &[u8]) -> Option<String> {
    let mut rest = value;
    let oid = walk::dotted(walk::take_tag(&mut rest, tag::OID)?.value)?;
    let inner = walk::take(&mut walk::take_tag(&mut rest, tag::CONTEXT_0)?.value)?;
    Some(match names::string(inner.tag, inner.value) {
        Some(text) => format!("othername:{oid};UTF8:{text}"),
        None => format!("othername:{oid};#{}", hex::encode(inner.whole)),
    })
}

fn form(kind: &'static str, text: &str) -> AltNameError {
    AltNameError::Form {
        kind,
        text: text.to_owned(),
    }
}

fn ascii(kind: &'static str, text: &str) -> Result<(), AltNameError> {
    match profile::not_ascii(text) {
        Some((_, character)) => Err(AltNameError::NotAscii { kind, character }),
        None => Ok(()),
    }
}

/// A fault of a host name or a mailbox in our words.
fn fault(kind: &'static str, text: &str, fault: Fault) -> AltNameError {
    match fault {
        Fault::NotAscii { found, .. } => AltNameError::NotAscii {
            kind,
            character: found,
        },
        Fault::TooLong { most, found } => AltNameError::TooLong {
            length: found,
            most,
        },
        Fault::Label { label } => AltNameError::Label { label },
        _ => form(kind, text),
    }
}

fn dns(text: &str) -> Result<String, AltNameError> {
    match profile::host(text, Wildcard::Allowed) {
        Ok(()) => Ok(text.to_owned()),
        Err(wrong) => Err(fault("dns", text, wrong)),
    }
}

fn email(text: &str) -> Result<String, AltNameError> {
    match profile::mailbox(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(wrong) => Err(fault("email", text, wrong)),
    }
}

/// RFC 3986 §3.1: a scheme, then something; no blanks.
fn uri(text: &str) -> Result<String, AltNameError> {
    ascii("uri", text)?;
    let (scheme, rest) = text.split_once(':').ok_or_else(|| form("uri", text))?;
    let begins = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let letters = scheme
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if begins && letters && !rest.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err(form("uri", text))
    }
}

fn other(text: &str) -> Result<AltName, AltNameError> {
    let refused = || form("othername", text);
    let (oid, value) = text.split_once(';').ok_or_else(refused)?;
    let (prefix, value) = value.split_once(':').ok_or_else(refused)?;
    let known = matches!(prefix.to_ascii_uppercase().as_str(), "UTF8" | "UTF8STRING");
    if !known
        || value.is_empty()
        || value.chars().any(is_control)
        || ObjectIdentifier::new(oid).is_err()
    {
        return Err(refused());
    }
    Ok(AltName::Other {
        oid: oid.to_owned(),
        text: value.to_owned(),
    })
}

/// What a text without prefix looks like.
fn guess(text: &str) -> Option<String> {
    let kinds = ["ip", "email", "dns"];
    if text.contains("://") {
        return Some(format!("uri:{text}"));
    }
    kinds
        .into_iter()
        .map(|kind| format!("{kind}:{text}"))
        .find(|whole| text.contains(['.', ':']) && AltName::parse(whole).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{AltName, AltNameError, emails, to_der, words};

    #[test]
    fn all_types_are_read_encoded_and_shown_again() {
        let texts = [
            "dns:*.spital.example",
            "dns:xn--bcher-kva.example",
            "email:ana.pop+x@spital.example",
            "ip:192.0.2.1",
            "ip:2001:db8::1",
            "uri:https://spital.example/a?b",
            "othername:1.3.6.1.4.1.311.20.2.3;UTF8:ana@spital.example",
        ];
        let names: Vec<AltName> = texts
            .iter()
            .map(|text| AltName::parse(text).unwrap())
            .collect();
        let shown: Vec<String> = names.iter().map(ToString::to_string).collect();
        assert_eq!(shown, texts);
        let der = to_der(&names).unwrap();
        assert_eq!(words(&der).unwrap(), texts);
        assert_eq!(emails(&der), ["ana.pop+x@spital.example"]);
    }

    #[test]
    fn what_is_wrong_is_refused() {
        let refused = |text: &str| AltName::parse(text).expect_err(text);
        assert_eq!(
            refused("dns:bücher.example"),
            AltNameError::NotAscii {
                kind: "dns",
                character: 'ü'
            }
        );
        assert_eq!(refused("dns:"), AltNameError::Empty { kind: "dns" });
        for text in [
            "dns:a..b",
            "dns:-a.b",
            "dns:a b",
            "dns:*",
            "dns:a.*.b",
            "email:a@*.b",
        ] {
            assert!(
                matches!(refused(text), AltNameError::Label { .. }),
                "{text}"
            );
        }
        assert!(matches!(
            refused(&format!("dns:{}.ro", "a".repeat(64))),
            AltNameError::Label { .. }
        ));
        assert!(matches!(
            refused(&format!("dns:{}ro", "a.".repeat(130))),
            AltNameError::TooLong { most: 253, .. }
        ));
        for text in [
            "email:ana",
            "email:@b.ro",
            "email:a b@c.ro",
            "ip:1.2.3",
            "uri:x",
            "uri:1:x",
            "uri:http://a b",
            "othername:x;UTF8:y",
            "othername:1.2.3;IA5:y",
            "othername:1.2.3;UTF8:",
        ] {
            assert!(matches!(refused(text), AltNameError::Form { .. }), "{text}");
        }
        for (text, guess) in [
            ("a@b.ro", "email:a@b.ro"),
            ("192.0.2.1", "ip:192.0.2.1"),
            ("b.ro", "dns:b.ro"),
            ("http://x", "uri:http://x"),
        ] {
            assert_eq!(
                refused(text),
                AltNameError::Type {
                    text: text.into(),
                    guess: Some(guess.into())
                }
            );
        }
        assert_eq!(
            refused("ana"),
            AltNameError::Type {
                text: "ana".into(),
                guess: None
            }
        );
    }
}
