//! What a look at a driver brought on one computer: what a report holds and an entry may keep. Never a label, a serial
//! number, an id or a value.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Arch, Os};

/// One look at one driver.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// The program that looked, with its version.
    pub program: String,
    /// On which system.
    pub os: Os,
    /// On which processor.
    pub arch: Arch,
    /// `ok`, else what failed in technical words.
    pub answered: String,
    /// The form of `C_Initialize` that it took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub init: Option<String>,
    /// What was learnt of its ways, as `parafa modules` shows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub learnt: Vec<String>,
    /// How long things took, in seconds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seconds: BTreeMap<String, f64>,
    /// Its tokens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub token: Vec<ProbedToken>,
}

/// One token, as it shows without a PIN.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProbedToken {
    /// `ok`, else what failed in technical words.
    pub answered: String,
    /// Manufacturer, as it names it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub manufacturer: String,
    /// Model, as it names it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub model: String,
    /// The form of its serial number: how many characters of which kind.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub serial: String,
    /// Its flags in our words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Shortest PIN that it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin_min: Option<u64>,
    /// Longest PIN that it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin_max: Option<u64>,
    /// Numbers of the mechanisms that it lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mechanisms: Vec<String>,
    /// How many objects of a class show without a PIN.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub objects: BTreeMap<String, u64>,
    /// Which attributes the objects of a class told.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Vec<String>>,
    /// How long things took, in seconds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seconds: BTreeMap<String, f64>,
}
