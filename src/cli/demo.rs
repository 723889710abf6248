//! `demo`: the whole path on a practice token.

use super::args::{DemoArgs, later};
use super::face::Face;
use super::print;
use crate::error::Failure;
use crate::op::demo::{Demo, DemoOutcome, DemoStep};
use crate::sanitize;

/// Carries `demo` out; steps show as they are done, on standard error where `--env` wants standard output.
pub(super) fn run(face: &Face, args: DemoArgs) -> Result<(), Failure> {
    if args.profile.is_some() {
        return Err(later("parafa demo PROFILE"));
    }
    let manner = face.globals.manner;
    let demo = Demo {
        keep: args.keep,
        env: args.env,
    };
    let mut tell = |step: &DemoStep| {
        if !manner.json && !manner.quiet {
            print::note(&line(step));
        }
    };
    let outcome = demo.run(&face.start()?, face.paths.as_ref(), &mut tell)?;
    face.answer("demo", &outcome, |_| exports(&outcome))
}

fn line(step: &DemoStep) -> String {
    let sign = if step.ok { "✓" } else { "✗" };
    format!("{sign} {}  {}", step.name, sanitize::line(&step.detail))
}

/// Lines for a shell: values in single quotes, in which only the quote itself is special (POSIX 2.2.2).
fn exports(outcome: &DemoOutcome) -> String {
    outcome
        .env
        .iter()
        .flatten()
        .map(|(name, value)| format!("export {name}='{}'\n", value.replace('\'', "'\\''")))
        .collect()
}
