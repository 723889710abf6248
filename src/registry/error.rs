//! What may be wrong with a registry file: always with its file, line and key.

use std::fmt;
use std::io;

/// A registry file that cannot be used, and exactly where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {key}: {reason}")]
pub struct RegistryError {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when it is about the whole file.
    pub line: usize,
    /// The key; `-` when it is about the whole file.
    pub key: String,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The file cannot be read.
    Unreadable(io::ErrorKind),
    /// No TOML, an unknown or missing key, a wrong type, an unknown word: in the parser's words.
    Parser(String),
    /// The built-in file lacks this.
    Missing,
    /// This id, path, USB id or answer to reset was given before.
    Repeated(String),
    /// Not lower-case letters, digits and hyphens.
    NotAnId(String),
    /// Empty where something must stand.
    Empty,
    /// Neither a key of `[sources]` nor a reference of its own.
    UnknownSource(String),
    /// "confirmed", although the source cannot be named.
    Unconfirmed(String),
    /// Neither absolute nor a bare file name.
    RelativePath(String),
    /// Not pairs of hex digits.
    NotHex(String),
    /// Not four hex digits.
    NotUsbId(String),
    /// The mask is not as long as the ATR.
    MaskLength {
        /// Bytes of the ATR.
        atr: usize,
        /// Bytes of the mask.
        mask: usize,
    },
    /// Not the form of an answer to reset, or its check byte is wrong.
    NotAnAtr(String),
    /// No https address.
    NotAPage(String),
    /// Braces other than `{home}`.
    NotReserved(String),
    /// Not the form of a quirk's number.
    NotAQuirk(String),
    /// A version of the schema that this program does not know.
    UnknownSchema(u32),
    /// Not a name of an environment variable, or one of ours.
    NotAVariable(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(kind) => write!(f, "unreadable ({kind})"),
            Self::Parser(message) => f.write_str(message),
            Self::Missing => f.write_str("missing"),
            Self::Repeated(id) => write!(f, "`{id}` repeated"),
            Self::NotAnId(id) => write!(f, "`{id}` is no id"),
            Self::Empty => f.write_str("empty"),
            Self::UnknownSource(source) => write!(f, "`{source}` is no source"),
            Self::Unconfirmed(source) => write!(f, "confirmed by `{source}`, which names nothing"),
            Self::RelativePath(path) => write!(f, "`{path}` is relative"),
            Self::NotHex(text) => write!(f, "`{text}` is not hex"),
            Self::NotUsbId(text) => write!(f, "`{text}` is not four hex digits"),
            Self::MaskLength { atr, mask } => write!(f, "mask of {mask} bytes, ATR of {atr}"),
            Self::NotAnAtr(text) => write!(f, "`{text}` is no answer to reset"),
            Self::NotAPage(text) => write!(f, "`{text}` is no https address"),
            Self::NotReserved(text) => write!(f, "`{text}` has braces that mean nothing"),
            Self::NotAQuirk(text) => write!(f, "`{text}` is no quirk"),
            Self::UnknownSchema(version) => write!(f, "schema {version} is unknown"),
            Self::NotAVariable(name) => write!(f, "`{name}` is no variable for a module"),
        }
    }
}
