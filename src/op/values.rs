//! Values for a profile's fields: checked, brought into the form in which papers and requests want them, doubts said.

use crate::error::{Code, Failure, Notice};
use crate::profile::{Fault, Field, masked};
use crate::sanitize;
use crate::token::TokenState;

/// A value that may be used, and what may be doubted in it.
#[derive(Debug)]
pub(super) struct Fit {
    pub(super) value: String,
    pub(super) doubts: Vec<Notice>,
}

/// Checks what was typed for a field; `language` and `own` choose its name.
pub(super) fn check(field: &Field, typed: &str, language: &str, own: &str) -> Result<Fit, Failure> {
    let label = field.label.shown(language, own);
    let wrong = |value: &str, reason: &'static str| {
        Failure::new(Code::FieldInvalid)
            .with("field", sanitize::line(label))
            .with("value", shown(field, value))
            .with("reason", reason)
            .with("limit", field.max.unwrap_or_default())
            .with("text", expected(field))
            .with("names", field.choices.join(", "))
            .detail("field", field.id.as_str())
            .detail("reason", reason)
            .state(TokenState::NothingChanged)
    };
    let clean = crate::profile::clean(typed).map_err(|fault| wrong(typed, fault.code()))?;
    let mut fit = Fit {
        value: clean,
        doubts: Vec::new(),
    };
    if let Some(validator) = field.validator {
        match validator.check(&fit.value) {
            Ok(valid) => fit.value = valid.normal,
            Err(invalid) => match invalid.normal {
                // A number that is right against all rules must be able to go on, unless the authority is strict.
                Some(normal) if !invalid.fault.is_format() && !field.strict => {
                    let doubt = Notice::new(Code::FieldDoubtful)
                        .with("field", sanitize::line(label))
                        .with("value", shown(field, &normal))
                        .with("reason", invalid.fault.code())
                        .with("text", digit(&invalid.fault));
                    fit.doubts.push(doubt);
                    fit.value = normal;
                }
                _ => {
                    return Err(
                        wrong(typed, invalid.fault.code()).with("text", digit(&invalid.fault))
                    );
                }
            },
        }
    }
    if fit.value.is_empty() {
        return Err(wrong("", "empty"));
    }
    if field
        .pattern
        .as_ref()
        .is_some_and(|pattern| !pattern.fits(&fit.value))
    {
        return Err(wrong(&fit.value, "pattern"));
    }
    if !field.choices.is_empty() && !field.choices.contains(&fit.value) {
        return Err(wrong(&fit.value, "choice"));
    }
    // What is too long is the user's to shorten; some authorities take longer names all the same.
    if field
        .max
        .is_some_and(|most| fit.value.chars().count() > most)
    {
        let doubt = Notice::new(Code::FieldDoubtful)
            .with("field", sanitize::line(label))
            .with("value", shown(field, &fit.value))
            .with("reason", "too-long")
            .with("text", field.max.unwrap_or_default());
        fit.doubts.push(doubt);
    }
    Ok(fit)
}

/// A person's number is never shown whole.
pub(super) fn shown(field: &Field, value: &str) -> String {
    let personal = field.validator.is_some_and(|it| it.personal_in(value));
    if personal {
        masked(value)
    } else {
        sanitize::line(value)
    }
}

/// The form that a value should have, for people who know such forms.
fn expected(field: &Field) -> String {
    let hint = field.hint.as_ref().map(|hint| hint.shown("en", "en"));
    hint.unwrap_or_default().to_owned()
}

/// What a check found and wanted, where that says something.
fn digit(fault: &Fault) -> String {
    match fault {
        Fault::CheckDigit { expected, .. } => expected.to_string(),
        Fault::Length { expected, .. } => {
            let all: Vec<String> = expected.iter().map(ToString::to_string).collect();
            all.join(", ")
        }
        Fault::TooLong { most, .. } => most.to_string(),
        Fault::Character { at, .. } | Fault::Invisible { at, .. } | Fault::NotAscii { at, .. } => {
            at.to_string()
        }
        Fault::Label { label } => sanitize::line(label),
        _ => String::new(),
    }
}
