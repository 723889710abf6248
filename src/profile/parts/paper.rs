//! What is printed and handed in.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Fact, OneOrMany};
use crate::profile::words::{Condition, FormKind, Per, Value};
use crate::profile::{NameFormat, OrgIdName, SerialFormat, Text};

fact! {
    /// A paper.
    pub struct Form {
        /// Its id: lower-case letters, digits, hyphens.
        pub id: String,
        /// Which kind of paper.
        pub kind: FormKind,
        /// In the authority's language.
        pub title: String,
        /// To whom it goes.
        pub to: Option<String>,
        /// When it is wanted; empty: always.
        #[serde(default)]
        pub when: Vec<Condition>,
        /// For what it is repeated.
        #[serde(default)]
        pub per: Per,
        /// How many are printed.
        #[serde(default = "one")]
        pub copies: u32,
        /// The request that it is about; all where none is named.
        pub request: Option<String>,
        /// How serial numbers are written there.
        #[serde(default)]
        pub serial_format: Option<SerialFormat>,
        /// How names are written.
        #[serde(default)]
        pub name_format: Option<NameFormat>,
        /// What 2.5.4.97 is called in names.
        #[serde(default)]
        pub organization_identifier: Option<OrgIdName>,
        /// Paragraphs before the values, in the authority's language; placeholders are fields.
        #[serde(default)]
        pub intro: Vec<String>,
        /// What stands on it.
        pub line: Vec<Line>,
        /// Paragraphs after the values.
        #[serde(default)]
        pub closing: Vec<String>,
        /// What is handed in with it.
        #[serde(default)]
        pub attach: Vec<String>,
        /// Lines for signatures.
        #[serde(default)]
        pub signatures: Vec<String>,
        /// The authority's own form is known and this follows it.
        #[serde(default)]
        pub official: bool,
        /// The subject of the mail that carries it.
        pub mail_subject: Option<String>,
        /// The paragraphs of that mail.
        #[serde(default)]
        pub mail_text: Vec<String>,
    }
}

fn one() -> u32 {
    1
}

fact! {
    /// One line of a paper.
    pub struct Line {
        /// As the authority writes it.
        pub label: String,
        /// A field's id, or one of `@holder`, `@subject`, `@issuer`, `@serial`, `@not_before`, `@not_after`, `@sha256`,
        /// `@sha1`, `@emails`, `@key`, `@csr`, `@csr_sha256`, `@today`.
        pub value: Value,
    }
}
