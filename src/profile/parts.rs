//! The parts of a profile, as files write them and everybody reads them: words come from closed lists, and what refers to
//! something else (a field, a request, a step) was looked up by [`super::check`] before anybody sees it.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::value::Datetime;

use super::words::{Check, Derivation, FieldOf, Keep, Pattern, Severity, Status};
use super::{Text, Validator};

/// One value or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many.as_slice(),
        }
        .iter()
        .map(String::as_str)
    }
}

/// A statement about the world: where it comes from, and how sure it is.
pub trait Fact {
    /// Where it stands: short names of `[sources]`, or addresses.
    fn source(&self) -> Option<&OneOrMany>;
    /// Still to be confirmed by the authority.
    fn to_be_confirmed(&self) -> bool;
    /// What else is to be said.
    fn note(&self) -> Option<&Text>;
}

/// A table with the three keys that every table may have.
macro_rules! fact {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($body)*
            /// Where it stands: short names of `[sources]`, or addresses.
            pub source: Option<OneOrMany>,
            /// Still to be confirmed by the authority; shown as such wherever it is met.
            #[serde(default)]
            pub tbc: bool,
            /// What else is to be said.
            pub note: Option<Text>,
        }

        impl Fact for $name {
            fn source(&self) -> Option<&OneOrMany> {
                self.source.as_ref()
            }

            fn to_be_confirmed(&self) -> bool {
                self.tbc
            }

            fn note(&self) -> Option<&Text> {
                self.note.as_ref()
            }
        }
    };
}

mod paper;
mod request;
mod work;

pub use paper::{Form, Line};
pub use request::{Attribute, Extensions, Key, Out, Request};
pub use work::{Answer, Deadline, Renewal, Revocation, Step, Validity};

fact! {
    /// Who and what this is about.
    pub struct Header {
        /// Lower-case letters, digits and hyphens; begins with the country.
        pub id: String,
        /// Two letters.
        pub country: String,
        /// The authority's own language, two letters.
        pub language: String,
        /// What it is called.
        pub title: Text,
        /// How sure it is.
        pub status: Status,
        /// When the sources were last read.
        #[schemars(with = "String")]
        pub checked: Datetime,
        /// Words by which people look for it.
        #[serde(default)]
        pub keywords: Vec<String>,
    }
}

fact! {
    /// How the authority is reached.
    pub struct Contact {
        /// Its name.
        pub authority: String,
        /// Its page.
        pub web: Option<String>,
        /// Its address of mail.
        pub mail: Option<String>,
        /// Its number.
        pub phone: Option<String>,
        /// Where papers are handed in.
        pub desk: Option<Text>,
    }
}

fact! {
    /// An issuer whose certificates belong to this profile.
    pub struct Issuer {
        /// Its id: lower-case letters, digits, hyphens.
        pub id: String,
        /// Its name.
        pub name: String,
        /// The issuer's organizationIdentifier (2.5.4.97), as `VATRO-18288250`.
        pub organization_identifier: Option<String>,
        /// The beginning of the issuer's common name, in any case of letters.
        #[serde(default)]
        pub common_name: Vec<String>,
        /// The issuer's organisation, or the beginning of it.
        #[serde(default)]
        pub organization: Vec<String>,
        /// The page on which its certificates are renewed.
        pub renewal_page: Option<String>,
        /// Days that the old certificate must still be valid.
        pub days_left: Option<u32>,
        /// Who unlocks a token of this issuer.
        pub unlocks: Option<Text>,
        /// Its number.
        pub phone: Option<String>,
        /// Whether it takes certificate requests.
        #[serde(default)]
        pub takes_requests: bool,
        /// A test authority: its certificates are not accepted.
        #[serde(default)]
        pub test: bool,
    }
}

fact! {
    /// A value that is asked once.
    pub struct Field {
        /// Its id: lower-case letters, digits, hyphens.
        pub id: String,
        /// What it is called.
        pub label: Text,
        /// Of whom it tells something: kept with that provider, or with this case only.
        #[serde(default)]
        pub of: FieldOf,
        /// Whether it must have a value.
        #[serde(default)]
        pub required: bool,
        /// The rules for its value.
        pub validator: Option<Validator>,
        /// A failed check digit is an error, not a warning.
        #[serde(default)]
        pub strict: bool,
        /// Characters at most.
        pub max: Option<usize>,
        /// A regular expression for the whole value.
        pub pattern: Option<Pattern>,
        /// The value must be one of these.
        #[serde(default)]
        pub choices: Vec<String>,
        /// Whether it is typed twice.
        #[serde(default)]
        pub ask_twice: bool,
        /// Whether it is written down.
        #[serde(default)]
        pub keep: Keep,
        /// The public register in which it stands.
        pub lookup: Option<String>,
        /// What helps to fill it in.
        pub hint: Option<Text>,
        /// A made-up value of the right form: shown as one, and used on practice tokens.
        pub example: Option<String>,
        /// What it is when nothing is typed.
        pub default: Option<String>,
        /// Worked out from other fields.
        pub derive: Option<Derive>,
    }
}

/// A value that follows from others.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Derive {
    /// Which rule.
    pub rule: Derivation,
    /// From which fields, in this order.
    pub from: Vec<String>,
}

fact! {
    /// A rule for certificates.
    pub struct Rule {
        /// Which rule.
        pub rule: Check,
        /// What the rule is about.
        pub arg: Option<OneOrMany>,
        /// How bad it is when it is broken.
        pub severity: Severity,
        /// The request that it is about; all where none is named.
        pub request: Option<String>,
    }
}

fact! {
    /// Hints for tokens.
    pub struct TokenHints {
        /// Ids of `vendor-modules.toml`.
        #[serde(default)]
        pub modules: Vec<String>,
        /// What its PIN is not.
        pub pin_is_not: Option<Text>,
    }
}

/// What nobody could find out yet.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub question: Text,
    /// Who knows.
    pub ask: String,
}
