//! A profile file as serde reads it. Unknown keys are refused everywhere.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::parts::{
    Answer, Contact, Deadline, Field, Form, Header, Issuer, Question, Renewal, Request, Revocation,
    Rule, Step, TokenHints, Validity,
};

/// A profile of a health authority. An overlay (`extends`) gives only what differs: an entry of a list replaces the
/// parent's of the same id, or comes after them; every other table replaces its parent's whole; `sources` are added.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    /// The version of this schema: 1.
    pub(super) schema: u32,
    /// The id of the profile that this one overlays.
    pub(super) extends: Option<String>,
    /// Parts of the parent's lists that are left out here, as `step:ID`.
    #[serde(default)]
    pub(super) drop: Vec<String>,
    pub(super) profile: Header,
    /// What the short names in `source` stand for: public addresses.
    #[serde(default)]
    pub(super) sources: BTreeMap<String, String>,
    pub(super) contact: Option<Contact>,
    pub(super) issuer: Option<Vec<Issuer>>,
    pub(super) field: Option<Vec<Field>>,
    pub(super) request: Option<Vec<Request>>,
    pub(super) step: Option<Vec<Step>>,
    pub(super) deadline: Option<Vec<Deadline>>,
    pub(super) validity: Option<Validity>,
    pub(super) renewal: Option<Renewal>,
    pub(super) revocation: Option<Revocation>,
    pub(super) answer: Option<Vec<Answer>>,
    pub(super) form: Option<Vec<Form>>,
    pub(super) check: Option<Vec<Rule>>,
    pub(super) token: Option<TokenHints>,
    pub(super) question: Option<Vec<Question>>,
}
