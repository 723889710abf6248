//! `init`: makes a token blank and sets its PINs. Only a blank software slot goes without the words that are shown.

mod choose;

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::setting::journal_failure;
use super::shape::TokenRow;
use super::unlock::Given;
use crate::ask::SecretKind;
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::journal::{Intent, Operation, Outcome, Owner};
use crate::secret::Secret;
use crate::token::{Access, Fault, FaultKind, Role, TokenId, TokenInfo, TokenState, names_a_token};

/// How to initialise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Init {
    /// The new label.
    pub label: String,
}

/// The answer of `init`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InitOutcome {
    /// The token, as read afterwards.
    pub token: TokenRow,
}

/// PKCS#11 2.40 §5.5: the label has 32 bytes.
const LABEL_BYTES: usize = 32;

impl Init {
    /// Refuses a label that no token takes; nothing is asked.
    pub fn check(&self) -> Result<(), Failure> {
        super::label::check(&self.label, LABEL_BYTES)
    }

    /// Initialises, sets the user's PIN as the officer, and reads the token back.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<InitOutcome, Failure> {
        self.check()?;
        setting.need_module()?;
        setting.open_tokens()?;
        setting.journal_ready()?;
        let place = setting.slot_to_initialise()?;
        setting.confirm_initialising(place)?;
        let so = setting.officer_secret(place)?;
        let user = setting.first_pin(place, &self.label)?;
        let owner = setting.owner(place)?;
        setting.tokens.alone(place);
        let fresh = self.make(setting, place, &so, &owner)?;
        setting
            .set_first_pin(fresh, &so, &user, &owner)
            .map_err(changed)?;
        self.read_back(setting, fresh).map_err(changed)
    }

    /// Initialises the token and finds it again: its slot's number may be another one now.
    fn make(
        &self,
        setting: &mut Setting<'_>,
        place: Place,
        so: &Given,
        owner: &Owner,
    ) -> Result<Place, Failure> {
        let intent = Intent {
            label: Some(self.label.clone()),
            ..setting.init_intent(place, Operation::InitToken, owner)
        };
        let id = setting
            .journal
            .begin(&intent)
            .map_err(|error| journal_failure(&error))?;
        let made = setting
            .tokens
            .engine(place)
            .and_then(|engine| engine.init_token(place.slot, secret(so), &self.label));
        setting.close(id, &outcome_of(made.as_ref().err()));
        match made {
            Ok(slot) => {
                let token = slot.token.map(|token| token.id);
                setting
                    .find_again(place, token.as_ref().ok(), &self.label)
                    .map_err(changed)
            }
            Err(fault) => Err(setting.refuse(place, Role::So, so, fault)),
        }
    }

    fn read_back(&self, setting: &mut Setting<'_>, place: Place) -> Result<InitOutcome, Failure> {
        let read = setting.tokens.read_again(place);
        read.map_err(|fault| setting.failed(place, fault))?;
        let token = setting.tokens.token(place);
        let good = token.is_some_and(|token| {
            token.initialised && token.user_pin_set && token.id.label == self.label
        });
        match setting.token_row(place) {
            Some(token) if good => Ok(InitOutcome { token }),
            _ => Err(Failure::new(Code::ReadBackDiffers).with("token", setting.name_of(place))),
        }
    }
}

impl Setting<'_> {
    /// The officer's PIN: a first one for a blank token, else the one that it has.
    fn officer_secret(&mut self, place: Place) -> Result<Given, Failure> {
        let token = self.tokens.token(place).cloned();
        if token.as_ref().is_some_and(|token| token.initialised) {
            let label = token.map(|token| token.id.label).unwrap_or_default();
            return self.secret_for(place, Role::So, &label);
        }
        let label = self.name_of(place);
        self.new_secret(
            place,
            SecretKind::FirstPin(Role::So),
            &label,
            token.as_ref(),
        )
    }

    fn first_pin(&mut self, place: Place, label: &str) -> Result<Given, Failure> {
        let token = self.tokens.token(place).cloned();
        self.new_secret(
            place,
            SecretKind::FirstPin(Role::User),
            label,
            token.as_ref(),
        )
    }

    fn init_intent(&self, place: Place, operation: Operation, owner: &Owner) -> Intent {
        let reader = || {
            self.tokens
                .slot(place)
                .map(|slot| slot.description.clone())
                .unwrap_or_default()
        };
        // A token that cannot be read has no name but its reader's.
        let token = self.tokens.token(place).map_or_else(
            || TokenId {
                label: reader(),
                manufacturer: String::new(),
                model: String::new(),
                serial: String::new(),
            },
            |token| token.id.clone(),
        );
        Intent::new(operation, token, &self.path_of(place), owner)
    }

    /// By label and serial number, since slots are numbered anew.
    fn find_again(
        &mut self,
        before: Place,
        token: Option<&TokenId>,
        label: &str,
    ) -> Result<Place, Failure> {
        let module = self.module_of(before);
        self.tokens.refresh();
        let is_it = |found: &TokenInfo| match token {
            Some(token) if names_a_token(&token.serial) => found.id == *token,
            _ => found.initialised && found.id.label == label,
        };
        let fit: Vec<Place> = self
            .tokens
            .slots()
            .filter(|(_, host, slot)| host.id == module && slot.token.as_ref().is_ok_and(is_it))
            .map(|(place, _, _)| place)
            .collect();
        match fit.as_slice() {
            [only] => Ok(*only),
            many if many.contains(&before) => Ok(before),
            _ => Err(self.token_not_found(label).state(TokenState::Changed)),
        }
    }

    /// As the officer, sets the user's PIN, and logs out.
    fn set_first_pin(
        &mut self,
        place: Place,
        so: &Given,
        user: &Given,
        owner: &Owner,
    ) -> Result<(), Failure> {
        self.tokens.alone(place);
        self.open_session(place, Access::Write)?;
        let entered = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.login(place.slot, Role::So, secret(so)));
        if let Err(fault) = entered {
            return Err(self.refuse(place, Role::So, so, fault));
        }
        let intent = self.init_intent(place, Operation::InitPin, owner);
        let id = self
            .journal
            .begin(&intent)
            .map_err(|error| journal_failure(&error))?;
        let set = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.init_pin(place.slot, secret(user)));
        self.close(id, &outcome_of(set.as_ref().err()));
        if let Ok(engine) = self.tokens.engine(place) {
            engine.close(place.slot);
        }
        set.map_err(|fault| self.failed(place, fault))
    }
}

fn secret(given: &Given) -> Option<&Secret> {
    match given {
        Given::Secret(secret) => Some(secret),
        Given::Pad => None,
    }
}

fn outcome_of(fault: Option<&Fault>) -> Outcome {
    match fault {
        None => Outcome::Done {
            key: None,
            spki: None,
        },
        Some(fault) if fault.state == TokenState::Unknown => Outcome::Unknown,
        Some(fault) if fault.state == TokenState::NothingChanged => Outcome::NothingChanged,
        Some(fault) => Outcome::Failed {
            code: word_of(&fault.kind),
        },
    }
}

fn word_of(kind: &FaultKind) -> String {
    kind.to_string().replace(' ', "_")
}

/// After the token was initialised, nothing is as it was, whatever failed.
fn changed(failure: Failure) -> Failure {
    match failure.token_state {
        Some(TokenState::Unknown) => failure,
        _ => failure.state(TokenState::Changed),
    }
}
