//! `pkcs11:` URIs (RFC 7512): to choose a token or an object, and to name a token.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use super::{KeyId, SlotId, TokenId};

/// A checked URI. Values are percent-decoded and without blanks and NULs at their end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TokenUri {
    /// `token`: the label.
    pub label: Option<String>,
    /// `manufacturer`.
    pub manufacturer: Option<String>,
    /// `model`.
    pub model: Option<String>,
    /// `serial`.
    pub serial: Option<String>,
    /// `slot-id`.
    pub slot: Option<SlotId>,
    /// `slot-description`.
    pub slot_description: Option<String>,
    /// `id` of an object.
    pub id: Option<KeyId>,
    /// `object`: an object's label.
    pub object: Option<String>,
    /// The file of `pin-source`.
    pub pin_file: Option<String>,
    /// Attributes that nobody knows: such a URI matches nothing, and they are named.
    pub unknown: Vec<String>,
    /// `module-path` and `module-name`, for the caller to compare with the module in use.
    pub modules: Vec<(String, String)>,
}

/// Why a URI is refused before any token is asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UriError {
    /// It does not begin with `pkcs11:`.
    #[error("no pkcs11: URI")]
    Scheme,
    /// A part without `=`, twice the same attribute, or bytes that are no text.
    #[error("malformed at {part}")]
    Malformed {
        /// The part.
        part: String,
    },
    /// An attribute that we never take.
    #[error("attribute {name} refused")]
    Refused {
        /// Its name.
        name: String,
    },
}

impl TokenUri {
    /// Reads a URI.
    pub fn parse(text: &str) -> Result<Self, UriError> {
        let rest = text.strip_prefix("pkcs11:").ok_or(UriError::Scheme)?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut uri = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        let parts = path.split(';').map(|part| (part, true));
        for (part, in_path) in parts.chain(query.split('&').map(|part| (part, false))) {
            if part.is_empty() {
                continue;
            }
            let malformed = || UriError::Malformed {
                part: part.to_owned(),
            };
            let (name, value) = part.split_once('=').ok_or_else(malformed)?;
            if seen.contains(&name) {
                return Err(malformed());
            }
            seen.push(name);
            if in_path {
                uri.path(name, value, malformed)?;
            } else {
                uri.query(name, value, malformed)?;
            }
        }
        Ok(uri)
    }

    fn path(
        &mut self,
        name: &str,
        value: &str,
        malformed: impl Fn() -> UriError,
    ) -> Result<(), UriError> {
        let text = || decoded(value).ok_or_else(&malformed);
        match name {
            "token" => self.label = Some(text()?),
            "manufacturer" => self.manufacturer = Some(text()?),
            "model" => self.model = Some(text()?),
            "serial" => self.serial = Some(text()?),
            "slot-description" => self.slot_description = Some(text()?),
            "object" => self.object = Some(text()?),
            "slot-id" => self.slot = Some(SlotId(text()?.parse().map_err(|_| malformed())?)),
            "id" => self.id = Some(KeyId(percent_decode_str(value).collect())),
            "type" if matches!(value, "cert" | "public" | "private") => {}
            _ => self.unknown.push(name.to_owned()),
        }
        Ok(())
    }

    fn query(
        &mut self,
        name: &str,
        value: &str,
        malformed: impl Fn() -> UriError,
    ) -> Result<(), UriError> {
        let text = decoded(value).ok_or_else(&malformed)?;
        match name {
            "pin-source" => match text.strip_prefix("file:") {
                Some(path) => {
                    self.pin_file = Some(path.strip_prefix("//").unwrap_or(path).to_owned());
                }
                // `|command` and everything else would run or read what nobody sees.
                None => {
                    return Err(UriError::Refused {
                        name: name.to_owned(),
                    });
                }
            },
            "pin-value" => {
                return Err(UriError::Refused {
                    name: name.to_owned(),
                });
            }
            "module-path" | "module-name" => self.modules.push((name.to_owned(), text)),
            _ => self.unknown.push(name.to_owned()),
        }
        Ok(())
    }

    /// Whether the token of this slot is meant, as far as the URI says.
    #[must_use]
    pub fn fits(&self, slot: SlotId, description: &str, token: Option<&TokenId>) -> bool {
        let told = |wanted: &Option<String>, got: Option<&String>| {
            wanted
                .as_ref()
                .is_none_or(|wanted| got.is_some_and(|got| trimmed(got) == wanted))
        };
        self.unknown.is_empty()
            && self.slot.is_none_or(|wanted| wanted == slot)
            && self
                .slot_description
                .as_ref()
                .is_none_or(|wanted| trimmed(description) == wanted)
            && told(&self.label, token.map(|token| &token.label))
            && told(&self.manufacturer, token.map(|token| &token.manufacturer))
            && told(&self.model, token.map(|token| &token.model))
            && told(&self.serial, token.map(|token| &token.serial))
    }
}

/// The URI of a token; a token without any name is named by its slot.
#[must_use]
pub fn token_uri(slot: SlotId, token: Option<&TokenId>) -> String {
    let mut uri = "pkcs11:".to_owned();
    // Neither label nor serial number: what is left would name every blank token of the kind.
    let token = token.filter(|token| !token.label.is_empty() || !token.serial.is_empty());
    let named = token.map(|token| {
        [
            ("model", &token.model),
            ("manufacturer", &token.manufacturer),
            ("serial", &token.serial),
            ("token", &token.label),
        ]
    });
    for (name, value) in named
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_empty())
    {
        if !uri.ends_with(':') {
            uri.push(';');
        }
        let _ = write!(
            uri,
            "{name}={}",
            percent_encoding::utf8_percent_encode(value, RESERVED)
        );
    }
    if uri.ends_with(':') {
        let _ = write!(uri, "slot-id={}", slot.0);
    }
    uri
}

/// The URI of a reader whose card nobody reads.
#[must_use]
pub fn slot_uri(reader: &str) -> String {
    let reader = percent_encoding::utf8_percent_encode(reader, RESERVED);
    format!("pkcs11:slot-description={reader}")
}

fn decoded(value: &str) -> Option<String> {
    let bytes: Vec<u8> = percent_decode_str(value).collect();
    String::from_utf8(bytes)
        .ok()
        .map(|text| trimmed(&text).to_owned())
}

fn trimmed(text: &str) -> &str {
    text.trim_end_matches([' ', '\0'])
}

/// All but the unreserved characters of RFC 3986 §2.3 and the colon-free set of RFC 7512 §2.3.
const RESERVED: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

#[cfg(test)]
mod tests {
    use super::{TokenUri, UriError, token_uri};
    use crate::token::{KeyId, SlotId, TokenId};

    fn token() -> TokenId {
        TokenId {
            label: "Cabinet Ș & Co;1".to_owned(),
            manufacturer: "SoftHSM project".to_owned(),
            model: "SoftHSM v2".to_owned(),
            serial: "00ab".to_owned(),
        }
    }

    #[test]
    fn what_we_write_we_read() {
        let uri = token_uri(SlotId(3), Some(&token()));
        let read = TokenUri::parse(&uri).unwrap();
        assert!(read.fits(SlotId(9), "", Some(&token())), "{uri}");
        let other = TokenId {
            serial: "00ac".to_owned(),
            ..token()
        };
        assert!(!read.fits(SlotId(9), "", Some(&other)));
        assert_eq!(token_uri(SlotId(3), None), "pkcs11:slot-id=3");
        let blank = TokenId {
            label: String::new(),
            serial: String::new(),
            ..token()
        };
        assert_eq!(token_uri(SlotId(3), Some(&blank)), "pkcs11:slot-id=3");
        assert!(
            TokenUri::parse("pkcs11:slot-id=3")
                .unwrap()
                .fits(SlotId(3), "", None)
        );
        assert!(
            !TokenUri::parse("pkcs11:slot-id=3")
                .unwrap()
                .fits(SlotId(4), "", None)
        );
    }

    #[test]
    fn padding_does_not_count_and_bytes_are_decoded() {
        let uri =
            TokenUri::parse("pkcs11:token=Cabinet%20%C8%98%20%26%20Co%3B1%20%20%00;id=%01%ffA")
                .unwrap();
        assert!(uri.fits(SlotId(0), "", Some(&token())));
        assert_eq!(uri.id, Some(KeyId(vec![1, 0xff, b'A'])));
    }

    #[test]
    fn an_unknown_attribute_matches_nothing_and_is_named() {
        let uri = TokenUri::parse("pkcs11:colour=red").unwrap();
        assert_eq!(uri.unknown, ["colour"]);
        assert!(!uri.fits(SlotId(0), "", Some(&token())));
    }

    #[test]
    fn secrets_and_commands_are_refused() {
        for bad in [
            "pkcs11:?pin-value=1234",
            "pkcs11:?pin-source=%7Ccat%20x",
            "pkcs11:?pin-source=/etc/x",
        ] {
            assert!(
                matches!(TokenUri::parse(bad), Err(UriError::Refused { .. })),
                "{bad}"
            );
        }
        assert_eq!(
            TokenUri::parse("pkcs11:?pin-source=file:/a%20b")
                .unwrap()
                .pin_file
                .as_deref(),
            Some("/a b")
        );
        assert!(matches!(
            TokenUri::parse("pkcs11:token"),
            Err(UriError::Malformed { .. })
        ));
        assert!(matches!(
            TokenUri::parse("pkcs11:token=a;token=b"),
            Err(UriError::Malformed { .. })
        ));
        assert!(matches!(TokenUri::parse("token=a"), Err(UriError::Scheme)));
    }
}
