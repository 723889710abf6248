//! `request`: a key pair, a CSR.

use super::args::RequestArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::shape::{DryRun, RequestOutcome};
use crate::sanitize;

/// Carries `request` out. Everything given is checked before a driver is loaded.
pub(super) fn run(face: &Face, args: RequestArgs) -> Result<(), Failure> {
    let mut input = args.input;
    if input.subject.is_none() && input.resume.is_none() {
        let question = t!("cli-ask-subject");
        let command = "parafa request --subject \"CN=…,O=…\"";
        input.subject = Some(face.value(None, "--subject", &question, command)?);
    }
    let checked = input.check()?;
    if args.dry_run {
        let plan = checked.dry_run()?;
        return face.answer("request", &plan, |_| planned(&plan));
    }
    let outcome = face.work(|setting, _| checked.run(setting))?;
    face.answer("request", &outcome, |_| done(&outcome))
}

fn planned(plan: &DryRun) -> String {
    let mut lines = vec![t!("cli-request-planned"), sanitize::line(&plan.subject)];
    let all = plan.extensions.iter().chain(&plan.template);
    lines.extend(
        all.chain(&plan.mechanism)
            .map(|line| format!("  {}", sanitize::line(line))),
    );
    ended(lines)
}

fn done(outcome: &RequestOutcome) -> String {
    let mut lines = vec![t!("cli-request-done", case = outcome.case.as_str())];
    let files = outcome.files.iter();
    lines.extend(files.map(|file| format!("  {}  {}", file.kind, sanitize::line(&file.path))));
    if !outcome.next_steps.is_empty() {
        lines.push(t!("cli-next"));
        let next = outcome.next_steps.iter();
        lines.extend(next.map(|step| format!("  {}", sanitize::line(step))));
    }
    ended(lines)
}
