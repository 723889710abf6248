//! Distinguished names as authorities and tools write them.
//!
//! Characters are given as they stand in the name, apart from OpenSSL's forms, which escape what they escape.

use std::fmt::Write;

use super::names::{self, NamePart};
use super::{attribute, walk};
use crate::profile::{NameFormat, OrgIdName};

/// `organizationIdentifier` (ETSI EN 319 412-1 §5.1.4).
const ORGANIZATION_IDENTIFIER: &str = "2.5.4.97";

/// The name in this form, with 2.5.4.97 called so.
#[must_use]
pub fn render(der: &[u8], format: NameFormat, org_id: OrgIdName) -> String {
    written(&names::parts(der), format, org_id)
}

fn written(parts: &[Vec<NamePart>], format: NameFormat, org_id: OrgIdName) -> String {
    match format {
        NameFormat::AsCertificate => plain(parts, ", ", org_id),
        NameFormat::Commas => plain(parts, ",", org_id),
        NameFormat::Rfc4514 => rfc4514(parts, org_id),
        NameFormat::Slashes => slashes(parts, org_id),
        NameFormat::Oneline => oneline(parts, org_id),
        NameFormat::Text => text(&slashes(parts, org_id)),
    }
}

/// A name as one tool or authority writes it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct NameForm {
    /// How its parts are put together.
    pub format: NameFormat,
    /// What 2.5.4.97 is called in it; `null` for a name without it.
    pub organization_identifier: Option<OrgIdName>,
    /// The value of 2.5.4.97 stands in hex (RFC 4514 §2.4), as tools write it that do not know the type.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hex: bool,
    /// The name.
    pub text: String,
}

/// The name in every form, each text once: what is written on forms, in portals and by tools.
#[must_use]
pub fn forms(der: &[u8]) -> Vec<NameForm> {
    let parts = names::parts(der);
    let mut bare = parts.clone();
    let mut has = false;
    for part in bare.iter_mut().flatten() {
        if part.oid == ORGANIZATION_IDENTIFIER {
            part.text = None;
            has = true;
        }
    }
    let org_ids = if has {
        OrgIdName::ALL
    } else {
        &[OrgIdName::Name]
    };
    let mut all: Vec<NameForm> = Vec::new();
    for (parts, hex) in [(&parts, false), (&bare, true)] {
        if hex && !has {
            continue;
        }
        for format in NameFormat::ALL {
            for org_id in org_ids {
                let text = written(parts, *format, *org_id);
                if all.iter().all(|one| one.text != text) {
                    all.push(NameForm {
                        format: *format,
                        organization_identifier: has.then_some(*org_id),
                        hex,
                        text,
                    });
                }
            }
        }
    }
    all
}

fn label(part: &NamePart, org_id: OrgIdName) -> &str {
    match part.oid.as_str() {
        ORGANIZATION_IDENTIFIER => org_id.name(),
        _ => &part.label,
    }
}

/// RDNs parted by `between`, the attributes of one by `within`.
fn joined<'a>(
    rdns: impl Iterator<Item = &'a Vec<NamePart>>,
    (between, within): (&str, &str),
    show: impl Fn(&NamePart) -> String,
) -> String {
    let rdns: Vec<String> = rdns
        .map(|rdn| rdn.iter().map(&show).collect::<Vec<_>>().join(within))
        .collect();
    rdns.join(between)
}

fn hex_value(part: &NamePart) -> String {
    format!("#{}", hex::encode_upper(&part.der))
}

/// Nothing escaped: for people, who compare it with what a viewer shows.
fn plain(parts: &[Vec<NamePart>], between: &str, org_id: OrgIdName) -> String {
    joined(parts.iter(), (between, "+"), |part| {
        let value = part.text.clone().unwrap_or_else(|| hex_value(part));
        format!("{}={value}", label(part, org_id))
    })
}

/// RFC 4514: the last attribute first, values of types without a descriptor in hex (§2.4).
fn rfc4514(parts: &[Vec<NamePart>], org_id: OrgIdName) -> String {
    let reversed: Vec<Vec<NamePart>> = parts
        .iter()
        .rev()
        .map(|rdn| rdn.iter().rev().cloned().collect())
        .collect();
    joined(reversed.iter(), (",", "+"), |part| {
        match (&part.text, attribute::by_oid(&part.oid)) {
            (Some(text), Some(_)) => format!("{}={}", descriptor(part, org_id), escaped(text)),
            _ => format!("{}={}", part.oid, hex_value(part)),
        }
    })
}

/// The LDAP descriptors where ours differ (RFC 4514 §3, RFC 4519).
fn descriptor(part: &NamePart, org_id: OrgIdName) -> &str {
    match part.oid.as_str() {
        "2.5.4.4" => "sn",
        "2.5.4.9" => "STREET",
        "2.5.4.42" => "givenName",
        _ => label(part, org_id),
    }
}

/// Whether a character is special there (RFC 4514 §2.4): always, as the first, as the last.
fn is_special(letter: char, first: bool, last: bool) -> bool {
    match letter {
        ',' | '+' | '<' | '>' | ';' => true,
        ' ' => first || last,
        '#' => first,
        _ => false,
    }
}

fn placed(text: &str) -> impl Iterator<Item = (char, bool, bool)> {
    let end = text.chars().count().saturating_sub(1);
    let places = text.chars().enumerate();
    places.map(move |(place, letter)| (letter, place == 0, place == end))
}

/// RFC 4514 §2.4; control characters in hex, which it allows.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (letter, first, last) in placed(text) {
        if letter.is_ascii_control() {
            hex_pairs(&mut escaped, letter, "\\");
            continue;
        }
        if is_special(letter, first, last) || matches!(letter, '"' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The octets of a character in UTF-8 as pairs of hex digits.
fn hex_pairs(text: &mut String, letter: char, before: &str) {
    for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
        // A String takes everything.
        let _ = write!(text, "{before}{byte:02X}");
    }
}

/// `ASN1_STRFLGS_ESC_QUOTE` of OpenSSL: quotes around a value with special characters, UTF-8 in hex.
fn quoted(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let mut quotes = false;
    for (letter, first, last) in placed(text) {
        if letter.is_ascii_control() || !letter.is_ascii() {
            hex_pairs(&mut value, letter, "\\");
            continue;
        }
        // OpenSSL takes a `#` that stands alone for the last character only.
        quotes |= is_special(letter, first && (letter != '#' || !last), last);
        if matches!(letter, '"' | '\\') {
            value.push('\\');
        }
        value.push(letter);
    }
    if quotes {
        format!("\"{value}\"")
    } else {
        value
    }
}

/// `XN_FLAG_ONELINE` of OpenSSL.
fn oneline(parts: &[Vec<NamePart>], org_id: OrgIdName) -> String {
    joined(parts.iter(), (", ", " + "), |part| {
        let value = part.text.as_deref().map(quoted);
        let value = value.unwrap_or_else(|| hex_value(part));
        format!("{} = {value}", label(part, org_id))
    })
}

/// `X509_NAME_oneline` of OpenSSL: the octets of the value, whatever its type.
fn slashes(parts: &[Vec<NamePart>], org_id: OrgIdName) -> String {
    let mut name = String::new();
    for rdn in parts {
        for (place, part) in rdn.iter().enumerate() {
            name.push(if place == 0 { '/' } else { '+' });
            name.push_str(label(part, org_id));
            name.push('=');
            for byte in walk::take(&mut part.der.as_slice()).map_or(&[][..], |value| value.value) {
                match char::from(*byte) {
                    letter @ ('/' | '+') => name.extend(['\\', letter]),
                    letter @ ' '..='~' => name.push(letter),
                    // A String takes everything.
                    _ => drop(write!(name, "\\x{byte:02X}")),
                }
            }
        }
    }
    name
}

/// `X509_NAME_print` of OpenSSL: a slash before one or two capitals and `=` becomes a comma, any other one stays.
fn text(slashes: &str) -> String {
    let begins_part = |rest: &str| {
        let kind = rest.split('=').next().unwrap_or_default();
        let capitals = kind.bytes().all(|byte| byte.is_ascii_uppercase());
        (1..=2).contains(&kind.len()) && capitals && kind.len() < rest.len()
    };
    let mut pieces = slashes.strip_prefix('/').unwrap_or(slashes).split('/');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str(if begins_part(piece) { ", " } else { "/" });
        text.push_str(piece);
    }
    text
}

#[cfg(test)]
mod tests;
