//! `profiles`: the authorities that are known, one in full, and a file that is checked.

use super::args::ProfilesArgs;
use super::face::Face;
use super::manner::Style;
use super::print;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::op::profiles::{
    FieldRow, IssuerRow, ProfileFull, ProfileShort, ProfilesOutcome, RequestShort, Rest, StepShort,
    check, list, show,
};
use crate::profile::Environment;
use crate::sanitize;
use crate::telling::{mode, status, store};

/// Carries `profiles` out.
pub(super) fn run(face: &Face, args: ProfilesArgs) -> Result<(), Failure> {
    let language = i18n::current();
    let paths = face.paths.as_ref();
    match args {
        ProfilesArgs::List => {
            let outcome = list(paths, &language);
            face.answer("profiles", &outcome, |style| listing(&outcome, style))
        }
        ProfilesArgs::Show { name, answers } => {
            let question = t!("cli-ask-profile");
            let name = face.value(name, "PROFILE", &question, "parafa profiles show PROFILE")?;
            let outcome = show(paths, &name, &language, answers)?;
            if let Some(file) = outcome
                .answers
                .as_ref()
                .filter(|_| !face.globals.manner.json)
            {
                return print::out(file);
            }
            face.answer("profiles", &outcome, |style| full(&outcome, style))
        }
        ProfilesArgs::Check(file) => {
            let question = t!("cli-ask-profile-file");
            let given = file.map(|file| file.to_string_lossy().into_owned());
            let file = face.value(given, "FILE", &question, "parafa profiles check FILE")?;
            let outcome = check(file.as_ref(), &language)?;
            face.answer("profiles", &outcome, |style| checked(&outcome, style))
        }
    }
}

fn listing(outcome: &ProfilesOutcome, style: Style) -> String {
    let mut lines = Vec::new();
    for profile in &outcome.profiles {
        lines.push(heading(profile, style));
        lines.extend(
            profile
                .requests
                .iter()
                .map(|it| format!("  {}", request(it))),
        );
    }
    lines.extend(problems(outcome, style));
    ended(lines)
}

fn heading(profile: &ProfileShort, style: Style) -> String {
    let title = style.bold(&sanitize::line(&profile.title));
    format!("{}  {title}  ({})", profile.id, status(profile.status))
}

fn request(request: &RequestShort) -> String {
    let mut parts = vec![sanitize::line(&request.title), mode(request)];
    parts.push(store(request.store));
    if request.env == Environment::Test {
        parts.push(t!("cli-profile-test"));
    }
    if !request.default {
        parts.push(t!(
            "cli-profile-on-demand",
            option = format!("--only {}", request.id)
        ));
    }
    if request.to_be_confirmed {
        parts.push(t!("cli-to-be-confirmed"));
    }
    parts.join(" · ")
}

fn full(outcome: &ProfilesOutcome, style: Style) -> String {
    let Some(profile) = &outcome.profile else {
        return String::new();
    };
    let mut lines = vec![heading(&profile.short, style)];
    let contact = [&profile.authority, &profile.web];
    let contact: Vec<String> = contact
        .into_iter()
        .flatten()
        .map(|text| sanitize::line(text))
        .collect();
    if !contact.is_empty() {
        lines.push(contact.join("  "));
    }
    let section = |lines: &mut Vec<String>, title: String| {
        lines.push(String::new());
        lines.push(style.bold(&title));
    };
    section(&mut lines, t!("cli-profile-requests"));
    let requests = profile.short.requests.iter();
    lines.extend(requests.map(|it| format!("  {}", request(it))));
    if !profile.fields.is_empty() {
        section(&mut lines, t!("cli-profile-fields"));
        lines.extend(profile.fields.iter().map(field));
    }
    if !profile.steps.is_empty() {
        section(&mut lines, t!("cli-profile-steps"));
        let steps = (1..).zip(&profile.steps);
        lines.extend(steps.flat_map(|(number, it)| step(number, it, style)));
    }
    lines.extend(rest_lines(&profile.rest, style));
    lines.extend(open_questions(profile, style));
    lines.push(String::new());
    lines.push(style.dim(&t!(
        "cli-profile-sources",
        date = profile.short.checked.clone()
    )));
    let sources = profile.sources.values();
    lines.extend(sources.map(|it| style.dim(&format!("  {}", sanitize::line(it)))));
    lines.extend(problems(outcome, style));
    ended(lines)
}

fn field(row: &FieldRow) -> String {
    let mut parts = vec![sanitize::line(&row.label)];
    if row.required {
        parts.push(t!("cli-profile-required"));
    }
    if row.to_be_confirmed {
        parts.push(t!("cli-to-be-confirmed"));
    }
    parts.extend(row.hint.as_deref().map(sanitize::line));
    parts.extend(row.lookup.as_deref().map(sanitize::line));
    format!("  {}: {}", row.id, parts.join(" · "))
}

fn step(number: usize, row: &StepShort, style: Style) -> Vec<String> {
    let mut lines = vec![format!("  {number} {}", sanitize::line(&row.text))];
    let mut below = Vec::new();
    below.extend(row.who.as_deref().map(sanitize::line));
    below.extend(row.place.as_deref().map(sanitize::line));
    let expect = row.expect.as_deref().map(sanitize::line);
    below.extend(expect.map(|text| t!("cli-profile-expect", text = text)));
    below.extend(row.if_skipped.as_deref().map(sanitize::line));
    if row.to_be_confirmed {
        below.push(t!("cli-to-be-confirmed"));
    }
    if !below.is_empty() {
        lines.push(style.dim(&format!("    {}", below.join(" · "))));
    }
    lines
}

/// Whom it has to do with, and what follows.
fn rest_lines(rest: &Rest, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    let mut section = |title: String, rows: Vec<String>| {
        if !rows.is_empty() {
            lines.extend([String::new(), style.bold(&title)]);
            lines.extend(rows.iter().map(|row| format!("  {}", sanitize::line(row))));
        }
    };
    let contact = rest
        .contact
        .iter()
        .flat_map(|contact| [&contact.desk, &contact.mail, &contact.phone].map(Clone::clone));
    section(t!("cli-profile-contact"), contact.flatten().collect());
    section(
        t!("cli-profile-issuers"),
        rest.issuers.iter().map(issuer).collect(),
    );
    let deadlines = rest
        .deadlines
        .iter()
        .map(|row| match (row.days, row.hours) {
            (Some(days), _) => t!(
                "cli-profile-within-days",
                text = row.text.as_str(),
                days = i64::from(days)
            ),
            (None, hours) => {
                let count = hours.unwrap_or_default();
                t!(
                    "cli-profile-within-hours",
                    text = row.text.as_str(),
                    count = count
                )
            }
        });
    section(t!("cli-profile-deadlines"), deadlines.collect());
    let papers = rest.papers.iter();
    let papers = papers.map(|paper| format!("{}: {}", paper.id, paper.title));
    section(t!("cli-profile-papers"), papers.collect());
    section(t!("cli-changes-report"), rest.report.clone());
    section(t!("cli-changes-keep"), rest.keep.clone());
    section(
        t!("cli-profile-revoked-at"),
        rest.revoked_at.clone().into_iter().collect(),
    );
    lines
}

fn issuer(row: &IssuerRow) -> String {
    let mut parts = vec![row.name.clone()];
    if row.test {
        parts.push(t!("cli-profile-test"));
    }
    parts.extend(row.renewal_page.clone());
    let days = row.days_left.map(i64::from);
    parts.extend(days.map(|days| t!("cli-profile-days-left", days = days)));
    parts.extend(row.unlocks.clone());
    parts.extend(row.phone.clone());
    if row.to_be_confirmed {
        parts.push(t!("cli-to-be-confirmed"));
    }
    parts.join(" · ")
}

fn open_questions(profile: &ProfileFull, style: Style) -> Vec<String> {
    if profile.questions.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), style.bold(&t!("cli-profile-questions"))];
    lines.extend(profile.questions.iter().map(|it| {
        let (question, ask) = (sanitize::line(&it.question), sanitize::line(&it.ask));
        format!("  {question} ({ask})")
    }));
    lines
}

fn checked(outcome: &ProfilesOutcome, style: Style) -> String {
    let mut lines: Vec<String> = outcome
        .profiles
        .iter()
        .map(|it| style.good(&format!("✓ {}", it.id)))
        .collect();
    lines.extend(outcome.missing.iter().map(|(language, count)| {
        let (language, count) = (language.clone(), *count);
        t!("cli-profile-missing", language = language, count = count)
    }));
    let count = outcome.to_be_confirmed.unwrap_or_default();
    lines.push(t!("cli-profile-unconfirmed", count = count));
    ended(lines)
}

fn problems(outcome: &ProfilesOutcome, style: Style) -> Vec<String> {
    let rows = outcome.problems.iter();
    rows.map(|row| {
        let text = format!("{}:{}: {}: {}", row.file, row.line, row.key, row.reason);
        style.warning(&sanitize::line(&text))
    })
    .collect()
}
