//! clap's refusals from their kind and context, in our own words. Its English is never shown.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{LATER, check};
use crate::error::{Code, Failure};
use crate::i18n::t;
use crate::sanitize;

/// The refusal as a failure with a number.
pub(super) fn failure(error: &Error) -> Failure {
    let option = context(error, ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => unknown_argument(error, option),
        ErrorKind::InvalidSubcommand => unknown_command(error),
        ErrorKind::ArgumentConflict => conflict(error, &option),
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::MissingRequiredArgument => {
            Failure::new(Code::ValueMissing)
                .with("names", &option)
                .detail("missing", vec![option])
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            check::usage(t!("cli-usage-takes-none", option = option))
        }
        ErrorKind::InvalidUtf8 => check::usage(t!("cli-usage-utf8")),
        kind => Failure::new(Code::Internal).with("text", format!("{kind:?}")),
    }
}

/// An unknown option, with the near one; or a value where none is expected.
fn unknown_argument(error: &Error, argument: String) -> Failure {
    if !argument.starts_with('-') || argument == "-" {
        return check::usage(t!("cli-usage-unexpected", value = argument));
    }
    let near = context(error, ContextKind::SuggestedArg);
    suggesting(
        Failure::new(Code::OptionUnknown).with("option", argument),
        near,
    )
}

/// An unknown command, or one that comes later.
fn unknown_command(error: &Error) -> Failure {
    let command = context(error, ContextKind::InvalidSubcommand);
    if LATER.contains(&command.as_str()) {
        return check::later(&format!("parafa {command}"));
    }
    let near = context(error, ContextKind::SuggestedSubcommand);
    suggesting(
        Failure::new(Code::CommandUnknown).with("command", command),
        near,
    )
}

/// Adds what was probably meant; `none` where nothing is near.
fn suggesting(failure: Failure, near: String) -> Failure {
    if near.is_empty() {
        return failure.with("near", "none");
    }
    failure.with("near", &near).detail("near", near)
}

/// Two options that exclude each other, or one given twice.
fn conflict(error: &Error, option: &str) -> Failure {
    let other = context(error, ContextKind::PriorArg);
    if other == option || other.is_empty() {
        check::twice(option)
    } else {
        check::conflict(option, &other)
    }
}

/// A value of the error's context, made safe to show; an option comes without the name of its value.
fn context(error: &Error, kind: ContextKind) -> String {
    let text = match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.first().cloned().unwrap_or_default(),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    };
    // clap writes `--pin-source <SRC>`, and an unknown `--pin=1234` may carry what was typed behind the sign.
    let text = if text.starts_with('-') {
        text.split([' ', '=']).next().unwrap_or_default().to_owned()
    } else {
        text
    };
    sanitize::line(&text)
}
