//! What may be wrong with a profile file: always with its file, line and key.

use std::fmt;
use std::io;

use crate::located::Place;

/// A profile that cannot be used, and exactly where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {key}: {reason}")]
pub struct ProfileError {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when it is about the whole file.
    pub line: usize,
    /// The key; `-` when it is about the whole file.
    pub key: String,
    /// What is wrong there.
    pub reason: Reason,
}

impl ProfileError {
    pub(super) fn at(place: Place, reason: Reason) -> Self {
        Self {
            file: place.file,
            line: place.line,
            key: place.key,
            reason,
        }
    }

    pub(super) fn whole(file: &str, key: &str, reason: Reason) -> Self {
        Self::at(Place::whole(file, key), reason)
    }
}

/// What is wrong with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The file cannot be read.
    Unreadable(io::ErrorKind),
    /// No TOML, an unknown or missing key, a wrong type, an unknown word: in the parser's words.
    Parser(String),
    /// A version of the schema that this program does not know.
    UnknownSchema(u32),
    /// Not lower-case letters, digits and hyphens.
    NotAnId(String),
    /// The file is not named after the id.
    FileName(String),
    /// This id was given before, in that file.
    Repeated {
        /// The id.
        id: String,
        /// Where it was given first.
        first: String,
    },
    /// `extends` names no profile.
    NoParent(String),
    /// A profile that extends itself, in the end.
    Cycle(Vec<String>),
    /// Empty where something must stand.
    Empty,
    /// Neither a key of `[sources]` nor an address.
    UnknownSource(String),
    /// A fact without a source that is not marked as to be confirmed.
    Unsourced,
    /// Names something that is not there.
    Dangling {
        /// What is named: a field, a request, a step, a form.
        kind: &'static str,
        /// Its id.
        id: String,
    },
    /// A step that must be done after one that comes later.
    Order(String),
    /// Two keys that exclude each other, or neither of two of which one is needed.
    OneOf(&'static str, &'static str),
    /// A placeholder that means nothing.
    Placeholder(String),
    /// The rule needs an argument, or has one that it cannot have.
    Argument(String),
    /// The rule cannot be kept by anything that the profile allows.
    Impossible(String),
    /// Not two small letters.
    NotALanguage(String),
    /// Nothing of a mode that makes no request may say how one is made.
    NoRequestHere(&'static str),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(kind) => write!(f, "unreadable ({kind})"),
            Self::Parser(message) => f.write_str(message),
            Self::UnknownSchema(version) => write!(f, "schema {version} is unknown"),
            Self::NotAnId(id) => write!(f, "`{id}` is no id"),
            Self::FileName(id) => write!(f, "the file is not named `{id}.toml`"),
            Self::Repeated { id, first } => write!(f, "`{id}` repeated; first in {first}"),
            Self::NoParent(id) => write!(f, "there is no profile `{id}`"),
            Self::Cycle(ids) => write!(f, "a circle: {}", ids.join(" → ")),
            Self::Empty => f.write_str("empty"),
            Self::UnknownSource(source) => write!(f, "`{source}` is no source"),
            Self::Unsourced => f.write_str("neither `source` nor `tbc`"),
            Self::Dangling { kind, id } => write!(f, "there is no {kind} `{id}`"),
            Self::Order(id) => write!(f, "`{id}` comes later"),
            Self::OneOf(one, other) => write!(f, "exactly one of `{one}` and `{other}`"),
            Self::Placeholder(name) => write!(f, "`{{{name}}}` means nothing"),
            Self::Argument(text) => write!(f, "argument: {text}"),
            Self::Impossible(text) => write!(f, "can never be kept: {text}"),
            Self::NotALanguage(text) => write!(f, "`{text}` is no language"),
            Self::NoRequestHere(key) => write!(f, "no request is made here, so no `{key}`"),
        }
    }
}
