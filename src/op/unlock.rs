//! PINs: flags read first, everything refused that can be refused without a try, one log-in per secret, a secret once
//! refused never sent again.

use super::Setting;
use super::setting::journal_failure;
use crate::ask::{Answer, SecretAnswer, SecretKind, SecretWanted};
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::sanitize;
use crate::secret::Secret;
use crate::token::{Access, Fault, FaultKind, PinState, Role, TokenInfo, TokenState, token_uri};

/// What a PIN is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To use the token.
    Use,
    /// To be changed: also one that must be.
    Change,
}

/// What to unlock a key or token with.
pub(super) enum Given {
    /// This secret.
    Secret(Secret),
    /// The PIN pad or the driver's window.
    Pad,
}

impl Given {
    /// The secret, where it is not typed on the pad.
    pub(super) fn secret(&self) -> Option<&Secret> {
        match self {
            Self::Secret(secret) => Some(secret),
            Self::Pad => None,
        }
    }
}

impl Setting<'_> {
    /// Logs in, unless that is done already.
    pub(super) fn unlock(
        &mut self,
        place: Place,
        role: Role,
        access: Access,
    ) -> Result<(), Failure> {
        if self.logged_in.get(&place) == Some(&role) {
            return self.open_session(place, access);
        }
        let given = self.secret_for(place, role, &self.label_of(place))?;
        self.log_in_with(place, role, access, given)
    }

    /// Logs in with a secret that was got before.
    pub(super) fn log_in_with(
        &mut self,
        place: Place,
        role: Role,
        access: Access,
        given: Given,
    ) -> Result<(), Failure> {
        self.tokens.alone(place);
        self.open_session(place, access)?;
        let answer = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.login(place.slot, role, given.secret()));
        match answer {
            Ok(()) => {
                self.accept(place, role, given);
                self.logged_in.insert(place, role);
                Ok(())
            }
            Err(fault) => Err(self.refuse(place, role, &given, fault)),
        }
    }

    pub(super) fn open_session(&mut self, place: Place, access: Access) -> Result<(), Failure> {
        let opened = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.open(place.slot, access));
        opened.map_err(|fault| self.failed(place, fault))
    }

    /// Before the user's PIN is sent to any of these tokens: one that comes from a source is meant for one of them (Q25).
    pub(super) fn one_pin_for(&self, places: &[Place]) -> Result<(), Failure> {
        let wants = |place: &&Place| {
            let token = self.tokens.token(**place);
            token.is_some_and(|token| {
                let state = token.pin_state(Role::User);
                let usable = !matches!(state, PinState::Locked | PinState::NotSet);
                token.initialised && !token.pin_pad && usable
            })
        };
        let wanting: Vec<Place> = places.iter().filter(wants).copied().collect();
        if wanting.len() > 1 && self.ask.is_told_beforehand(SecretKind::Pin(Role::User)) {
            return Err(self.pin_for_which(&wanting));
        }
        Ok(())
    }

    fn pin_for_which(&self, places: &[Place]) -> Failure {
        let names: Vec<String> = places.iter().map(|place| self.name_of(*place)).collect();
        let uris: Vec<String> = places
            .iter()
            .map(|place| token_uri(place.slot, self.tokens.token(*place).map(|token| &token.id)))
            .collect();
        Failure::new(Code::PinForWhich)
            .with("names", names.join(", "))
            .detail("candidates", uris)
            .state(TokenState::NothingChanged)
    }

    fn label_of(&self, place: Place) -> String {
        self.tokens
            .token(place)
            .map(|token| token.id.label.clone())
            .unwrap_or_default()
    }

    /// Gets a secret after all that can be refused without it: state of the PIN, last try, nobody here.
    pub(super) fn secret_for(
        &mut self,
        place: Place,
        role: Role,
        label: &str,
    ) -> Result<Given, Failure> {
        self.secret_to(place, role, label, Purpose::Use)
    }

    /// [`Self::secret_for`] where the PIN itself may be what is changed.
    pub(super) fn secret_to(
        &mut self,
        place: Place,
        role: Role,
        label: &str,
        purpose: Purpose,
    ) -> Result<Given, Failure> {
        let Some(token) = self.tokens.token(place).cloned() else {
            return Err(Failure::new(Code::TokenRemoved).state(TokenState::NothingChanged));
        };
        let state = token.pin_state(role);
        let wanted = SecretWanted {
            what: SecretKind::Pin(role),
            token: label.to_owned(),
            serial: token.id.serial.clone(),
            state,
        };
        if state != PinState::ToBeChanged || purpose == Purpose::Use {
            self.guard(place, role, &wanted)?;
        }
        if token.pin_pad {
            return Ok(Given::Pad);
        }
        if self.ask.is_told_beforehand(wanted.what) {
            let first = *self.told_to.entry(role).or_insert(place);
            if first != place {
                return Err(self.pin_for_which(&[first, place]));
            }
        }
        let secret = match self.ask.secret(&wanted) {
            SecretAnswer::Given(secret) => secret,
            SecretAnswer::Pad => return Ok(Given::Pad),
            SecretAnswer::Nobody => return Err(self.pin_failure(needed(role), place, role)),
            SecretAnswer::Declined => return Err(self.pin_failure(Code::Declined, place, role)),
            SecretAnswer::Unreadable { origin, reason } => {
                let failure = self.pin_failure(Code::PinSourceUnreadable, place, role);
                return Err(failure.with("origin", origin).with("reason", reason));
            }
        };
        if secret.has_nul() || secret.is_empty() {
            return Err(self.pin_failure(Code::PinInvalid, place, role));
        }
        let mark = secret.mark(self.salt());
        if self.refused.contains(&(place, role, mark)) {
            return Err(self.pin_failure(Code::PinRefusedBefore, place, role));
        }
        Ok(Given::Secret(secret))
    }

    /// A PIN that is going to be set: never empty, and not sent anywhere before it is needed.
    pub(super) fn new_secret(
        &mut self,
        place: Place,
        what: SecretKind,
        label: &str,
        token: Option<&TokenInfo>,
    ) -> Result<Given, Failure> {
        let (role, needed) = match what {
            SecretKind::FirstPin(Role::So) => (Role::So, Code::SoPinNeeded),
            SecretKind::FirstPin(role) | SecretKind::NewPin(role) | SecretKind::Pin(role) => {
                (role, Code::NewPinNeeded)
            }
            SecretKind::Password | SecretKind::NewPassword => (Role::User, Code::NewPinNeeded),
        };
        let pad = token.is_some_and(|token| token.pin_pad);
        if pad {
            return Ok(Given::Pad);
        }
        let wanted = SecretWanted {
            what,
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
            SecretAnswer::Given(secret) => {
                let lengths = token.map(|token| (token.min_pin, token.max_pin));
                let (least, most) = lengths.unwrap_or_default();
                let length = u64::try_from(secret.len()).unwrap_or(u64::MAX);
                let fits = least.is_none_or(|least| length >= least)
                    && most.is_none_or(|most| length <= most);
                if fits {
                    return Ok(Given::Secret(secret));
                }
                let bound = |bound: Option<u64>| bound.map_or("?".to_owned(), |it| it.to_string());
                let limit = format!("{}–{}", bound(least), bound(most));
                let failure = self.pin_failure(Code::NewPinLength, place, role);
                Err(failure.with("count", length).with("limit", limit))
            }
            SecretAnswer::Pad | SecretAnswer::Nobody => Err(self.pin_failure(needed, place, role)),
            SecretAnswer::Declined => Err(self.pin_failure(Code::Declined, place, role)),
            SecretAnswer::Unreadable { origin, reason } => Err(self
                .pin_failure(Code::PinSourceUnreadable, place, role)
                .with("origin", origin)
                .with("reason", reason)),
        }
    }

    /// A locked PIN is not tried; the last try only when that was allowed.
    fn guard(&mut self, place: Place, role: Role, wanted: &SecretWanted) -> Result<(), Failure> {
        match wanted.state {
            PinState::Locked => Err(self.pin_failure(Code::PinLocked, place, role)),
            PinState::NotSet => Err(self.pin_failure(Code::PinNotSet, place, role)),
            PinState::ToBeChanged => Err(self.pin_failure(Code::PinMustChange, place, role)),
            PinState::FinalTry => match self.ask.final_try(wanted) {
                Answer::Yes => Ok(()),
                Answer::No | Answer::Nobody => Err(self.pin_failure(Code::FinalTry, place, role)),
            },
            PinState::CountLow => {
                let notice = Notice::new(Code::PinCountLow)
                    .with("token", sanitize::line(&wanted.token))
                    .with("serial", sanitize::line(&wanted.serial))
                    .with("role", role_word(role));
                self.notice(notice);
                Ok(())
            }
            PinState::NoWarning | PinState::Unknown => Ok(()),
        }
    }

    pub(super) fn accept(&mut self, place: Place, role: Role, given: Given) {
        if let Some(token) = self.tokens.token(place).map(|token| token.id.clone()) {
            let noted = self
                .journal
                .exists()
                .then(|| self.journal.note_accepted(&token, role))
                .transpose();
            if let Err(error) = noted {
                tracing::warn!(%error, "the accepted PIN could not be noted");
            }
        }
        if let Given::Secret(secret) = given {
            self.accepted.insert((place, role), secret);
        }
    }

    /// Notes a refusal, reads the flags again, and says what is known of the counter now.
    pub(super) fn refuse(
        &mut self,
        place: Place,
        role: Role,
        given: &Given,
        fault: Fault,
    ) -> Failure {
        let spent = !matches!(
            fault.kind,
            FaultKind::PinLocked
                | FaultKind::PinNotSet
                | FaultKind::Removed
                | FaultKind::Interrupted
                | FaultKind::SessionLost
        ) && !self.is_signed_out(place, &fault);
        if let Given::Secret(secret) = given {
            let mark = secret.mark(self.salt());
            self.refused.push((place, role, mark));
        }
        let token = self.tokens.token(place).map(|token| token.id.clone());
        let noted = token
            .filter(|_| spent)
            .map_or(Ok(()), |token| self.journal.note_refused(&token, role));
        if let Err(error) = noted {
            tracing::warn!(error = %journal_failure(&error), "the refused PIN could not be noted");
        }
        if !fault.ends_host() {
            let _ = self.tokens.read_again(place);
        }
        let state = self
            .tokens
            .token(place)
            .map_or(PinState::Unknown, |token| token.pin_state(role));
        self.failed(place, fault)
            .with("token", self.name_of(place))
            .with("role", role_word(role))
            .detail("role", role_word(role))
            .detail("pin_state", serde_json::to_value(state).unwrap_or_default())
    }

    pub(super) fn pin_failure(&self, code: Code, place: Place, role: Role) -> Failure {
        let token = self.tokens.token(place);
        let failure = Failure::new(code)
            .state(TokenState::NothingChanged)
            .with("role", role_word(role));
        match token {
            Some(token) => failure
                .with("token", sanitize::line(&token.id.label))
                .with("label", sanitize::line(&token.id.label))
                .with("serial", sanitize::line(&token.id.serial)),
            None => failure,
        }
        .detail("role", role_word(role))
    }
}

/// The role's stable word; the faces translate it.
pub(super) fn role_word(role: Role) -> &'static str {
    match role {
        Role::User => "user",
        Role::So => "so",
        Role::Key => "key",
    }
}

fn needed(role: Role) -> Code {
    match role {
        Role::User => Code::PinNeeded,
        Role::So => Code::SoPinNeeded,
        Role::Key => Code::KeyPinNeeded,
    }
}
