//! Making the key: which keys are there before, what is wanted, the generation, the fresh look afterwards.

use super::Running;
use super::places::fixed_places;
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::journal::{Intent, Operation, Owner, RequestRecord};
use crate::op::Setting;
use crate::op::setting::journal_failure;
use crate::op::view::{SeenKey, View};
use crate::token::{
    Access, Class, FaultKind, Generated, KeyId, KeyWish, Learnt, Object, Role, TokenState,
};

impl Setting<'_> {
    /// A token that may not be written to is refused before the PIN.
    pub(in crate::op) fn may_write(&self, place: Place) -> Result<(), Failure> {
        match self.tokens.token(place) {
            Some(token) if token.write_protected => Err(self
                .pin_failure(Code::TokenWriteProtected, place, Role::User)
                .state(TokenState::NothingChanged)),
            _ => Ok(()),
        }
    }

    /// Who makes keys and writes on this token: the user, or the officer where the registry says so or it was learnt.
    pub(in crate::op) fn writing_role(&mut self, place: Place) -> Role {
        let by_registry = self
            .tokens
            .host(place)
            .is_some_and(|host| host.habits.write_as_so);
        if by_registry { Role::So } else { Role::User }
    }

    /// The token that a case is about.
    pub(super) fn place_of(&mut self, case: &RequestRecord) -> Result<Place, Failure> {
        self.need_module()?;
        let same = |place: &Place| {
            self.tokens
                .token(*place)
                .is_some_and(|token| case.token.as_ref() == Some(&token.id))
        };
        let fit: Vec<Place> = self
            .places()
            .into_iter()
            .filter(|place| same(place))
            .collect();
        match fit.as_slice() {
            [only] => Ok(*only),
            [] => {
                let named = case.token.as_ref();
                Err(self.token_not_found(named.map_or("", |token| &token.label)))
            }
            many => self.choose_token(many),
        }
    }

    /// Makes a pair, and answers with the key that a fresh look shows.
    pub(super) fn new_key(&mut self, running: &mut Running) -> Result<SeenKey, Failure> {
        let place = running.place;
        let role = self.writing_role(place);
        self.unlock(place, role, Access::Write)?;
        let before = self.keys_there(place)?;
        self.settle(place, &before);
        let id = self.place_for(place, running.fixed.as_deref(), &before)?;
        let wish = KeyWish {
            key_type: running.key_type,
            id: Some(id.clone()),
            label: running.label.clone(),
            usage: super::usage(running.key_type, &running.plan),
            before: before
                .keys
                .iter()
                .filter_map(|key| key.private.as_ref())
                .map(|object| object.handle)
                .collect(),
            first_rung: self
                .tokens
                .engine(place)
                .map_or(0, |engine| engine.learnt().key_rung.unwrap_or(0)),
        };
        let owner = self.owner(place)?;
        self.case_in_journal(running)?;
        let intent = self.intent(running, &before, &id, &owner);
        let intent_id = self
            .journal
            .begin(&intent)
            .map_err(|error| journal_failure(&error))?;
        let made = match self.generate(place, wish, &before) {
            Ok(made) => made,
            Err(failure) => return Err(self.not_made(intent_id, failure, running.case_id())),
        };
        let found = self.look_after(place, &before, &made, &id);
        let key = match found {
            Ok(key) => key,
            Err(failure) => return Err(self.not_made(intent_id, failure, running.case_id())),
        };
        self.check_protection(place, &key, intent_id, running.case_id())?;
        self.keep_key(running, &key, intent_id)?;
        self.notices_about(&made, &key, &id);
        Ok(key)
    }

    /// A case that goes on is there already.
    fn case_in_journal(&mut self, running: &Running) -> Result<(), Failure> {
        let known = self.journal.request(&running.case.id);
        let kept = match known {
            Ok(Some(_)) => self.journal.update_request(&running.case),
            _ => self.journal.open_request(&running.case),
        };
        kept.map_err(|error| journal_failure(&error))
    }

    /// Private keys first; the other classes only where there are any: a fresh token costs three calls.
    pub(in crate::op) fn keys_there(&mut self, place: Place) -> Result<View, Failure> {
        let mut objects: Vec<Object> = Vec::new();
        let mut end = self.look(place, &[Class::PrivateKey], &mut objects)?;
        // Fixed places are replaced by a generation, and an officer may see no private key: there, everything counts.
        let habits = self.tokens.host(place).map(|host| &host.habits);
        let fixed = habits.is_some_and(|habits| !habits.key_places.is_empty());
        let officer = self.logged_in.get(&place) == Some(&Role::So);
        if !objects.is_empty() || fixed || officer {
            let rest = self.look(place, &[Class::PublicKey, Class::Certificate], &mut objects)?;
            end.complete &= rest.complete;
        }
        let mut view = self.assemble(place, objects);
        view.logged_in = true;
        view.complete = end.complete;
        if !view.complete {
            // Without knowing which keys are there, nothing could be settled afterwards.
            return Err(Failure::new(Code::ViewIncomplete).state(TokenState::NothingChanged));
        }
        Ok(view)
    }

    fn intent(&self, running: &Running, before: &View, id: &KeyId, owner: &Owner) -> Intent {
        let token = self
            .tokens
            .token(running.place)
            .map(|token| token.id.clone());
        let token = token
            .or_else(|| running.case.token.clone())
            .unwrap_or_else(nameless);
        Intent {
            wished_id: Some(id.clone()),
            key_type: Some(running.key_type.name()),
            label: Some(running.label.clone()),
            keys_before: Some(before.private_keys()),
            case: Some(running.case.id.clone()),
            resume: Some(resume_command(running.case_id())),
            ..Intent::new(
                Operation::Generate,
                token,
                &self.path_of(running.place),
                owner,
            )
        }
    }

    /// The ladder with the id; without one only where no key of any kind shows, since a default place would be
    /// overwritten.
    fn generate(
        &mut self,
        place: Place,
        wish: KeyWish,
        before: &View,
    ) -> Result<Generated, Failure> {
        let generated = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.generate(place.slot, &wish));
        let fault = match generated {
            Ok(made) => return Ok(made),
            Err(fault) => fault,
        };
        if fault.kind == FaultKind::NotLoggedIn && fault.state == TokenState::NothingChanged {
            return Err(self.officer_needed(place));
        }
        if fault.kind != FaultKind::TemplateRefused || fault.state != TokenState::NothingChanged {
            return Err(self.failed(place, fault));
        }
        if before.keys.is_empty() && self.no_public_key_shows(place)? {
            let without = KeyWish { id: None, ..wish };
            let generated = self
                .tokens
                .engine(place)
                .and_then(|engine| engine.generate(place.slot, &without));
            return generated.map_err(|fault| self.failed(place, fault));
        }
        let places = self
            .tokens
            .host(place)
            .map(|host| host.habits.key_places.clone())
            .unwrap_or_default();
        if places.is_empty() {
            return Err(fixed_places(&[], before).because(fault));
        }
        Err(self.failed(place, fault))
    }

    fn no_public_key_shows(&mut self, place: Place) -> Result<bool, Failure> {
        let mut objects = Vec::new();
        let end = self.look(place, &[Class::PublicKey], &mut objects)?;
        Ok(end.complete && objects.is_empty())
    }

    /// Refused for want of the officer's log-in before anything was made: learnt, and said.
    pub(in crate::op) fn officer_needed(&mut self, place: Place) -> Failure {
        self.learn(place, |learnt| learnt.write_as_so = true);
        self.pin_failure(Code::SoPinNeeded, place, Role::So)
    }

    /// Keeps for later runs what an operation learnt of a module.
    pub(in crate::op) fn learn(&mut self, place: Place, fact: impl FnOnce(&mut Learnt)) {
        let Some(host) = self.tokens.host(place) else {
            return;
        };
        let version = host.info.as_ref().map_or("", |info| info.version.as_str());
        let key = crate::child::module_key(&host.path, version);
        let mut learnt = self
            .tokens
            .engine(place)
            .map(crate::token::Engine::learnt)
            .unwrap_or_default();
        fact(&mut learnt);
        self.journal.lenient(|journal| journal.learn(&key, &learnt));
    }

    /// The public half of a key is nowhere to be had.
    pub(super) fn half_unknown(&self, place: Place, case: Option<&str>) -> Failure {
        let failure = Failure::new(Code::NoPublicHalf).with("token", self.name_of(place));
        match case {
            Some(case) => failure
                .state(TokenState::Changed)
                .go_on(resume_command(case)),
            None => failure.state(TokenState::NothingChanged),
        }
    }
}

/// The exact command that goes on with a case.
pub(super) fn resume_command(case: &str) -> String {
    format!("parafa request --resume {case}")
}

fn nameless() -> crate::token::TokenId {
    crate::token::TokenId {
        label: String::new(),
        manufacturer: String::new(),
        model: String::new(),
        serial: String::new(),
    }
}
