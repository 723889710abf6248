//! Values that a profile's fields still need: asked on a terminal, one after the other, each with its hint.

use super::face::Face;
use crate::ask::Ask;
use crate::error::{Failure, Notice};
use crate::i18n::t;
use crate::op::Missing;
use crate::sanitize;

/// What still needs values.
pub(super) trait Fields {
    /// How it knows a value again.
    type Of;

    /// The next value that is missing, as it is asked.
    fn next(&self) -> Option<(Self::Of, Missing)>;

    /// Takes one in.
    fn put(&mut self, of: &Self::Of, value: &str) -> Result<(), Failure>;

    /// All that is missing, with the full command, for where nobody can be asked.
    fn refusal(&self) -> Failure;
}

/// Asks for all that is missing; elsewhere it is told at once.
pub(super) fn ask(face: &Face, fields: &mut impl Fields) -> Result<(), Failure> {
    let mut tries = 0;
    while let Some((of, field)) = fields.next() {
        let label = sanitize::line(&field.label);
        let question = match &field.hint {
            Some(hint) => t!(
                "cli-ask-field-hint",
                label = label,
                hint = sanitize::line(hint)
            ),
            None => t!("cli-ask-field", label = label),
        };
        let Some(value) = face.ask.value(&question) else {
            return Err(fields.refusal());
        };
        let again = field
            .twice
            .then(|| face.ask.value(&t!("cli-ask-field-again")));
        let same = again.is_none_or(|again| again.as_deref() == Some(value.as_str()));
        // A value that was mistyped the second time stays out, so that it is asked once more.
        if !same {
            tries += 1;
        } else if let Err(failure) = fields.put(&of, &value) {
            tries += 1;
            face.ask.tell(&Notice {
                code: failure.code,
                args: failure.args,
            });
        } else {
            tries = 0;
        }
        if tries > TRIES {
            return Err(fields.refusal());
        }
    }
    Ok(())
}

/// How often a person may type a value anew.
const TRIES: u32 = 3;
