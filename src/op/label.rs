//! Labels, as a person may give them. They are cut by nobody but the person.

use crate::error::{Code, Failure};
use crate::sanitize;
use crate::token::TokenState;

/// Refuses a label that is empty, has blanks at its ends (tokens pad with blanks, and read without them), a character
/// that cannot be seen, or more than `most` bytes of UTF-8.
pub(super) fn check(label: &str, most: usize) -> Result<(), Failure> {
    let shown = sanitize::line(label);
    let reason = if label.trim().is_empty() {
        "empty"
    } else if label.trim() != label {
        "blank"
    } else if shown != label {
        "unseen"
    } else if label.len() > most {
        "long"
    } else {
        return Ok(());
    };
    Err(Failure::new(Code::LabelInvalid)
        .with("reason", reason)
        .with("value", shown)
        .with("length", label.len())
        .with("limit", most)
        .detail("length", label.len())
        .detail("limit", most)
        .state(TokenState::NothingChanged))
}
