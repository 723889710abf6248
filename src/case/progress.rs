//! Where a case stands: its steps, each for the provider or computer that it is repeated for, and its deadlines.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{Case, Tick};
use crate::profile::{Action, Condition, Deadline, DoneBy, Per, Profile, Start, Step};

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// It was done.
    Done,
    /// It can be done now.
    Todo,
    /// Another one must be done before.
    Waiting,
}

/// A step of a case.
#[derive(Debug, Clone)]
pub struct StepNow<'p> {
    /// What the profile says of it.
    pub step: &'p Step,
    /// For whom, where it is repeated for every provider.
    pub provider: Option<String>,
    /// On which computer, or for which request, where it is repeated for these.
    pub place: Option<String>,
    /// How far it is.
    pub state: StepState,
    /// When it was done, and what was recorded.
    pub tick: Option<Tick>,
}

/// A deadline of a case that runs.
#[derive(Debug, Clone)]
pub struct DeadlineNow<'p> {
    /// What the profile says of it.
    pub deadline: &'p Deadline,
    /// When it ends.
    pub due: Timestamp,
    /// Whole days until then; negative when it is over.
    pub days_left: i64,
}

/// What is known of a case's requests beside what was ticked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// Every request that we make is written.
    pub requested: bool,
    /// Every certificate is in place.
    pub installed: bool,
    /// A certificate came of the case.
    pub certificate: bool,
    /// The first moment of the newest certificate.
    pub issued: Option<Timestamp>,
}

/// All steps that this case has, in the order of the profile.
#[must_use]
pub fn steps<'p>(profile: &'p Profile, case: &Case, known: Known) -> Vec<StepNow<'p>> {
    let mut all: Vec<StepNow<'p>> = Vec::new();
    for step in profile.steps.iter().filter(|step| wanted(step, case)) {
        for (provider, place) in repeated(step, case) {
            // What is done for each provider waits for what comes before for the same one only.
            let before = |row: &&StepNow<'p>| {
                let apart = row.provider.is_some() && provider.is_some();
                step.after.contains(&row.step.id) && !(apart && row.provider != provider)
            };
            let mut before = all.iter().filter(before);
            let waits = before.any(|row| row.state != StepState::Done);
            let tick = case.ticks.iter().find(|tick| {
                tick.step == step.id && tick.provider == provider && tick.place == place
            });
            // What is done elsewhere is not done by making the paper for it.
            let here = step.place.is_none() && step.per != Per::Computer;
            let paper = match &step.action {
                Some(Action::Form(id)) if here => paper(case, id, provider.as_deref()),
                Some(action @ Action::Export(_)) if here => {
                    let note = action.to_string();
                    case.ticks.iter().rev().find(|tick| tick.step == note)
                }
                _ => None,
            };
            let by_itself = match (&step.action, step.done_by) {
                (_, Some(DoneBy::Certificate)) => known.certificate,
                (Some(Action::Request), None) => known.requested,
                (Some(Action::Install), None) => known.installed,
                _ => paper.is_some(),
            };
            all.push(StepNow {
                step,
                provider,
                place,
                state: match (tick.is_some() || by_itself, waits) {
                    (true, _) => StepState::Done,
                    (false, true) => StepState::Waiting,
                    (false, false) => StepState::Todo,
                },
                tick: tick.or(paper).cloned(),
            });
        }
    }
    all
}

/// What stands in a tick in place of a step: that a paper was made. Ids of steps have no colon.
#[must_use]
pub fn paper_step(form: &str) -> String {
    Action::Form(form.to_owned()).to_string()
}

/// When the paper of this id was made last, and where it lies; without a provider, for all of the case's.
#[must_use]
pub fn paper<'c>(case: &'c Case, form: &str, provider: Option<&str>) -> Option<&'c Tick> {
    let step = paper_step(form);
    let of = |provider: Option<&str>| {
        let mut ticks = case.ticks.iter().rev();
        ticks.find(|tick| tick.step == step && tick.provider.as_deref() == provider)
    };
    let all = || {
        let each: Option<Vec<&Tick>> = case.providers.iter().map(|it| of(Some(it))).collect();
        each.and_then(|each| each.last().copied())
    };
    match provider {
        Some(name) => of(Some(name)).or_else(|| of(None)),
        None => of(None).or_else(all),
    }
}

/// Whether a step belongs to a case like this one.
fn wanted(step: &Step, case: &Case) -> bool {
    let mut requests = case.wanted.iter().map(|it| &it.request);
    if !step.requests.is_empty() && !requests.any(|id| step.requests.contains(id)) {
        return false;
    }
    let stores = |words: &[&str]| {
        let mut wanted = case.wanted.iter();
        wanted.any(|it| {
            it.store
                .as_deref()
                .is_some_and(|store| words.contains(&store))
        })
    };
    let first = case.occasion != RENEWAL;
    step.only_if.iter().all(|condition| match condition {
        Condition::First | Condition::NewProvider => first,
        Condition::Renewal => !first,
        Condition::KeyInFile => stores(&["file", "both"]),
        Condition::KeyOnToken => stores(&["token", "both"]),
    })
}

/// For whom and where a step is done. A computer is known once it was named.
fn repeated(step: &Step, case: &Case) -> Vec<(Option<String>, Option<String>)> {
    let none = vec![(None, None)];
    match step.per {
        Per::Case => none,
        Per::Provider if case.providers.is_empty() => none,
        Per::Provider => {
            let names = case.providers.iter().cloned();
            names.map(|name| (Some(name), None)).collect()
        }
        Per::Request => {
            let ids = case.wanted.iter().map(|it| it.request.clone());
            ids.map(|id| (None, Some(id))).collect()
        }
        Per::Computer => {
            let ticks = case.ticks.iter().filter(|tick| tick.step == step.id);
            let places: Vec<_> = ticks.map(|tick| (None, tick.place.clone())).collect();
            if places.is_empty() { none } else { places }
        }
    }
}

/// The deadlines that run: begun, and not ended by their step.
#[must_use]
pub fn deadlines<'p>(
    profile: &'p Profile,
    case: &Case,
    known: Known,
    now: Timestamp,
) -> Vec<DeadlineNow<'p>> {
    let steps = steps(profile, case, known);
    let done = |id: &str| {
        let mut rows = steps.iter().filter(|row| row.step.id == id).peekable();
        rows.peek().is_some() && rows.all(|row| row.state == StepState::Done)
    };
    let mut all: Vec<DeadlineNow<'p>> = Vec::new();
    for deadline in profile.deadlines.iter().filter(|it| !done(&it.until)) {
        let start = match &deadline.starts {
            Start::Opened => Some(case.opened),
            Start::Issued => known.issued,
            Start::Step(id) => case
                .ticks
                .iter()
                .filter(|tick| tick.step == *id)
                .find_map(|tick| moment(&tick.on)),
        };
        let hours =
            i64::from(deadline.days.unwrap_or(0)) * 24 + i64::from(deadline.hours.unwrap_or(0));
        let due = start.and_then(|start| start.checked_add(hours.hours()).ok());
        if let Some(due) = due {
            let seconds = due.as_second() - now.as_second();
            all.push(DeadlineNow {
                deadline,
                due,
                days_left: seconds.div_euclid(24 * 60 * 60),
            });
        }
    }
    all.sort_by_key(|row| row.due);
    all
}

/// The beginning of a day here.
fn moment(day: &str) -> Option<Timestamp> {
    let date: Date = day.parse().ok()?;
    let zoned = date.to_zoned(TimeZone::system()).ok()?;
    Some(zoned.timestamp())
}

/// The occasion of a certificate that follows none.
pub const FIRST: &str = "first";

/// The occasion of a certificate that follows another.
pub const RENEWAL: &str = "renewal";
