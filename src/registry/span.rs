//! A registry's errors at their places.

use std::ops::Range;

use super::{Reason, RegistryError};
use crate::located::{Place, Text};

impl RegistryError {
    /// `reason` at `place`.
    pub(super) fn at(place: Place, reason: Reason) -> Self {
        Self {
            file: place.file,
            line: place.line,
            key: place.key,
            reason,
        }
    }

    /// About the value (or key) at `span`.
    pub(super) fn of(text: Text<'_>, span: &Range<usize>, reason: Reason) -> Self {
        Self::at(text.place(span), reason)
    }

    /// What the parser says.
    pub(super) fn parser(text: Text<'_>, error: &toml::de::Error) -> Self {
        let (place, message) = text.parser(error);
        Self::at(place, Reason::Parser(message))
    }
}
