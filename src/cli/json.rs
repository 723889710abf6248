//! For programs: one document with `schema` first and `warnings` last; an error is one line.

use std::io;

use serde::Serialize;
use serde_json::Value;

use super::{print, words};
use crate::error::{Code, Exit, Failure, Notice};
use crate::token::TokenState;

/// A document: `schema`, the fields of `body`, `warnings`.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Document<'a, T: Serialize> {
    schema: String,
    #[serde(flatten)]
    body: &'a T,
    /// What was worth saying.
    warnings: Vec<Warning>,
}

/// One of `warnings[]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Warning {
    /// `P404`.
    pub number: String,
    /// `not_sensitive`.
    pub code: &'static str,
    /// The sentence, in the chosen language.
    pub message: String,
}

/// The error document.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct ErrorDocument {
    /// `parafa.error/1`.
    pub schema: &'static str,
    /// `P041`.
    pub number: String,
    /// `wrong_pin`.
    pub code: &'static str,
    /// What happened, in the chosen language.
    pub message: String,
    /// What to do next.
    pub advice: String,
    /// Further facts: `ckr`, `call`, `module`, `candidates`, `command` …
    pub detail: serde_json::Map<String, Value>,
    /// What is left on the token; where none was involved, nothing has changed.
    pub token_state: TokenState,
    /// What was worth saying before it ended.
    pub warnings: Vec<Warning>,
}

impl From<&Notice> for Warning {
    fn from(notice: &Notice) -> Self {
        Self {
            number: notice.code.label(),
            code: notice.code.name(),
            message: words::message(notice.code, &print::safe(&notice.args)),
        }
    }
}

impl ErrorDocument {
    /// A failure as data; the command to go on with stands in `detail.command`.
    #[must_use]
    pub fn new(failure: &Failure, warnings: &[Notice]) -> Self {
        let mut detail = failure.detail.clone();
        if let Some(command) = &failure.command {
            detail.insert("command".to_owned(), command.clone().into());
        }
        Self {
            schema: "parafa.error/1",
            number: failure.code.label(),
            code: failure.code.name(),
            message: words::message(failure.code, &print::safe(&failure.args)),
            advice: crate::telling::advice(failure.code),
            detail,
            token_state: failure.token_state.unwrap_or(untold(failure.code)),
            warnings: warnings.iter().map(Warning::from).collect(),
        }
    }
}

/// The state of the token where the failure does not tell: only one of the token or its driver can have changed it.
fn untold(code: Code) -> TokenState {
    match code.exit() {
        Exit::Token => TokenState::Unknown,
        _ => TokenState::NothingChanged,
    }
}

/// The error document as one line.
#[must_use]
pub fn error_line(failure: &Failure, warnings: &[Notice]) -> String {
    serde_json::to_string(&ErrorDocument::new(failure, warnings)).unwrap_or_else(|_| {
        format!(
            "{{\"schema\":\"parafa.error/1\",\"number\":\"{}\"}}",
            Code::Internal.label()
        )
    })
}

/// The document of `command`, such as `tokens`, as text with a line end.
///
/// # Errors
/// `internal`: `body` is no map of fields.
pub fn document<T: Serialize>(
    command: &str,
    body: &T,
    warnings: &[Notice],
) -> Result<String, Failure> {
    let document = Document {
        schema: format!("parafa.{command}/1"),
        body,
        warnings: warnings.iter().map(Warning::from).collect(),
    };
    serde_json::to_string(&document)
        .map(|text| text + "\n")
        .map_err(|error| {
            Failure::new(Code::Internal)
                .with("text", error.to_string())
                .because(error)
        })
}

/// Writes the document of `command` to standard output.
///
/// # Errors
/// As [`document`], and `write_failed`; a closed pipe is no error.
pub fn print<T: Serialize>(command: &str, body: &T, warnings: &[Notice]) -> Result<(), Failure> {
    let text = document(command, body, warnings)?;
    print::write_quietly(&mut io::stdout().lock(), &text)
}
