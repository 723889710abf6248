//! `done`: ticks a step of a case, with its date and its number.

use jiff::Zoned;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::setting::journal_failure;
use super::todo::{CaseRow, case_row};
use super::values;
use crate::case::{self, Case, Tick};
use crate::error::{Code, Failure};
use crate::profile::{Action, Keep, Per, Profile, Profiles, Step};
use crate::sanitize;
use crate::token::TokenState;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// The step's id.
    pub step: String,
    /// On which computer.
    pub place: Option<String>,
    /// Which case; may be left out where only one has this step.
    pub case: Option<String>,
    /// For which providers; all of the case where none is named.
    pub providers: Vec<String>,
    /// On which day: `2026-11-25`; today where none is given.
    pub on: Option<String>,
    /// The number that the step records.
    pub value: Option<String>,
}

/// The answer of `done`: the case as it stands now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DoneOutcome {
    /// The case.
    #[serde(flatten)]
    pub case: CaseRow,
}

impl Done {
    /// Ticks the step; `language` is the user's.
    pub fn run(&self, setting: &mut Setting<'_>, language: &str) -> Result<DoneOutcome, Failure> {
        let profiles = Profiles::load(setting.paths);
        setting.follow(&profiles, &[]);
        let mut case = self.case(setting, &profiles)?;
        let Some(profile) = case.profile.as_deref().and_then(|id| profiles.get(id)) else {
            return Err(self.no_step(&[]));
        };
        let Some(step) = profile.step(&self.step) else {
            return Err(self.no_step(&[profile]));
        };
        let on = self.day()?;
        let value = self.value(setting, profile, step, language)?;
        let place = self.place(step)?;
        for provider in self.providers(step, &case)? {
            case.ticks.retain(|tick| {
                tick.step != step.id || tick.provider != provider || tick.place != place
            });
            case.ticks.push(Tick {
                step: step.id.clone(),
                place: place.clone(),
                provider,
                on: on.clone(),
                value: value.clone(),
            });
        }
        if let (Some(Action::Record(field)), Some(value)) = (&step.action, &value)
            && profile
                .field(field)
                .is_some_and(|field| field.keep == Keep::Yes)
        {
            case.values.insert(field.clone(), value.clone());
        }
        let known = setting.known_of(&case);
        let steps = case::steps(profile, &case, known);
        let over = steps.iter().all(|row| row.state == case::StepState::Done);
        case.closed = over.then_some(setting.now);
        let kept = setting.journal.keep_case(&case);
        kept.map_err(|error| journal_failure(&error))?;
        Ok(DoneOutcome {
            case: case_row(setting, profile, &case, language),
        })
    }

    /// The case that was named, else the only open one with this step.
    fn case(&self, setting: &mut Setting<'_>, profiles: &Profiles) -> Result<Case, Failure> {
        let all = setting.journal.cases();
        let all = all.map_err(|error| journal_failure(&error))?;
        if let Some(id) = &self.case {
            return all.into_iter().find(|case| case.id == *id).ok_or_else(|| {
                Failure::new(Code::CaseNotFound)
                    .with("value", sanitize::line(id))
                    .state(TokenState::NothingChanged)
            });
        }
        let of = |case: &Case| case.profile.as_deref().and_then(|id| profiles.get(id));
        let known: Vec<&Profile> = all.iter().filter_map(of).collect();
        let has = |case: &Case| of(case).is_some_and(|profile| profile.step(&self.step).is_some());
        let fit: Vec<Case> = all
            .iter()
            .filter(|case| case.closed.is_none() && has(case))
            .cloned()
            .collect();
        match fit.as_slice() {
            [only] => Ok(only.clone()),
            [] => Err(self.no_step(&known)),
            many => {
                let names: Vec<&str> = many.iter().map(|case| case.id.as_str()).collect();
                Err(Failure::new(Code::SeveralCases)
                    .with("value", sanitize::line(&self.step))
                    .with("names", names.join(", "))
                    .detail("candidates", names)
                    .state(TokenState::NothingChanged))
            }
        }
    }

    fn no_step(&self, profiles: &[&Profile]) -> Failure {
        let steps = profiles.iter().flat_map(|profile| &profile.steps);
        let mut names: Vec<&str> = steps.map(|step| step.id.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        Failure::new(Code::StepNotFound)
            .with("value", sanitize::line(&self.step))
            .with("names", names.join(", "))
            .state(TokenState::NothingChanged)
    }

    /// A day that is a day, and not one to come.
    fn day(&self) -> Result<String, Failure> {
        let today = Zoned::now().date();
        let Some(text) = &self.on else {
            return Ok(today.to_string());
        };
        let refused = |reason: &'static str| {
            Failure::new(Code::DateInvalid)
                .with("value", sanitize::line(text))
                .with("reason", reason)
                .with("date", today)
                .state(TokenState::NothingChanged)
        };
        let day: Date = text.trim().parse().map_err(|_| refused("form"))?;
        if day > today {
            return Err(refused("future"));
        }
        Ok(day.to_string())
    }

    /// The number that the step records, checked like any other value of its field.
    fn value(
        &self,
        setting: &mut Setting<'_>,
        profile: &Profile,
        step: &Step,
        language: &str,
    ) -> Result<Option<String>, Failure> {
        let own = &profile.header.language;
        let field = match &step.action {
            Some(Action::Record(id)) => profile.field(id),
            _ => None,
        };
        match (field, &self.value) {
            (Some(field), Some(value)) => {
                let fit = values::check(field, value, language, own)?;
                for doubt in fit.doubts {
                    setting.notice(doubt);
                }
                Ok(Some(fit.value))
            }
            (Some(field), None) => Err(Failure::new(Code::ValueMissing)
                .with(
                    "names",
                    format!(
                        "--value ({})",
                        sanitize::line(field.label.shown(language, own))
                    ),
                )
                .with("command", format!("parafa done {} --value …", step.id))),
            (None, value) => Ok(value.as_deref().map(sanitize::line)),
        }
    }

    /// Only what is done on each computer has a place, and that always.
    fn place(&self, step: &Step) -> Result<Option<String>, Failure> {
        match (step.per, &self.place) {
            (Per::Computer | Per::Request, Some(place)) => Ok(Some(sanitize::line(place))),
            (Per::Computer | Per::Request, None) => Err(Failure::new(Code::ValueMissing)
                .with("names", format!("{}@…", step.id))
                .with("command", format!("parafa done {}@PLACE", step.id))),
            (_, None) => Ok(None),
            (_, Some(place)) => Err(Failure::new(Code::OptionsConflict)
                .with("option", format!("@{}", sanitize::line(place)))
                .with("names", &step.id)
                .state(TokenState::NothingChanged)),
        }
    }

    /// Those that were named, else all of the case; a step that is done once has none.
    fn providers(&self, step: &Step, case: &Case) -> Result<Vec<Option<String>>, Failure> {
        let unknown = self
            .providers
            .iter()
            .find(|name| !case.providers.contains(name));
        if let Some(name) = unknown {
            return Err(Failure::new(Code::ProviderNotFound)
                .with("value", sanitize::line(name))
                .with("names", sanitize::line(&case.providers.join(", ")))
                .state(TokenState::NothingChanged));
        }
        if step.per != Per::Provider || case.providers.is_empty() {
            return Ok(vec![None]);
        }
        let named = if self.providers.is_empty() {
            &case.providers
        } else {
            &self.providers
        };
        Ok(named.iter().cloned().map(Some).collect())
    }
}
