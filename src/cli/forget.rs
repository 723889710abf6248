//! `forget`: drops a remembered certificate.

use super::args::ForgetArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::forget;
use crate::sanitize;

/// Carries `forget` out.
pub(super) fn run(face: &Face, args: ForgetArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-id");
    let id = face.value(args.id, "ID", &question, "parafa forget ID")?;
    let outcome = face.work(|setting, _| forget::run(setting, &id))?;
    face.answer("forget", &outcome, |_| {
        let line = |row: &forget::ForgottenRow| {
            let name = row.label.clone().unwrap_or_else(|| row.sha256.clone());
            let serial = row.serial.clone().unwrap_or_else(|| "-".to_owned());
            t!(
                "cli-forget-done",
                name = sanitize::line(&name),
                serial = serial
            )
        };
        ended(outcome.forgotten.iter().map(line).collect())
    })
}
