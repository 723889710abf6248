//! The texts of a profile, and how sure it is of its facts.

use crate::profile::{Fact, Profile, Text};

/// Every text that a user reads.
pub(super) fn texts(profile: &Profile) -> impl Iterator<Item = &Text> {
    let titles = profile.requests.iter().map(|it| &it.title);
    let fields = profile.fields.iter().flat_map(|field| {
        let hint = field.hint.as_ref();
        std::iter::once(&field.label).chain(hint)
    });
    let steps = profile.steps.iter().flat_map(|step| {
        let others = [&step.who, &step.if_skipped, &step.if_lost];
        let others = others.into_iter().filter_map(Option::as_ref);
        std::iter::once(&step.task).chain(others)
    });
    let deadlines = profile.deadlines.iter().map(|it| &it.label);
    let answers = profile.answers.iter().map(|it| &it.means);
    let questions = profile.questions.iter().map(|it| &it.question);
    let revocation = profile
        .revocation
        .iter()
        .flat_map(|it| it.reasons.iter().chain(&it.steps));
    let renewal = profile
        .renewal
        .iter()
        .flat_map(|it| it.report.iter().chain(&it.keep));
    std::iter::once(&profile.header.title)
        .chain(titles)
        .chain(fields)
        .chain(steps)
        .chain(deadlines)
        .chain(answers)
        .chain(questions)
        .chain(revocation)
        .chain(renewal)
}

/// How many facts are still to be confirmed.
pub(super) fn to_be_confirmed(profile: &Profile) -> usize {
    fn count<F: Fact>(facts: &[F]) -> usize {
        facts.iter().filter(|fact| fact.to_be_confirmed()).count()
    }
    count(&profile.issuers)
        + count(&profile.fields)
        + count(&profile.requests)
        + count(&profile.steps)
        + count(&profile.deadlines)
        + count(&profile.answers)
        + count(&profile.forms)
        + count(&profile.rules)
}

/// The languages that the program shall speak.
pub(super) const LANGUAGES: &[&str] = &["cs", "en", "fi", "nl", "pl", "ro", "sv"];
