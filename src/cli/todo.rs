//! `todo` and `done`: what to do now, and what was done.

use super::args::{DoneArgs, TodoArgs};
use super::face::Face;
use super::manner::Style;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::op::done::Done;
use crate::op::todo::{self, CaseRow, StepMore, StepRow, TodoOutcome};
use crate::sanitize;
use crate::telling;

/// Carries `todo` out.
pub(super) fn run(face: &Face, args: &TodoArgs) -> Result<(), Failure> {
    let language = i18n::current();
    let outcome = face.work(|setting, _| todo::run(setting, args.case.as_deref(), &language))?;
    let mut outcome = TodoOutcome { ..outcome };
    for item in &mut outcome.items {
        item.text = telling::sentence(item.kind, &item.text, item.days_left);
    }
    face.answer("todo", &outcome, |style| {
        let mut lines = Vec::new();
        if outcome.items.is_empty() {
            lines.push(t!("cli-todo-nothing"));
        }
        for item in &outcome.items {
            lines.push(style.bold(&sanitize::line(&item.text)));
            lines.push(format!("    {}", sanitize::line(&item.command)));
        }
        let detail = args.case.as_ref().map_or(Detail::Short, |_| Detail::Whole);
        for case in &outcome.cases {
            lines.extend(case_lines(case, detail, style));
        }
        ended(lines)
    })
}

/// Carries `done` out.
pub(super) fn done(face: &Face, args: DoneArgs) -> Result<(), Failure> {
    let language = i18n::current();
    let question = t!("cli-ask-step");
    let step = face.value(args.step, "STEP", &question, "parafa done STEP")?;
    let (step, place) = match step.split_once('@') {
        Some((step, place)) => (step.to_owned(), Some(place.to_owned())),
        None => (step, None),
    };
    let done = Done {
        step,
        place,
        case: args.case,
        providers: args.r#for,
        on: args.on,
        value: args.value,
    };
    let outcome = face.work(|setting, _| done.run(setting, &language))?;
    face.answer("done", &outcome, |style| {
        ended(case_lines(&outcome.case, Detail::Short, style))
    })
}

/// How much of a case is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// What each step is.
    Short,
    /// And what follows when it is left out, what helps when something is lost.
    Whole,
}

fn case_lines(case: &CaseRow, detail: Detail, style: Style) -> Vec<String> {
    let title = case.title.as_deref().unwrap_or(&case.case);
    let mut heading = format!("{}  {}", case.case, sanitize::line(title));
    if !case.providers.is_empty() {
        heading = format!(
            "{heading}  ({})",
            sanitize::line(&case.providers.join(", "))
        );
    }
    let mut lines = vec![String::new(), style.bold(&heading)];
    lines.extend(
        (1..)
            .zip(&case.steps)
            .flat_map(|(number, step)| step_lines(number, step, detail, style)),
    );
    lines.extend(case.deadlines.iter().map(|row| {
        let text = sanitize::line(&row.text);
        style.warning(&t!("cli-todo-deadline", text = text, days = row.days_left))
    }));
    if let Some(changes) = &case.changes {
        lines.extend(style.lines(&telling::changes(changes)));
    }
    lines
}

fn step_lines(number: usize, step: &StepRow, detail: Detail, style: Style) -> Vec<String> {
    let mark = match step.state {
        "done" => "✓",
        "todo" => "▸",
        _ => " ",
    };
    let mut parts = vec![sanitize::line(&step.text)];
    parts.extend(step.provider.as_deref().map(sanitize::line));
    parts.extend(step.more.on.as_deref().map(sanitize::line));
    parts.extend(step.on.clone());
    parts.extend(step.value.as_deref().map(sanitize::line));
    if step.to_be_confirmed {
        parts.push(t!("cli-to-be-confirmed"));
    }
    let line = format!("{mark} {number} {}", parts.join(" · "));
    let mut below = vec![sanitize::line(&step.id)];
    below.extend(step.who.as_deref().map(sanitize::line));
    below.extend(step.place.as_deref().map(sanitize::line));
    let expect = step.expect.as_deref().map(sanitize::line);
    below.extend(expect.map(|text| t!("cli-profile-expect", text = text)));
    if step.state == "done" {
        return vec![style.good(&line)];
    }
    below.extend(step.more.address.as_deref().map(sanitize::line));
    let copied = step.more.copies.as_ref();
    below.extend(copied.map(|(label, value)| {
        let value = value.as_deref().unwrap_or("…");
        sanitize::line(&format!("{label}: {value}"))
    }));
    let mut lines = vec![line, style.dim(&format!("    {}", below.join(" · ")))];
    if detail == Detail::Whole {
        lines.extend(more_lines(&step.more, style));
    }
    lines
}

fn more_lines(more: &StepMore, style: Style) -> Vec<String> {
    let said = |text: &Option<String>| text.as_deref().map(sanitize::line);
    let mut lines = Vec::new();
    let skipped = said(&more.if_skipped);
    lines.extend(skipped.map(|text| style.warning(&t!("cli-todo-if-skipped", text = text))));
    let lost = said(&more.if_lost);
    lines.extend(lost.map(|text| style.dim(&t!("cli-todo-if-lost", text = text))));
    let days = more.usual_days.map(i64::from);
    lines.extend(days.map(|days| style.dim(&t!("cli-todo-usual", days = days))));
    lines.extend(said(&more.note).map(|text| style.dim(&text)));
    lines
        .into_iter()
        .map(|line| format!("    {line}"))
        .collect()
}
