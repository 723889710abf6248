//! `request`: a key pair, a CSR.

use super::args::RequestArgs;
use super::face::Face;
use super::fields::{self, Fields};
use super::tokens::ended;
use crate::ask::{Ask, Choice};
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::journal::Journal;
use crate::op::Missing;
use crate::op::request::Store;
use crate::op::request::set::{CheckedSet, Draft, SetInput};
use crate::op::shape::{DryRun, RequestOutcome};
use crate::profile::Profiles;
use crate::sanitize;

/// Carries `request` out. Everything given is checked before a driver is loaded.
pub(super) fn run(face: &Face, args: RequestArgs) -> Result<(), Failure> {
    if let Some(set) = args.set {
        return whole_set(face, set, args.dry_run);
    }
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
    face.answer("request", &outcome, |_| ended(done(&outcome)))
}

/// What a profile wants. On a terminal every value that is missing is asked, with its hint.
fn whole_set(face: &Face, input: SetInput, dry_run: bool) -> Result<(), Failure> {
    let profiles = Profiles::load(face.paths.as_ref());
    let mut journal = Journal::new(face.paths.clone());
    let draft = Draft::begin(&profiles, &mut journal, input, &i18n::current())?;
    if let Some(folder) = draft.adopts() {
        let outcome = draft.adopt(&mut journal, &folder)?;
        return face.answer("request", &outcome, |_| ended(done(&outcome)));
    }
    let set = completed(face, draft, &mut journal)?;
    if dry_run {
        let plan = set.dry_run()?;
        return face.answer("request", &plan, |style| {
            let each = plan.requests.iter();
            let texts = each.flat_map(|row| [style.bold(&row.request) + "\n", planned(&row.plan)]);
            texts.collect()
        });
    }
    let outcome = carry_out(face, set, journal)?;
    face.answer("request", &outcome, |_| ended(done(&outcome)))
}

/// Asks for all that is missing, tells what may be doubted, and checks the whole.
pub(super) fn completed(
    face: &Face,
    mut draft: Draft<'_>,
    journal: &mut Journal,
) -> Result<CheckedSet, Failure> {
    fields::ask(face, &mut draft)?;
    if draft.store_open()
        && let Some(store) = ask_store(face)
    {
        draft.choose_store(store);
    }
    for doubt in draft.take_doubts() {
        face.ask.tell(&doubt);
    }
    draft.check(journal)
}

/// Makes the keys and requests of a set, or only opens its case.
pub(super) fn carry_out(
    face: &Face,
    set: CheckedSet,
    mut journal: Journal,
) -> Result<RequestOutcome, Failure> {
    if !set.makes_keys() {
        return set.open(&mut journal);
    }
    drop(journal);
    face.work(|setting, _| set.run(setting))
}

impl Fields for Draft<'_> {
    type Of = Missing;

    fn next(&self) -> Option<(Missing, Missing)> {
        let field = self.missing().into_iter().next()?;
        Some((field.clone(), field))
    }

    fn put(&mut self, field: &Missing, value: &str) -> Result<(), Failure> {
        Draft::put(self, &field.id, value)
    }

    fn refusal(&self) -> Failure {
        let missing = self.missing();
        let names = missing.iter().map(|it| format!("--set {}=…", it.id));
        let names: Vec<String> = names.collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let command = format!("parafa request -p … {}", names.join(" "));
        super::args::missing(&names, &command)
    }
}

/// Chosen knowingly, before there is a key.
fn ask_store(face: &Face) -> Option<Store> {
    let choices = [
        (Store::Token, t!("cli-store-token")),
        (Store::File, t!("cli-store-file")),
        (Store::Both, t!("cli-store-both")),
    ];
    let texts: Vec<Choice> = choices
        .iter()
        .map(|(_, text)| Choice { text: text.clone() })
        .collect();
    let chosen = face.ask.choose("cli-ask-store", &texts)?;
    choices.get(chosen).map(|(store, _)| *store)
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

pub(super) fn done(outcome: &RequestOutcome) -> Vec<String> {
    let case = outcome.case.as_str();
    let mut lines = vec![if outcome.keys.is_empty() {
        t!("cli-request-opened", case = case)
    } else {
        t!("cli-request-done", case = case)
    }];
    let files = outcome.files.iter();
    lines.extend(files.map(|file| format!("  {}  {}", file.kind, sanitize::line(&file.path))));
    if !outcome.next_steps.is_empty() {
        lines.push(t!("cli-next"));
        let next = outcome.next_steps.iter();
        lines.extend(next.map(|step| format!("  {}", sanitize::line(step))));
    }
    lines
}
