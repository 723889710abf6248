//! What a person chooses once for the screens: the language, and what the certificate is for.

use super::setting::journal_failure;
use crate::error::Failure;
use crate::journal::Journal;

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preference {
    /// This language.
    Language(String),
    /// What the certificate is for: a profile's id.
    Purpose(String),
    /// The questions of the first start were seen.
    Begun,
}

/// All choices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preferences {
    /// The language.
    pub language: Option<String>,
    /// A profile's id.
    pub purpose: Option<String>,
    /// Whether nothing was ever kept on this computer: the questions of the first start are due.
    pub first_start: bool,
}

const LANGUAGE: &str = "language";
const PURPOSE: &str = "purpose";
const BEGUN: &str = "begun";

/// What was chosen until now; where the journal cannot be read, nothing.
pub fn read(journal: &mut Journal) -> Preferences {
    Preferences {
        first_start: !journal.exists(),
        language: journal.lenient(|journal| journal.preference(LANGUAGE)),
        purpose: journal.lenient(|journal| journal.preference(PURPOSE)),
    }
}

/// Keeps a choice.
///
/// # Errors
/// The journal cannot be written.
pub fn keep(journal: &mut Journal, preference: &Preference) -> Result<(), Failure> {
    let (name, value) = match preference {
        Preference::Language(language) => (LANGUAGE, language.as_str()),
        Preference::Purpose(profile) => (PURPOSE, profile.as_str()),
        Preference::Begun => (BEGUN, "yes"),
    };
    journal
        .prefer(name, value)
        .map_err(|error| journal_failure(&error))
}
