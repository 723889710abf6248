//! `explain`: what a number means. The words are the face's.

use schemars::JsonSchema;
use serde::Serialize;

use crate::error::{Code, Failure};
use crate::sanitize;

/// The answer of `explain`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct ExplainOutcome {
    /// `P041`.
    pub number: String,
    /// `wrong_pin`.
    pub code: String,
    /// Why it happens.
    pub cause: String,
    /// What to do.
    pub remedy: String,
    /// What the helpdesk asks the caller.
    pub ask: String,
}

/// The code that a number or name stands for.
pub fn find(text: &str) -> Result<Code, Failure> {
    Code::find(text)
        .ok_or_else(|| Failure::new(Code::NumberUnknown).with("value", sanitize::line(text)))
}
