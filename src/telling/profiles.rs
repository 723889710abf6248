//! Words for what a profile says of itself and of its requests.

use super::{Line, Weight};
use crate::i18n::t;
use crate::op::profiles::{
    FieldRow, IssuerRow, ProfileFull, ProfileShort, ProfilesOutcome, RequestShort, Rest, StepShort,
};
use crate::profile::{Environment, Mode, Status, StorePlace};
use crate::sanitize;

/// How sure a profile is.
#[must_use]
pub fn status(status: Status) -> String {
    match status {
        Status::Draft => t!("cli-profile-draft"),
        Status::PartlyConfirmed => t!("cli-profile-partly-confirmed"),
        Status::Confirmed => t!("cli-profile-confirmed"),
    }
}

/// Who makes the key.
#[must_use]
pub fn mode(request: &RequestShort) -> String {
    match request.mode {
        Mode::Csr if request.by_generator => t!("cli-profile-mode-generator"),
        Mode::Csr => t!("cli-profile-mode-csr"),
        Mode::Vendor => t!("cli-profile-mode-vendor"),
        Mode::Pfx => t!("cli-profile-mode-pfx"),
    }
}

/// Where a key may live.
#[must_use]
pub fn store(store: StorePlace) -> String {
    match store {
        StorePlace::Token => t!("cli-profile-store-token"),
        StorePlace::File => t!("cli-profile-store-file"),
        StorePlace::Both => t!("cli-profile-store-both"),
        StorePlace::Either => t!("cli-profile-store-either"),
    }
}

/// Every profile with its requests.
#[must_use]
pub fn profiles(outcome: &ProfilesOutcome) -> Vec<Line> {
    let mut lines = Vec::new();
    for profile in &outcome.profiles {
        lines.push(heading(profile));
        let requests = profile.requests.iter();
        lines.extend(requests.map(|it| Line::plain(format!("  {}", request(it)))));
    }
    lines.extend(problems(outcome));
    lines
}

fn heading(profile: &ProfileShort) -> Line {
    let title = sanitize::line(&profile.title);
    Line::heading(format!(
        "{}  {title}  ({})",
        profile.id,
        status(profile.status)
    ))
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

/// One profile in full.
#[must_use]
pub fn profile(outcome: &ProfilesOutcome) -> Vec<Line> {
    let Some(profile) = &outcome.profile else {
        return Vec::new();
    };
    let mut lines = vec![heading(&profile.short)];
    let contact = [&profile.authority, &profile.web];
    let contact: Vec<String> = contact
        .into_iter()
        .flatten()
        .map(|text| sanitize::line(text))
        .collect();
    if !contact.is_empty() {
        lines.push(Line::plain(contact.join("  ")));
    }
    let section = |lines: &mut Vec<Line>, title: String| {
        lines.push(Line::plain(""));
        lines.push(Line::heading(title));
    };
    section(&mut lines, t!("cli-profile-requests"));
    let requests = profile.short.requests.iter();
    lines.extend(requests.map(|it| Line::plain(format!("  {}", request(it)))));
    if !profile.fields.is_empty() {
        section(&mut lines, t!("cli-profile-fields"));
        lines.extend(profile.fields.iter().map(|row| Line::plain(field(row))));
    }
    if !profile.steps.is_empty() {
        section(&mut lines, t!("cli-profile-steps"));
        let steps = (1..).zip(&profile.steps);
        lines.extend(steps.flat_map(|(number, it)| step(number, it)));
    }
    lines.extend(rest_lines(&profile.rest));
    lines.extend(open_questions(profile));
    lines.push(Line::plain(""));
    let date = profile.short.checked.clone();
    lines.push(Line::of(
        Weight::Dim,
        t!("cli-profile-sources", date = date),
    ));
    let sources = profile.sources.values();
    lines.extend(sources.map(|it| Line::of(Weight::Dim, format!("  {}", sanitize::line(it)))));
    lines.extend(problems(outcome));
    lines
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

fn step(number: usize, row: &StepShort) -> Vec<Line> {
    let text = sanitize::line(&row.text);
    let mut lines = vec![Line::plain(format!("  {number} {text}"))];
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
        let below = format!("    {}", below.join(" · "));
        lines.push(Line::of(Weight::Dim, below));
    }
    lines
}

/// Whom it has to do with, and what follows.
fn rest_lines(rest: &Rest) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut section = |title: String, rows: Vec<String>| {
        if !rows.is_empty() {
            lines.extend([Line::plain(""), Line::heading(title)]);
            let rows = rows.iter();
            lines.extend(rows.map(|row| Line::plain(format!("  {}", sanitize::line(row)))));
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

fn open_questions(profile: &ProfileFull) -> Vec<Line> {
    if profile.questions.is_empty() {
        return Vec::new();
    }
    let heading = Line::heading(t!("cli-profile-questions"));
    let mut lines = vec![Line::plain(""), heading];
    lines.extend(profile.questions.iter().map(|it| {
        let (question, ask) = (sanitize::line(&it.question), sanitize::line(&it.ask));
        Line::plain(format!("  {question} ({ask})"))
    }));
    lines
}

/// What came of checking a profile's file.
#[must_use]
pub fn checked_profile(outcome: &ProfilesOutcome) -> Vec<Line> {
    let known = outcome.profiles.iter();
    let mut lines: Vec<Line> = known
        .map(|it| Line::plain(format!("✓ {}", it.id)))
        .collect();
    lines.extend(outcome.missing.iter().map(|(language, count)| {
        let (language, count) = (language.clone(), *count);
        Line::plain(t!(
            "cli-profile-missing",
            language = language,
            count = count
        ))
    }));
    let count = outcome.to_be_confirmed.unwrap_or_default();
    lines.push(Line::plain(t!("cli-profile-unconfirmed", count = count)));
    lines
}

fn problems(outcome: &ProfilesOutcome) -> Vec<Line> {
    let rows = outcome.problems.iter();
    rows.map(|row| {
        let text = format!("{}:{}: {}: {}", row.file, row.line, row.key, row.reason);
        Line::of(Weight::Warning, sanitize::line(&text))
    })
    .collect()
}
