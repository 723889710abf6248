//! `delete`: a certificate or a key off a token. The certificate is in a file before, each removal is read back, and
//! nothing is removed on a token that was not seen completely.

mod carry_out;
mod plan;

use schemars::JsonSchema;
use serde::Serialize;

pub use plan::What;
pub(in crate::op) use plan::{Plan, certificate_row};

use super::Setting;
use super::export::{full_name, several};
use super::select::{Closeness, matching};
use super::shape::OtherRow;
use super::view::{Depth, Identity, View};
use crate::ask::{Answer, Question, TypedConfirmation};
use crate::child::Place;
use crate::error::{Args, Code, Failure};
use crate::sanitize;
use crate::token::{Access, Role, TokenState};

/// What to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delete {
    /// Its name.
    pub id: String,
    /// How much of it.
    pub what: What,
}

/// A file that a certificate was saved to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SavedRow {
    /// Absolute.
    pub path: String,
}

/// The answer of `delete`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct DeleteOutcome {
    /// Gone, and seen to be gone.
    pub removed: Vec<OtherRow>,
    /// Left, since something else needs it.
    pub kept: Vec<OtherRow>,
    /// Where certificates were saved before.
    pub saved: Vec<SavedRow>,
}

impl Delete {
    /// Deletes, after a confirmation.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<DeleteOutcome, Failure> {
        setting.need_module()?;
        setting.open_tokens()?;
        setting.journal_ready()?;
        let (place, seen, unread) = self.place(setting)?;
        setting.may_write(place)?;
        // What can be told without the PIN is asked before it.
        let before = match seen {
            Some(identities) => {
                let plan = self.plan_of(setting, place, &identities);
                plan.map_err(|failure| match (failure.code, unread) {
                    (Code::NothingMatches, Some(unread)) => unread,
                    _ => failure,
                })?
            }
            None => None,
        };
        if let Some(plan) = &before {
            confirm(setting, place, plan)?;
        }
        let role = setting.writing_role(place);
        setting.unlock(place, role, Access::Write)?;
        let view = setting.view(place, Depth::Known)?;
        setting.settle(place, &view);
        if !view.complete {
            return Err(Failure::new(Code::ViewIncomplete)
                .with("token", setting.name_of(place))
                .state(TokenState::NothingChanged));
        }
        let plan = self
            .plan_of(setting, place, &view.identities())?
            .ok_or_else(|| self.nothing())?;
        // The officer need not see the private half (PKCS#11 2.40 §5.6.1): without it the key would lose only its public one.
        let half = plan.key.as_ref().is_some_and(|key| key.private.is_none());
        if half && role == Role::So {
            return Err(Failure::new(Code::ViewIncomplete)
                .with("token", setting.name_of(place))
                .state(TokenState::NothingChanged));
        }
        if !before.is_some_and(|before| before.asks_the_same(&plan)) {
            confirm(setting, place, &plan)?;
        }
        setting.carry_out(place, &plan, &view.private_keys())
    }

    /// The token, and what it shows without the PIN where that already holds what is meant; and why something was not
    /// read, where a read failed.
    fn place(&self, setting: &mut Setting<'_>) -> Result<Shown, Failure> {
        let mut fit = Vec::new();
        let mut unread = None;
        for place in setting.places() {
            let (view, failure): (Option<View>, _) = setting.public_look(place);
            unread = unread.or(failure);
            let identities = view.map(|view| view.identities()).unwrap_or_default();
            if !matching(&self.id, &identities, closeness(setting)).is_empty() {
                fit.push((place, identities));
            }
        }
        match fit.len() {
            0 if self.what == What::Certificate && !setting.places().is_empty() => {
                Err(unread.unwrap_or_else(|| self.nothing()))
            }
            0 => Ok((setting.one_token()?, None, None)),
            1 => fit
                .pop()
                .map(|(place, identities)| (place, Some(identities), unread))
                .ok_or_else(|| self.nothing()),
            _ => {
                let places: Vec<Place> = fit.iter().map(|(place, _)| *place).collect();
                let chosen = setting.choose_token(&places)?;
                let seen = fit.into_iter().find(|(place, _)| *place == chosen);
                Ok((chosen, seen.map(|(_, identities)| identities), unread))
            }
        }
    }

    fn plan_of(
        &self,
        setting: &Setting<'_>,
        place: Place,
        identities: &[Identity],
    ) -> Result<Option<Plan>, Failure> {
        let fit = matching(&self.id, identities, closeness(setting));
        match fit.as_slice() {
            [] => Ok(None),
            [only] => Plan::of(&self.id, self.what, only, identities)
                .map(|plan| Some(plan.on(setting.name_of(place)))),
            many => Err(several(&self.id, many)),
        }
    }

    fn nothing(&self) -> Failure {
        Failure::new(Code::NothingMatches)
            .with("value", sanitize::line(&self.id))
            .state(TokenState::NothingChanged)
    }
}

/// A token, what it shows without the PIN, and why that is not whole.
type Shown = (Place, Option<Vec<Identity>>, Option<Failure>);

/// A person sees the full name before anything happens, so a part will do.
fn closeness(setting: &Setting<'_>) -> Closeness {
    if setting.ask.somebody() {
        Closeness::Part
    } else {
        Closeness::Exact
    }
}

/// A plain question for a certificate, a typed word where a key goes for ever.
fn confirm(setting: &Setting<'_>, _: Place, plan: &Plan) -> Result<(), Failure> {
    let mut args = Args::new();
    args.insert("value", full_name(&plan.identity));
    args.insert("token", plan.token.clone());
    args.insert("word", sanitize::line(&plan.word));
    let answer = if plan.loses_key() {
        setting.ask.confirm_typed(&TypedConfirmation {
            id: "cli-ask-delete-key",
            args,
            word: plan.word.clone(),
        })
    } else {
        setting.ask.confirm(&Question {
            id: "cli-ask-delete-certificate",
            args,
        })
    };
    match answer {
        Answer::Yes => Ok(()),
        Answer::No => Err(Failure::new(Code::Declined).state(TokenState::NothingChanged)),
        Answer::Nobody => {
            let failure = Failure::new(Code::ConfirmationNeeded)
                .with("value", full_name(&plan.identity))
                .with("token", &plan.token)
                .state(TokenState::NothingChanged);
            Err(if plan.loses_key() {
                let word = sanitize::line(&plan.word);
                failure
                    .with("word", word)
                    .detail("confirm", plan.word.as_str())
            } else {
                failure.with("word", "none")
            })
        }
    }
}
