//! `pin`: the state of PINs, a change by who knows the old one, a new one by the officer where it is locked.

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::setting::journal_failure;
use super::shape::{ModuleRow, TokenRow, module_rows};
use super::tokens::stopped;
use super::unlock::{Given, Purpose};
use crate::ask::SecretKind;
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::journal::{IntentId, Operation, Outcome, Owner};
use crate::profile::{Fact, Issuer, Profiles};
use crate::secret;
use crate::token::{Access, Fault, FaultKind, PinState, Role, TokenState, token_uri};
use crate::x509::Certificate;

/// What to do with a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// Tell the state of each.
    Status,
    /// Change it, knowing the old one: the user's or the officer's.
    Change(Role),
    /// Give the user a new one, as the officer. Keys and certificates stay.
    Unblock,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// The states were told.
    Status,
    /// A PIN was changed.
    Changed,
    /// The user has a new PIN.
    Unblocked,
}

/// Who unlocks a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnlocksRow {
    /// The token's URI.
    pub token: String,
    /// The issuer of a certificate on it.
    pub issuer: String,
    /// Who, in words.
    pub text: Option<String>,
    /// The issuer's number.
    pub phone: Option<String>,
    /// Still to be confirmed by the issuer.
    pub to_be_confirmed: bool,
}

/// The answer of `pin`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PinOutcome {
    /// What was done.
    pub done: Done,
    /// Whose PIN: `user` or `so`; `null` for `status`.
    pub role: Option<&'static str>,
    /// The tokens as read afterwards; one where a PIN was changed.
    pub tokens: Vec<TokenRow>,
    /// Who unlocks the tokens whose PIN is locked or near it, as their issuers say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unlocks: Vec<UnlocksRow>,
    /// The drivers that were asked.
    #[serde(skip)]
    pub modules: Vec<ModuleRow>,
    /// Why the list is not whole.
    #[serde(skip)]
    pub cut: Option<Failure>,
}

impl Pin {
    /// Does it.
    pub fn run(self, setting: &mut Setting<'_>, language: &str) -> Result<PinOutcome, Failure> {
        let (done, role) = match self {
            Self::Status => return status(setting, language),
            Self::Change(role) => (Done::Changed, role),
            Self::Unblock => (Done::Unblocked, Role::User),
        };
        setting.open_tokens()?;
        let place = setting.one_token()?;
        setting.journal_ready()?;
        match self {
            Self::Unblock => setting.unblock(place)?,
            _ => setting.change_pin(place, role)?,
        }
        // The PIN is changed: that it cannot be read back afterwards changes nothing of that.
        let _ = setting.tokens.read_again(place);
        let row = setting.token_row(place);
        Ok(PinOutcome {
            done,
            role: Some(super::unlock::role_word(role)),
            tokens: row.into_iter().collect(),
            unlocks: Vec::new(),
            modules: Vec::new(),
            cut: None,
        })
    }
}

fn status(setting: &mut Setting<'_>, language: &str) -> Result<PinOutcome, Failure> {
    let cut = stopped(setting.open_tokens())?;
    let places = setting.places();
    let tokens: Vec<TokenRow> = places
        .iter()
        .filter_map(|place| setting.token_row(*place))
        .collect();
    let mut unlocks = Vec::new();
    for place in places {
        unlocks.extend(setting.unlocks(place, language));
    }
    setting.journal_notices();
    Ok(PinOutcome {
        done: Done::Status,
        role: None,
        tokens,
        unlocks,
        modules: module_rows(setting.tokens.hosts()),
        cut,
    })
}

/// Who unlocks a token with these certificates: their issuers, each once.
pub(super) fn unlockers<'c>(
    profiles: &Profiles,
    token: &str,
    certificates: impl Iterator<Item = &'c Certificate>,
    language: &str,
) -> Vec<UnlocksRow> {
    let row = |(issuer, own): (&Issuer, &str)| {
        let unlocks = issuer.unlocks.as_ref();
        UnlocksRow {
            token: token.to_owned(),
            issuer: issuer.name.clone(),
            text: unlocks.map(|text| text.shown(language, own).to_owned()),
            phone: issuer.phone.clone(),
            to_be_confirmed: issuer.to_be_confirmed(),
        }
    };
    let mut rows: Vec<UnlocksRow> = Vec::new();
    for row in known_issuers(profiles, certificates).map(row) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

/// The issuers of these certificates that a profile knows, each with the language of its authority.
pub(super) fn known_issuers<'p, 'c>(
    profiles: &'p Profiles,
    certificates: impl Iterator<Item = &'c Certificate>,
) -> impl Iterator<Item = (&'p Issuer, &'p str)> {
    certificates.filter_map(|certificate| {
        let fits = super::recognise::fits(profiles, certificate);
        fits.iter().find_map(|profile| {
            let issuer = super::recognise::issuer_of(profile, certificate)?;
            Some((issuer, profile.header.language.as_str()))
        })
    })
}

impl Setting<'_> {
    /// Who unlocks a token: by the issuers of the certificates that show on it. Only where its PIN is locked or near it.
    fn unlocks(&mut self, place: Place, language: &str) -> Vec<UnlocksRow> {
        let state = self
            .tokens
            .token(place)
            .map(|token| token.pin_state(Role::User));
        if !matches!(
            state,
            Some(PinState::Locked | PinState::FinalTry | PinState::CountLow)
        ) {
            return Vec::new();
        }
        let Some(view) = self.public_view(place) else {
            return Vec::new();
        };
        let token = token_uri(place.slot, self.tokens.token(place).map(|token| &token.id));
        let seen = view.certificates.iter().map(|seen| &seen.certificate);
        unlockers(&Profiles::load(self.paths), &token, seen, language)
    }

    /// The user's PIN is changed without a log-in where the token allows it: the old one is sent once.
    fn change_pin(&mut self, place: Place, role: Role) -> Result<(), Failure> {
        let token = self.tokens.token(place).cloned();
        let label = self.name_for_pin(place);
        let old = self.secret_to(place, role, &label, Purpose::Change)?;
        let new = self.new_secret(place, SecretKind::NewPin(role), &label, token.as_ref())?;
        let pins = match (&old, &new) {
            (Given::Secret(old), Given::Secret(new)) if old.same_as(new) => {
                return Err(self.pin_failure(Code::PinSame, place, role));
            }
            (Given::Secret(old), Given::Secret(new)) => {
                Some(secret::pack(&[old.expose(), new.expose()]))
            }
            _ => None,
        };
        self.tokens.alone(place);
        self.open_session(place, Access::Write)?;
        let mut old = old;
        if role == Role::So {
            // Who is logged in decides whose PIN it is (PKCS#11 2.40 §5.5).
            self.log_in_with(place, role, Access::Write, old)?;
            old = Given::Pad;
        }
        let (intent, _owner) = self.pin_intent(place)?;
        let mut answer = self.send_pins(place, pins.as_ref());
        let wants_login = |fault: &Fault| {
            fault.ckr.as_deref() == Some("CKR_USER_NOT_LOGGED_IN")
                && fault.state == TokenState::NothingChanged
        };
        if role == Role::User && answer.as_ref().err().is_some_and(wants_login) {
            if let Err(failure) = self.log_in_with(place, role, Access::Write, old) {
                self.close(intent, &Outcome::NothingChanged);
                return Err(failure);
            }
            old = Given::Pad;
            answer = self.send_pins(place, pins.as_ref());
        }
        self.pin_done(place, role, intent, &old, answer)
    }

    fn send_pins(&mut self, place: Place, pins: Option<&secret::Secret>) -> Result<(), Fault> {
        self.tokens
            .engine(place)
            .and_then(|engine| engine.set_pin(place.slot, pins))
    }

    /// As the officer; keys and certificates stay as they are.
    fn unblock(&mut self, place: Place) -> Result<(), Failure> {
        let token = self.tokens.token(place).cloned();
        let label = self.name_for_pin(place);
        let officer = self.secret_for(place, Role::So, &label)?;
        let kind = SecretKind::NewPin(Role::User);
        let new = self.new_secret(place, kind, &label, token.as_ref())?;
        self.log_in_with(place, Role::So, Access::Write, officer)?;
        let (intent, _owner) = self.pin_intent(place)?;
        let answer = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.init_pin(place.slot, new.secret()));
        let done = self.pin_done(place, Role::User, intent, &Given::Pad, answer);
        if let Ok(engine) = self.tokens.engine(place) {
            engine.close(place.slot);
        }
        self.logged_in.remove(&place);
        done
    }

    fn name_for_pin(&self, place: Place) -> String {
        let label = self.tokens.token(place).map(|token| token.id.label.clone());
        label.unwrap_or_default()
    }

    fn pin_intent(&mut self, place: Place) -> Result<(IntentId, Owner), Failure> {
        let owner = self.owner(place)?;
        let intent = self.intent_on(place, Operation::SetPin, &owner)?;
        let id = self.journal.begin(&intent);
        id.map(|id| (id, owner))
            .map_err(|error| journal_failure(&error))
    }

    /// The outcome on disk; a refused new PIN is told from a refused old one.
    fn pin_done(
        &mut self,
        place: Place,
        role: Role,
        intent: IntentId,
        old: &Given,
        answer: Result<(), Fault>,
    ) -> Result<(), Failure> {
        let fault = match answer {
            Ok(()) => {
                self.close(
                    intent,
                    &Outcome::Done {
                        key: None,
                        spki: None,
                    },
                );
                self.tell_accepted(place, role);
                return Ok(());
            }
            Err(fault) => fault,
        };
        let outcome = match fault.state {
            TokenState::NothingChanged => Outcome::NothingChanged,
            TokenState::Changed | TokenState::Unknown => Outcome::Unknown,
        };
        self.close(intent, &outcome);
        let weak = fault.ckr.as_deref() == Some("CKR_PIN_TOO_WEAK");
        let new_refused = matches!(fault.kind, FaultKind::PinInvalid | FaultKind::PinLength);
        if (weak || new_refused) && fault.state == TokenState::NothingChanged {
            return Err(Failure {
                code: Code::NewPinRefused,
                ..self.failed(place, fault)
            });
        }
        Err(match fault.kind {
            FaultKind::WrongPin | FaultKind::PinLocked | FaultKind::LoginOdd => {
                self.refuse(place, role, old, fault)
            }
            _ => self.failed(place, fault),
        })
    }

    /// What was counted as refused here starts anew.
    fn tell_accepted(&mut self, place: Place, role: Role) {
        let token = self.tokens.token(place).map(|token| token.id.clone());
        let noted = token.map_or(Ok(()), |token| self.journal.note_accepted(&token, role));
        if let Err(error) = noted {
            tracing::warn!(%error, "the accepted PIN could not be noted");
        }
    }
}
