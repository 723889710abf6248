//! What is to be done, until when, and what follows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Fact, OneOrMany};
use crate::profile::words::{Action, Condition, DoneBy, OnMiss, Per, Start};
use crate::profile::{SerialFormat, Text};

fact! {
    /// One thing to do.
    pub struct Step {
        /// Its id: lower-case letters, digits, hyphens.
        pub id: String,
        /// Whose step it is.
        pub who: Option<Text>,
        /// On which portal or at which desk; these words are not translated.
        #[serde(rename = "where")]
        pub place: Option<String>,
        /// What is to be done.
        #[serde(rename = "do")]
        pub task: Text,
        /// `request`, `install`, `check`, `form:KIND`, `export:REQUEST`, `connect`, `connect:FIELD`, `tidy`, `revoke`,
        /// `copy:FIELD`, `record:FIELD`, `open:URL`.
        pub action: Option<Action>,
        /// What shows by itself that it was done: `certificate`.
        pub done_by: Option<DoneBy>,
        /// For what it is repeated.
        #[serde(default)]
        pub per: Per,
        /// When it is wanted; empty: always.
        #[serde(default)]
        pub only_if: Vec<Condition>,
        /// Only for these requests; empty: for all.
        #[serde(default)]
        pub requests: Vec<String>,
        /// Steps that must be done before.
        #[serde(default)]
        pub after: Vec<String>,
        /// What stops when it is left out.
        pub if_skipped: Option<Text>,
        /// What helps when something is lost.
        pub if_lost: Option<Text>,
        /// The words that the portal shows when it worked; not translated.
        pub expect: Option<String>,
        /// The days that it usually takes.
        pub usual_days: Option<u32>,
    }
}

fact! {
    /// A counter that runs.
    pub struct Deadline {
        /// Its id: lower-case letters, digits, hyphens.
        pub id: String,
        /// What it is called.
        pub label: Text,
        /// `opened`, `issued`, or `step:ID`: from when that step is done.
        pub starts: Start,
        /// The step that ends it.
        pub until: String,
        /// How many days it runs.
        pub days: Option<u32>,
        /// Hours until it is done.
        pub hours: Option<u32>,
        /// Days left at which it is warned.
        #[serde(default)]
        pub warn_days: Vec<u32>,
        /// What follows when it is missed.
        #[serde(default)]
        pub on_miss: OnMiss,
    }
}

fact! {
    /// How long its certificates are valid.
    pub struct Validity {
        /// Days at most, by request; `*` for all others.
        #[serde(default)]
        pub max_days: BTreeMap<String, u32>,
        /// Days left at which it is warned.
        #[serde(default)]
        pub warn_days: Vec<u32>,
    }
}

fact! {
    /// When and how the next certificate comes.
    pub struct Renewal {
        /// Days before the end at which it opens.
        pub open_days: Option<u32>,
        /// Days that the old certificate must still be valid.
        pub days_left: Option<u32>,
        /// Whether the old certificate must be valid.
        #[serde(default)]
        pub needs_valid_old: bool,
        /// Days around the first day of a quarter in which the authority is slow.
        pub quarter_days: Option<u32>,
        /// What must be told again, and to whom.
        #[serde(default)]
        pub report: Vec<Text>,
        /// What must stay as it is.
        #[serde(default)]
        pub keep: Vec<Text>,
    }
}

fact! {
    /// What the authority means by a status with which its servers answer (RFC 9110 §15).
    pub struct Answer {
        /// Its id: lower-case letters, digits, hyphens.
        pub id: String,
        /// The status: 100 to 599.
        pub status: u16,
        /// What it means there.
        pub means: Text,
    }
}

fact! {
    /// How a certificate is revoked.
    pub struct Revocation {
        /// Whom or where.
        #[serde(rename = "where")]
        pub place: String,
        /// Its page.
        pub url: Option<String>,
        /// Its number.
        pub phone: Option<String>,
        /// Hours until it is done.
        pub hours: Option<u32>,
        /// How serial numbers are written there.
        #[serde(default)]
        pub serial_format: Option<SerialFormat>,
        /// Why one revokes.
        pub reasons: Vec<Text>,
        /// What is to be done, in this order.
        pub steps: Vec<Text>,
    }
}
