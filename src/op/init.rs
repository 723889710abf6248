//! `init`: makes a token blank and sets its PINs. Only a blank software slot goes without the words that are shown.

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::select::is_name;
use super::setting::journal_failure;
use super::shape::TokenRow;
use super::unlock::Given;
use super::view::Depth;
use crate::ask::{Answer, SecretAnswer, SecretKind, SecretWanted, TypedConfirmation};
use crate::child::Place;
use crate::error::{Args, Code, Failure};
use crate::journal::{Intent, Operation, Outcome, Owner};
use crate::sanitize;
use crate::secret::Secret;
use crate::token::{Access, Fault, FaultKind, PinState, Role, TokenId, TokenInfo, TokenState};

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
    /// Initialises, sets the user's PIN as the officer, and reads the token back.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<InitOutcome, Failure> {
        self.check_label()?;
        setting.need_module()?;
        setting.open_tokens()?;
        setting.journal_ready()?;
        let place = setting.slot_to_initialise()?;
        setting.confirm_initialising(place)?;
        let so = setting.officer_secret(place)?;
        let user = setting.first_pin(place, &self.label)?;
        let owner = setting.owner()?;
        setting.tokens.alone(place);
        let fresh = self.make(setting, place, &so, &owner)?;
        setting
            .set_first_pin(fresh, &so, &user, &owner)
            .map_err(changed)?;
        self.read_back(setting, fresh).map_err(changed)
    }

    /// A label is cut by nobody but the person.
    fn check_label(&self) -> Result<(), Failure> {
        let bytes = self.label.len();
        let fault = if self.label.trim().is_empty() {
            Some("-".to_owned())
        } else if bytes > LABEL_BYTES {
            Some(format!("{bytes} > {LABEL_BYTES}"))
        } else if sanitize::line(&self.label) != self.label {
            Some(sanitize::line(&self.label))
        } else {
            None
        };
        match fault {
            Some(text) => Err(Failure::new(Code::LabelInvalid)
                .with("text", text)
                .with("value", sanitize::line(&self.label))
                .with("limit", LABEL_BYTES)),
            None => Ok(()),
        }
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
    /// The only blank software slot, or the slot that was named or chosen.
    fn slot_to_initialise(&mut self) -> Result<Place, Failure> {
        let all = self.places();
        let blank: Vec<Place> = all
            .iter()
            .copied()
            .filter(|place| self.is_blank_software(*place))
            .collect();
        let fit = match (&self.selector, blank.is_empty()) {
            (None, false) => blank,
            _ => all,
        };
        match fit.as_slice() {
            [only] => Ok(*only),
            [] => Err(self.no_token(&fit)),
            many => self.choose_token(many),
        }
    }

    fn is_blank_software(&self, place: Place) -> bool {
        let software = self
            .tokens
            .slot(place)
            .is_some_and(|slot| slot.hardware == Some(false));
        let blank = self
            .tokens
            .token(place)
            .is_some_and(|token| !token.initialised);
        software && blank
    }

    /// Says what would go, and wants the serial number or the reader's name typed.
    fn confirm_initialising(&mut self, place: Place) -> Result<(), Failure> {
        if self.is_blank_software(place) {
            return Ok(());
        }
        let visible = self.visible(place);
        let reader = self
            .tokens
            .slot(place)
            .map(|slot| slot.description.clone())
            .unwrap_or_default();
        let serial = self
            .tokens
            .token(place)
            .map(|token| token.id.serial.clone())
            .filter(|serial| is_name(serial));
        let word = serial.unwrap_or(reader);
        let mut args = Args::new();
        args.insert("token", self.name_of(place));
        args.insert("names", visible);
        args.insert("word", sanitize::line(&word));
        let answer = self.ask.confirm_typed(&TypedConfirmation {
            id: "cli-ask-init",
            args,
            word: word.clone(),
        });
        match answer {
            Answer::Yes => Ok(()),
            Answer::No => Err(Failure::new(Code::Declined).state(TokenState::NothingChanged)),
            Answer::Nobody => Err(Failure::new(Code::TokenNotBlank)
                .with("token", self.name_of(place))
                .with("word", sanitize::line(&word))
                .detail("confirm", word)
                .state(TokenState::NothingChanged)),
        }
    }

    /// The holders of certificates that show without the PIN; `-` for none.
    fn visible(&mut self, place: Place) -> String {
        let view = if self.open_session(place, Access::Read).is_ok() {
            self.view_partly(place, Depth::Known).0
        } else {
            super::view::View::default()
        };
        if let Ok(engine) = self.tokens.engine(place) {
            // An open session would keep the token from being initialised.
            engine.close(place.slot);
        }
        let names: Vec<String> = view
            .certificates
            .iter()
            .map(|seen| seen.certificate.holder().unwrap_or_else(|| "-".to_owned()))
            .collect();
        if names.is_empty() {
            "-".to_owned()
        } else {
            sanitize::line(&names.join(", "))
        }
    }

    /// The officer's PIN: a first one for a blank token, else the one that it has.
    fn officer_secret(&mut self, place: Place) -> Result<Given, Failure> {
        let token = self.tokens.token(place).cloned();
        if token.as_ref().is_some_and(|token| token.initialised) {
            let label = token.map(|token| token.id.label).unwrap_or_default();
            return self.secret_for(place, Role::So, &label);
        }
        let label = self.name_of(place);
        self.new_secret(place, Role::So, &label, token.as_ref(), Code::SoPinNeeded)
    }

    fn first_pin(&mut self, place: Place, label: &str) -> Result<Given, Failure> {
        let token = self.tokens.token(place).cloned();
        self.new_secret(place, Role::User, label, token.as_ref(), Code::NewPinNeeded)
    }

    /// A PIN that is going to be set: never empty, and not sent anywhere before it is needed.
    fn new_secret(
        &mut self,
        place: Place,
        role: Role,
        label: &str,
        token: Option<&TokenInfo>,
        needed: Code,
    ) -> Result<Given, Failure> {
        let pad = token.is_some_and(|token| token.pin_pad);
        if pad {
            return Ok(Given::Pad);
        }
        let wanted = SecretWanted {
            what: SecretKind::NewPin(role),
            token: label.to_owned(),
            serial: token
                .map(|token| token.id.serial.clone())
                .unwrap_or_default(),
            state: PinState::NotSet,
        };
        match self.ask.secret(&wanted) {
            SecretAnswer::Given(secret) if secret.is_empty() || secret.has_nul() => {
                Err(self.pin_failure(Code::PinInvalid, place, role))
            }
            SecretAnswer::Given(secret) => Ok(Given::Secret(secret)),
            SecretAnswer::Pad | SecretAnswer::Nobody => Err(self.pin_failure(needed, place, role)),
            SecretAnswer::Declined => Err(self.pin_failure(Code::Declined, place, role)),
            SecretAnswer::Unreadable { origin, reason } => Err(self
                .pin_failure(Code::PinSourceUnreadable, place, role)
                .with("origin", origin)
                .with("reason", reason)),
        }
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
        let module = self
            .tokens
            .host(place)
            .map(|host| host.path.clone())
            .unwrap_or_default();
        Intent::new(operation, token, &module, owner)
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
            Some(token) if is_name(&token.serial) => found.id == *token,
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
            _ => Err(Failure::new(Code::NoToken)
                .with("token", sanitize::line(label))
                .with("value", sanitize::line(label))),
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
