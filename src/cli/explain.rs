//! `explain`: cause, remedy, and what to ask the caller, offline.

use super::args::ExplainArgs;
use super::face::Face;
use super::tokens::ended;
use super::words;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::explain::{ExplainOutcome, find};

/// Carries `explain` out.
pub(super) fn run(face: &Face, args: ExplainArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-number");
    let number = face.value(args.number, "NUMBER", &question, "parafa explain NUMBER")?;
    let code = find(&number)?;
    let outcome = ExplainOutcome {
        number: code.label(),
        code: code.name().to_owned(),
        cause: words::cause(code),
        remedy: words::advice(code),
        ask: words::ask(code),
    };
    face.answer("explain", &outcome, |style| {
        let title = format!("{}  {}", outcome.number, outcome.code);
        let part = |name: String, text: &str| format!("{} {text}", style.bold(&name));
        ended(vec![
            style.bold(&title),
            part(t!("cli-explain-cause"), &outcome.cause),
            part(t!("cli-advice"), &outcome.remedy),
            part(t!("cli-explain-ask"), &outcome.ask),
        ])
    })
}
