//! Host names and mailboxes in ASCII, as certificates hold them (RFC 5280 §4.2.1.6).

use super::{Fault, Invalid, Valid};

/// Whether the first label may be `*` (RFC 6125 §6.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wildcard {
    /// It may.
    Allowed,
    /// It may not.
    Refused,
}

/// The first letter beyond ASCII, with its place from 1.
pub(crate) fn not_ascii(text: &str) -> Option<(usize, char)> {
    (1..).zip(text.chars()).find(|(_, one)| !one.is_ascii())
}

fn ascii(text: &str, most: usize) -> Result<(), Fault> {
    if let Some((at, found)) = not_ascii(text) {
        return Err(Fault::NotAscii { at, found });
    }
    match text.len() {
        found if found > most => Err(Fault::TooLong { most, found }),
        _ => Ok(()),
    }
}

/// A host name: labels of at most 63 letters, digits, `-` and `_`, together at most 253 (RFC 1034 §3.5).
pub(crate) fn host(text: &str, wildcard: Wildcard) -> Result<(), Fault> {
    ascii(text, 253)?;
    for (place, label) in text.split('.').enumerate() {
        let starred = wildcard == Wildcard::Allowed && place == 0 && label == "*" && text.len() > 2;
        let letters = label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        let edges = label.starts_with('-') || label.ends_with('-');
        if !starred && (label.is_empty() || label.len() > 63 || !letters || edges) {
            return Err(Fault::Label {
                label: label.to_owned(),
            });
        }
    }
    Ok(())
}

/// A mailbox with an unquoted local part (RFC 5321 §4.1.2).
pub(crate) fn mailbox(text: &str) -> Result<(), Fault> {
    ascii(text, 254)?;
    let (local, domain) = text.rsplit_once('@').ok_or(Fault::Form)?;
    let atom = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&byte);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if local.is_empty() || local.len() > 64 || dots || !local.bytes().all(atom) {
        return Err(Fault::Form);
    }
    host(domain, Wildcard::Refused)
}

/// Several labels, the last of which is no number: no address is meant (RFC 1123 §2.1, RFC 3696 §2).
fn qualified(host: &str) -> Result<(), Fault> {
    match host.rsplit_once('.') {
        None => Err(Fault::SingleLabel),
        Some((_, last)) if last.bytes().all(|byte| byte.is_ascii_digit()) => Err(Fault::IpAddress),
        Some(_) => Ok(()),
    }
}

/// A host name, in small letters.
pub(super) fn dns(text: &str) -> Result<Valid, Invalid> {
    if text.parse::<std::net::IpAddr>().is_ok() {
        return Err(Invalid::form(Fault::IpAddress));
    }
    host(text, Wildcard::Refused)
        .and_then(|()| qualified(text))
        .map_err(Invalid::form)?;
    Ok(Valid::new(text.to_ascii_lowercase(), &[]))
}

/// A mailbox, as it was typed.
pub(super) fn email(text: &str) -> Result<Valid, Invalid> {
    mailbox(text).map_err(Invalid::form)?;
    let (_, domain) = text.rsplit_once('@').unwrap_or_default();
    qualified(domain).map_err(Invalid::form)?;
    Ok(Valid::new(text, &[]))
}
