//! `demo`: the whole path on a practice token.

use std::fmt::Write as _;

use super::args::DemoArgs;
use super::face::Face;
use super::print;
use crate::error::{Args, Failure};
use crate::i18n;
use crate::op::demo::{Demo, DemoOutcome, DemoStep};
use crate::sanitize;

/// Carries `demo` out; steps show as they are done, on standard error where `--env` wants standard output.
pub(super) fn run(face: &Face, args: DemoArgs) -> Result<(), Failure> {
    let manner = face.globals.manner;
    let demo = Demo {
        profile: args.profile,
        language: i18n::current(),
        keep: args.keep,
        env: args.env,
    };
    let mut tell = |step: &DemoStep| {
        if manner.json || manner.quiet {
            return;
        }
        // With --env, standard output belongs to the shell.
        if demo.env {
            print::note(&lines(step));
        } else if print::out(&lines(step)).is_err() {
            // Nobody reads any more; the demonstration still ends cleanly.
        }
    };
    let outcome = demo.run(&face.start()?, face.paths.as_ref(), &mut tell)?;
    face.answer("demo", &outcome, |_| exports(&outcome))
}

/// A step's sentence, and what came of it line by line.
fn lines(step: &DemoStep) -> String {
    let sign = if step.ok { "✓" } else { "✗" };
    let mut text = format!(
        "{sign} {}\n",
        i18n::text(&format!("cli-demo-{}", step.name), &Args::new())
    );
    for line in step.detail.lines() {
        text.push_str("    ");
        text.push_str(&sanitize::line(line));
        text.push('\n');
    }
    text
}

/// Lines for a shell: values in single quotes, in which only the quote itself is special (POSIX 2.2.2).
fn exports(outcome: &DemoOutcome) -> String {
    let quoted = |value: &str| format!("'{}'", value.replace('\'', "'\\''"));
    let mut text = String::new();
    for (name, value) in outcome.env.iter().flatten() {
        let _ = writeln!(text, "export {name}={}", quoted(value));
    }
    if let Some(file) = &outcome.pin_file {
        // The PIN itself stays in its file.
        let _ = writeln!(text, "export PARAFA_PIN=\"$(cat {})\"", quoted(file));
    }
    text
}
