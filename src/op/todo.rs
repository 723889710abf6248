//! `todo`: what to do now, over cases and certificates, remembered ones and those that are plugged in. No PIN.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::request::part_of;
use super::shape::EXPIRING_DAYS;
use crate::case::{self, Case, Known, StepNow, StepState};
use crate::error::{Code, Failure};
use crate::journal::{Journal, RequestRecord, SeenCertificate};
use crate::profile::{Action, Mode, Profile, Profiles};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::Certificate;

/// What something to do is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A step of a case.
    Step,
    /// A deadline that runs.
    Deadline,
    /// A certificate that ends soon.
    Expiring,
    /// A certificate that ended.
    Expired,
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
    /// For whom.
    #[serde(rename = "for")]
    pub providers: Vec<String>,
    /// Where its files are.
    pub folder: Option<String>,
    /// Its steps.
    pub steps: Vec<StepRow>,
    /// Its deadlines.
    pub deadlines: Vec<DeadlineRow>,
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
    let profiles = Profiles::load(setting.paths);
    let cases = setting.journal.lenient(Journal::cases);
    if let Some(id) = only
        && !cases.iter().any(|case| case.id == id)
    {
        return Err(Failure::new(Code::CaseNotFound)
            .with("value", sanitize::line(id))
            .state(TokenState::NothingChanged));
    }
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
        setting.see_what_is_plugged_in();
        outcome.items.extend(setting.ending());
    }
    // What has a date comes first, the nearest before all; the rest stays in the order of the cases.
    outcome
        .items
        .sort_by_key(|item| item.days_left.unwrap_or(i64::MAX));
    setting.journal_notices();
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
        });
    let deadlines = row.deadlines.iter().map(|deadline| ItemRow {
        kind: ItemKind::Deadline,
        text: deadline.text.clone(),
        due: Some(deadline.due.clone()),
        days_left: Some(deadline.days_left),
        case: Some(row.case.clone()),
        id: None,
        command: format!("parafa todo {}", row.case),
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
    let known = progress_of(setting, case);
    let own = profile.header.language.as_str();
    let steps = case::steps(profile, case, known);
    let deadlines = case::deadlines(profile, case, known, setting.now);
    CaseRow {
        case: case.id.clone(),
        profile: case.profile.clone(),
        title: Some(profile.title(language).to_owned()),
        mode: case.mode.clone(),
        providers: case.providers.clone(),
        folder: case.folder.as_deref().map(super::files::absolute),
        steps: steps
            .iter()
            .map(|row| step_row(row, case, language, own))
            .collect(),
        deadlines: deadlines
            .iter()
            .map(|row| DeadlineRow {
                id: row.deadline.id.clone(),
                text: row.deadline.label.shown(language, own).to_owned(),
                due: row.due.to_string(),
                days_left: row.days_left,
            })
            .collect(),
    }
}

fn step_row(row: &StepNow<'_>, case: &Case, language: &str, own: &str) -> StepRow {
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
        command: (row.state != StepState::Done).then(|| command(row, case)),
        to_be_confirmed: step.tbc,
    }
}

/// What to type for a step: its action where the program has it, else the tick.
fn command(row: &StepNow<'_>, case: &Case) -> String {
    let tick = || {
        let place = match (&row.place, row.step.per) {
            (Some(place), _) => format!("@{}", super::files::quoted(place)),
            (None, crate::profile::Per::Computer) => "@PLACE".to_owned(),
            (None, _) => String::new(),
        };
        let whom = row.provider.as_ref();
        let whom = whom.map(|name| format!(" --for {}", super::files::quoted(name)));
        let value = match &row.step.action {
            Some(Action::Record(_)) => " --value …",
            _ => "",
        };
        let whom = whom.unwrap_or_default();
        format!(
            "parafa done {}{place} --case {}{whom}{value}",
            row.step.id, case.id
        )
    };
    match &row.step.action {
        Some(Action::Request) => format!("parafa request --resume {}", case.id),
        Some(Action::Install) => "parafa install FILE".to_owned(),
        Some(Action::Tidy) => "parafa tidy".to_owned(),
        _ => tick(),
    }
}

/// What the journal tells of a case's requests and certificates.
pub(super) fn progress_of(setting: &mut Setting<'_>, case: &Case) -> Known {
    let records = setting.journal.lenient(Journal::requests);
    let seen = setting.journal.lenient(Journal::certificates);
    let ours: Vec<&RequestRecord> = records
        .iter()
        .filter(|record| part_of(record).case.as_deref() == Some(case.id.as_str()))
        .collect();
    let csr = case.mode == Mode::Csr.name();
    let of_key = |record: &RequestRecord| {
        let mut seen = seen.iter();
        record
            .key
            .and_then(|key| seen.find(|seen| seen.key == Some(key)))
    };
    let completed = |record: &RequestRecord| {
        let rows = record.files.as_array();
        let mut kinds = rows.into_iter().flatten().filter_map(|row| row.get("kind"));
        kinds.any(|kind| kind == "completed")
    };
    let all = csr && !ours.is_empty() && ours.len() >= case.wanted.len();
    Known {
        requested: all && ours.iter().all(|record| !super::settle::unwritten(record)),
        installed: all
            && ours
                .iter()
                .all(|record| of_key(record).is_some() || completed(record)),
        issued: ours
            .iter()
            .filter_map(|record| of_key(record))
            .filter_map(|seen| Certificate::parse(&seen.der).ok())
            .map(|certificate| certificate.not_before())
            .max(),
    }
}

impl Setting<'_> {
    /// Public certificates of what is plugged in are remembered, so that all are judged alike.
    fn see_what_is_plugged_in(&mut self) {
        if self.open_tokens().is_err() {
            return;
        }
        for place in self.places() {
            let _ = self.public_view(place);
        }
    }

    /// Certificates that end or ended, where no newer one of the same holder and issuer is known.
    fn ending(&mut self) -> Vec<ItemRow> {
        let seen = self.journal.lenient(Journal::certificates);
        let now = self.now;
        let mut newest: BTreeMap<(Vec<u8>, Vec<u8>), Certificate> = BTreeMap::new();
        for one in seen.iter().filter_map(parsed) {
            let name = (one.subject_der().to_vec(), one.issuer_der().to_vec());
            let later = newest
                .get(&name)
                .is_none_or(|it| it.not_after() < one.not_after());
            if later {
                newest.insert(name, one);
            }
        }
        newest
            .into_values()
            .filter_map(|one| item_of(&one, now))
            .collect()
    }
}

fn parsed(seen: &SeenCertificate) -> Option<Certificate> {
    let parsed = Certificate::parse(&seen.der).ok();
    parsed.filter(|certificate| !certificate.is_ca())
}

fn item_of(certificate: &Certificate, now: Timestamp) -> Option<ItemRow> {
    let end = certificate.not_after();
    let days = (end.as_second() - now.as_second()).div_euclid(24 * 60 * 60);
    let serial = certificate.serial().hex;
    (days <= EXPIRING_DAYS).then(|| ItemRow {
        kind: if days < 0 {
            ItemKind::Expired
        } else {
            ItemKind::Expiring
        },
        text: certificate
            .holder()
            .unwrap_or_else(|| certificate.subject()),
        due: Some(end.to_string()),
        days_left: Some(days),
        case: None,
        command: format!("parafa show {serial}"),
        id: Some(serial),
    })
}

/// The word for a step that can be done now.
const TODO: &str = "todo";
