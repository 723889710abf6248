//! Refusals of values and combinations, and the words that options take.

use crate::error::{Code, Failure};
use crate::i18n::t;

/// The value that `word` names among `words`; else a failure that lists them.
pub(super) fn word<T: Copy>(option: &str, word: &str, words: &[(&str, T)]) -> Result<T, Failure> {
    words
        .iter()
        .find_map(|(name, value)| (*name == word).then_some(*value))
        .ok_or_else(|| {
            let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
            Failure::new(Code::ValueUnknown)
                .with("value", word)
                .with("option", option)
                .with("names", names.join(", "))
        })
}

/// Two options that exclude each other.
pub(in crate::cli) fn conflict(option: &str, other: &str) -> Failure {
    Failure::new(Code::OptionsConflict)
        .with("option", option)
        .with("names", other)
}

/// An option that means nothing without another one.
pub(in crate::cli) fn conflict_without(option: &str, other: &str) -> Failure {
    usage(t!("cli-usage-without", option = option, other = other))
}

/// An option that may stand once.
pub(super) fn twice(option: &str) -> Failure {
    usage(t!("cli-usage-twice", option = option))
}

/// A command line that cannot be used, with a sentence of ours.
pub(super) fn usage(text: String) -> Failure {
    Failure::new(Code::Usage).with("text", text)
}

/// An option or command of the contract that a later version brings.
pub(in crate::cli) fn later(what: &str) -> Failure {
    Failure::new(Code::NotYetAvailable).with("command", what)
}

/// Values that are missing where nobody can be asked; `command` is the full line with their places.
#[must_use]
pub fn missing(names: &[&str], command: &str) -> Failure {
    Failure::new(Code::ValueMissing)
        .with("names", names.join(", "))
        .detail("missing", names.to_vec())
        .go_on(command)
}

/// A list with commas, blanks around them dropped.
pub(super) fn list(values: &[String]) -> Vec<String> {
    values
        .iter()
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}
