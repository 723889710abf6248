//! `todo`: what to do now, over cases and certificates, remembered ones and those that are plugged in. No PIN.

mod command;
mod cut_off;
mod more;

use std::path::Path;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::changes::{self, Changes};
use super::follow::parsed;
use super::known::newest;
use super::recognise;
use super::renew::last_day;
use super::shape::EXPIRING_DAYS;
use crate::case::{self, Case, StepNow, StepState};
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::profile::{Profile, Profiles};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::Certificate;
pub use more::{Exported, LogIn, Records, StepMore};

/// What something to do is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A step of a case.
    Step,
    /// A deadline that runs.
    Deadline,
    /// The last day on which a certificate can be renewed.
    Renewal,
    /// A certificate that ends soon.
    Expiring,
    /// A certificate that ended.
    Expired,
    /// An import that was cut off.
    Unfinished,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ItemRow {
    /// What it is about.
    pub kind: ItemKind,
    /// What is to be done, or who holds what; the face makes a sentence of it.
    pub text: String,
    /// By when, RFC 3339 UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Whole days until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i64>,
    /// Of which case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Serial number of the certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What to type.
    pub command: String,
    /// Of a deadline: its id.
    #[serde(skip)]
    pub deadline: Option<String>,
    /// Days before at which a calendar reminds; empty: the usual ones.
    #[serde(skip)]
    pub warn_days: Vec<u32>,
}

/// A step of a case, as documents show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepRow {
    /// Its id, with `@PLACE` where it is done on each computer.
    pub id: String,
    /// Whose step it is.
    pub who: Option<String>,
    /// What is to be done.
    pub text: String,
    /// On which portal or at which desk, in the authority's words.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// The words that show that it worked, in the authority's words.
    pub expect: Option<String>,
    /// What its button does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// `done`, `todo`, `waiting`.
    pub state: &'static str,
    /// For which provider.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// The day on which it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The number that was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What to type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// Still to be confirmed by the authority.
    pub to_be_confirmed: bool,
    /// What a screen says and asks beyond.
    #[serde(skip)]
    pub more: StepMore,
}

/// A deadline that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeadlineRow {
    /// Its id.
    pub id: String,
    /// What ends.
    pub text: String,
    /// When, RFC 3339 UTC.
    pub due: String,
    /// Whole days until then; negative when it is over.
    pub days_left: i64,
    /// Days before at which a calendar reminds.
    #[serde(skip)]
    pub warn_days: Vec<u32>,
}

/// A case as documents show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CaseRow {
    /// Its id.
    pub case: String,
    /// The profile's id.
    pub profile: Option<String>,
    /// The profile's title.
    pub title: Option<String>,
    /// How the certificate comes about.
    pub mode: String,
    /// `first` or `renewal`.
    #[serde(skip)]
    pub occasion: String,
    /// Whose certificate it replaces, where that one is remembered.
    #[serde(skip)]
    pub holder: Option<String>,
    /// For whom.
    #[serde(rename = "for")]
    pub providers: Vec<String>,
    /// Where its files are.
    pub folder: Option<String>,
    /// Whether that folder is still there.
    #[serde(skip)]
    pub folder_there: bool,
    /// The requests that it is about, by their ids.
    #[serde(skip)]
    pub wanted: Vec<String>,
    /// Its steps.
    pub steps: Vec<StepRow>,
    /// Its deadlines.
    pub deadlines: Vec<DeadlineRow>,
    /// Serial numbers of the certificates that came of it, lower-case hex.
    pub certificates: Vec<String>,
    /// The certificate that it replaces beside the one that came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
}

/// The answer of `todo`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct TodoOutcome {
    /// What to do now, the most urgent first.
    pub items: Vec<ItemRow>,
    /// What is under way.
    pub cases: Vec<CaseRow>,
}

/// Looks at everything; `only` is one case.
pub fn run(
    setting: &mut Setting<'_>,
    only: Option<&str>,
    language: &str,
) -> Result<TodoOutcome, Failure> {
    if only.is_none() {
        setting.see_what_is_plugged_in();
    }
    // Days left are counted by this computer's clock.
    super::install::check_clock(setting);
    let outcome = over(setting, only, language);
    setting.journal_notices();
    outcome
}

/// The same over what is remembered, for those who have just looked at the tokens: none is opened.
pub fn over(
    setting: &mut Setting<'_>,
    only: Option<&str>,
    language: &str,
) -> Result<TodoOutcome, Failure> {
    let profiles = Profiles::load(setting.paths);
    let cases = setting.journal.lenient(Journal::cases);
    if let Some(id) = only
        && !cases.iter().any(|case| case.id == id)
    {
        return Err(Failure::new(Code::CaseNotFound)
            .with("value", sanitize::line(id))
            .state(TokenState::NothingChanged));
    }
    setting.follow(&profiles, &[]);
    let cases = setting.journal.lenient(Journal::cases);
    let mut outcome = TodoOutcome::default();
    for case in &cases {
        let meant = only.map_or(case.closed.is_none(), |id| case.id == id);
        let profile = case.profile.as_deref().and_then(|id| profiles.get(id));
        let (true, Some(profile)) = (meant, profile) else {
            continue;
        };
        let row = case_row(setting, profile, case, language);
        outcome.items.extend(items(&row));
        outcome.cases.push(row);
    }
    if only.is_none() {
        outcome.items.extend(cut_off::cut_off(setting));
        let soon = ending(setting, &profiles, &cases);
        let near = soon
            .into_iter()
            .filter(|item| item.item.days_left <= Some(item.window));
        outcome.items.extend(near.map(|ending| ending.item));
    }
    // What has a date comes first, the nearest before all; the rest stays in the order of the cases.
    outcome
        .items
        .sort_by_key(|item| item.days_left.unwrap_or(i64::MAX));
    Ok(outcome)
}

/// What the next steps and the deadlines of a case ask for.
fn items(row: &CaseRow) -> Vec<ItemRow> {
    let next = row
        .steps
        .iter()
        .find(|step| step.state == TODO)
        .map(|step| ItemRow {
            kind: ItemKind::Step,
            text: step.text.clone(),
            due: None,
            days_left: None,
            case: Some(row.case.clone()),
            id: None,
            command: step.command.clone().unwrap_or_default(),
            deadline: None,
            warn_days: Vec::new(),
        });
    let deadlines = row.deadlines.iter().map(|deadline| ItemRow {
        kind: ItemKind::Deadline,
        text: deadline.text.clone(),
        due: Some(deadline.due.clone()),
        days_left: Some(deadline.days_left),
        case: Some(row.case.clone()),
        id: None,
        command: format!("parafa todo {}", row.case),
        deadline: Some(deadline.id.clone()),
        warn_days: deadline.warn_days.clone(),
    });
    next.into_iter().chain(deadlines).collect()
}

/// A case with its steps and deadlines.
pub(super) fn case_row(
    setting: &mut Setting<'_>,
    profile: &Profile,
    case: &Case,
    language: &str,
) -> CaseRow {
    let known = setting.known_of(case);
    let own = profile.header.language.as_str();
    let providers = setting.journal.lenient(Journal::providers);
    let steps = case::steps(profile, case, known);
    let deadlines = case::deadlines(profile, case, known, setting.now);
    CaseRow {
        case: case.id.clone(),
        profile: case.profile.clone(),
        title: Some(profile.title(language).to_owned()),
        mode: case.mode.clone(),
        occasion: case.occasion.clone(),
        holder: more::replaced_holder(case),
        providers: case.providers.clone(),
        folder: case.folder.as_deref().map(super::files::absolute),
        folder_there: case.folder.as_deref().is_some_and(Path::is_dir),
        wanted: case.wanted.iter().map(|it| it.request.clone()).collect(),
        steps: steps
            .iter()
            .map(|row| {
                let whom = row.provider.as_ref().or(case.providers.first());
                let whom = providers.iter().find(|it| Some(&it.name) == whom);
                let values = |id: &str| {
                    let own = case.values.get(id);
                    own.or_else(|| whom?.values.get(id)).cloned()
                };
                step_row(row, profile, case, &values, language)
            })
            .collect(),
        deadlines: deadlines
            .iter()
            .map(|row| DeadlineRow {
                id: row.deadline.id.clone(),
                text: row.deadline.label.shown(language, own).to_owned(),
                due: row.due.to_string(),
                days_left: row.days_left,
                warn_days: row.deadline.warn_days.clone(),
            })
            .collect(),
        certificates: case
            .certificates
            .iter()
            .filter_map(parsed)
            .map(|one| one.serial().hex)
            .collect(),
        changes: changes::of_case(profile, case, language),
    }
}

fn step_row(
    row: &StepNow<'_>,
    profile: &Profile,
    case: &Case,
    values: &dyn Fn(&str) -> Option<String>,
    language: &str,
) -> StepRow {
    let own = profile.header.language.as_str();
    let step = row.step;
    let who = step.who.as_ref();
    StepRow {
        id: match &row.place {
            Some(place) => format!("{}@{place}", step.id),
            None => step.id.clone(),
        },
        who: who.map(|who| who.shown(language, own).to_owned()),
        text: step.task.shown(language, own).to_owned(),
        place: step.place.clone(),
        expect: step.expect.clone(),
        action: step.action.as_ref().map(ToString::to_string),
        state: match row.state {
            StepState::Done => "done",
            StepState::Todo => TODO,
            StepState::Waiting => "waiting",
        },
        provider: row.provider.clone(),
        on: row.tick.as_ref().map(|tick| tick.on.clone()),
        value: row.tick.as_ref().and_then(|tick| tick.value.clone()),
        command: (row.state != StepState::Done)
            .then(|| command::command(row, profile, case, values)),
        to_be_confirmed: step.tbc,
        more: StepMore::of(row, profile, case, values, language),
    }
}

impl Setting<'_> {
    /// Public certificates of what is plugged in are remembered, so that all are judged alike.
    pub(super) fn see_what_is_plugged_in(&mut self) {
        if self.open_tokens().is_err() {
            return;
        }
        for place in self.places() {
            let _ = self.public_view(place);
        }
    }
}

/// A certificate's end or its last day for a renewal, and from how many days on it is told.
struct Ending {
    item: ItemRow,
    window: i64,
}

/// Every date that is known, however far: deadlines, last days for renewals, ends of certificates.
pub(super) fn every_date(
    setting: &mut Setting<'_>,
    language: &str,
) -> Result<Vec<ItemRow>, Failure> {
    let outcome = run(setting, None, language)?;
    let profiles = Profiles::load(setting.paths);
    let cases = setting.journal.lenient(Journal::cases);
    let dated = |item: &ItemRow| item.kind == ItemKind::Deadline;
    let mut all: Vec<ItemRow> = outcome.items.into_iter().filter(dated).collect();
    let ends = ending(setting, &profiles, &cases).into_iter();
    all.extend(ends.map(|ending| ending.item));
    all.retain(|item| item.days_left >= Some(0));
    all.sort_by_key(|item| item.days_left);
    Ok(all)
}

/// Ends and last days of certificates, where no newer one of the same holder and issuer is known.
fn ending(setting: &mut Setting<'_>, profiles: &Profiles, cases: &[Case]) -> Vec<Ending> {
    let now = setting.now;
    let all = setting.known_certificates().into_iter();
    let newest = newest(all.map(|known| known.certificate));
    newest
        .iter()
        .flat_map(|one| endings_of(one, profiles, cases, now))
        .collect()
}

/// Of one certificate: its end, and where its issuer wants days left, the last day for a renewal.
fn endings_of(
    one: &Certificate,
    profiles: &Profiles,
    cases: &[Case],
    now: Timestamp,
) -> Vec<Ending> {
    let sha256 = one.sha256();
    let of_case = |case: &&Case| case.certificates.iter().any(|it| it.sha256 == sha256);
    let profile = cases
        .iter()
        .rev()
        .find(of_case)
        .and_then(|case| profiles.get(case.profile.as_deref()?))
        .or_else(|| {
            let fits = recognise::fits(profiles, one);
            recognise::meant(&fits, cases).or(fits.first().copied())
        });
    let replaced = cases.iter().find(|case| {
        let replaces = case.replaces.as_ref();
        case.closed.is_none() && replaces.is_some_and(|it| it.sha256 == sha256)
    });
    let serial = one.serial().hex;
    let warn_days = profile
        .and_then(|profile| profile.validity.as_ref())
        .map(|validity| validity.warn_days.clone())
        .unwrap_or_default();
    let window = warn_days
        .iter()
        .map(|days| i64::from(*days))
        .chain([EXPIRING_DAYS])
        .max()
        .unwrap_or(EXPIRING_DAYS);
    let command = match (replaced, profile) {
        (Some(case), _) => format!("parafa todo {}", case.id),
        (None, Some(_)) => format!("parafa renew {serial}"),
        (None, None) => format!("parafa show {serial}"),
    };
    let row = |kind, end: Timestamp| {
        let days = (end.as_second() - now.as_second()).div_euclid(24 * 60 * 60);
        ItemRow {
            kind,
            text: one.holder().unwrap_or_else(|| one.subject()),
            due: Some(end.to_string()),
            days_left: Some(days),
            case: replaced.map(|case| case.id.clone()),
            command: command.clone(),
            id: Some(serial.clone()),
            deadline: None,
            warn_days: warn_days.clone(),
        }
    };
    let end = one.not_after();
    let kind = if end < now {
        ItemKind::Expired
    } else {
        ItemKind::Expiring
    };
    let mut all = vec![Ending {
        item: row(kind, end),
        window,
    }];
    let last = profile.map_or(end, |profile| last_day(profile, one));
    // A successor that is there needs no renewal any more.
    let waits = replaced.is_none_or(|case| case.certificates.is_empty());
    if last < end && last >= now && waits {
        all.push(Ending {
            item: row(ItemKind::Renewal, last),
            window,
        });
    }
    all
}

/// The word for a step that can be done now.
const TODO: &str = "todo";
