//! Texts of a profile: in the authority's own language, or by language.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// A text for people: in the authority's own language, or by language (`{ pl = "…", en = "…" }`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Text {
    /// In the authority's language only.
    One(String),
    /// By language, two letters each.
    Many(BTreeMap<String, String>),
}

impl Text {
    /// In the user's language, else in English, else in the authority's own.
    #[must_use]
    pub fn shown(&self, user: &str, own: &str) -> &str {
        match self {
            Self::One(text) => text,
            Self::Many(texts) => [user, "en", own]
                .iter()
                .find_map(|language| texts.get(*language))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }

    /// In the authority's own language, for papers; else in English.
    #[must_use]
    pub fn official(&self, own: &str) -> &str {
        self.shown(own, own)
    }

    /// Whether a language has no text of its own.
    #[must_use]
    pub fn lacks(&self, language: &str, own: &str) -> bool {
        match self {
            Self::One(_) => language != own,
            Self::Many(texts) => !texts.contains_key(language),
        }
    }

    /// All that it says, in every language.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (one, many) = match self {
            Self::One(text) => (Some(text.as_str()), None),
            Self::Many(texts) => (None, Some(texts.values().map(String::as_str))),
        };
        one.into_iter().chain(many.into_iter().flatten())
    }
}
