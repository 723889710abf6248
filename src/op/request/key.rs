//! Making the key: which keys are there before, what is wanted, the generation, the fresh look afterwards.

use super::Running;
use super::places::fixed_places;
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::journal::{Case, Intent, Operation, Outcome, Owner};
use crate::op::Setting;
use crate::op::setting::journal_failure;
use crate::op::settle::spki;
use crate::op::view::{SeenKey, View};
use crate::sanitize;
use crate::token::{
    Access, Class, Fault, FaultKind, Generated, KeyHash, KeyId, KeyWish, Object, Role, TokenState,
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
    pub(super) fn place_of(&mut self, case: &Case) -> Result<Place, Failure> {
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
                let name = case
                    .token
                    .as_ref()
                    .map(|token| sanitize::line(&token.label))
                    .unwrap_or_default();
                Err(Failure::new(Code::NoToken)
                    .with("token", name)
                    .state(TokenState::NothingChanged))
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
        let id = self.place_for(running, &before)?;
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
        let owner = self.owner()?;
        self.journal
            .open_case(&running.case)
            .map_err(|error| journal_failure(&error))?;
        let intent = self.intent(running, &before, &id, &owner);
        let intent_id = self
            .journal
            .begin(&intent)
            .map_err(|error| journal_failure(&error))?;
        let made = match self.generate(place, wish, &before) {
            Ok(made) => made,
            Err(failure) => return Err(self.not_made(intent_id, failure, &running.case.id)),
        };
        let found = self.look_after(place, &before, &made, &id);
        let key = match found {
            Ok(key) => key,
            Err(failure) => return Err(self.not_made(intent_id, failure, &running.case.id)),
        };
        self.check_protection(place, &key, intent_id, &running.case.id)?;
        self.keep_key(running, &key, intent_id)?;
        self.notices_about(&made, &key, &id);
        Ok(key)
    }

    /// Private keys first; the other classes only where there are any: a fresh token costs three calls.
    fn keys_there(&mut self, place: Place) -> Result<View, Failure> {
        let mut objects: Vec<Object> = Vec::new();
        let mut end = self.look(place, &[Class::PrivateKey], &mut objects)?;
        if !objects.is_empty() {
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

    pub(in crate::op) fn owner(&self) -> Result<Owner, Failure> {
        let Some(paths) = self.paths else {
            return Err(Failure::new(Code::JournalUnwritable)
                .with("path", "-")
                .with("text", "-"));
        };
        Owner::take(paths).map_err(|error| journal_failure(&error))
    }

    fn intent(&self, running: &Running, before: &View, id: &KeyId, owner: &Owner) -> Intent {
        let token = self
            .tokens
            .token(running.place)
            .map(|token| token.id.clone());
        let token = token
            .or_else(|| running.case.token.clone())
            .unwrap_or_else(nameless);
        let path = self
            .tokens
            .host(running.place)
            .map(|host| host.path.clone())
            .unwrap_or_default();
        Intent {
            wished_id: Some(id.clone()),
            key_type: Some(running.key_type.name()),
            label: Some(running.label.clone()),
            keys_before: Some(before.private_keys()),
            case: Some(running.case.id.clone()),
            resume: Some(resume_command(&running.case.id)),
            ..Intent::new(Operation::Generate, token, &path, owner)
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
    fn officer_needed(&mut self, place: Place) -> Failure {
        let (path, version) =
            self.tokens
                .host(place)
                .map_or((String::new(), String::new()), |host| {
                    (
                        host.path.clone(),
                        host.info
                            .as_ref()
                            .map(|info| info.version.clone())
                            .unwrap_or_default(),
                    )
                });
        let mut learnt = self
            .tokens
            .engine(place)
            .map(|engine| engine.learnt())
            .unwrap_or_default();
        learnt.write_as_so = true;
        self.journal
            .lenient(|journal| journal.learn(&crate::child::module_key(&path, &version), &learnt));
        self.pin_failure(Code::SoPinNeeded, place, Role::So)
    }

    /// A fresh search, not the returned handles: the new key, and all that were there before.
    fn look_after(
        &mut self,
        place: Place,
        before: &View,
        made: &Generated,
        id: &KeyId,
    ) -> Result<SeenKey, Failure> {
        let changed = |failure: Failure| failure.state(TokenState::Changed);
        let mut objects = Vec::new();
        self.look(place, &[Class::PrivateKey, Class::PublicKey], &mut objects)
            .map_err(changed)?;
        let now = self.assemble(place, objects);
        let there = now.private_keys();
        let earlier = before.private_keys();
        let replaced: Vec<KeyHash> = before
            .keys
            .iter()
            .filter(|key| key.id.as_ref().is_some_and(|it| it.fits(id)))
            .filter_map(SeenKey::hash)
            .collect();
        if let Some(gone) = earlier
            .known
            .iter()
            .find(|key| !there.known.contains(key) && !replaced.contains(key))
        {
            return Err(Failure::new(Code::KeyVanished)
                .detail("key_sha256", gone.hex())
                .with("token", self.name_of(place))
                .state(TokenState::Changed));
        }
        let is_new = |key: &&SeenKey| match (&key.private, key.hash()) {
            (None, _) => false,
            (Some(_), Some(hash)) => !earlier.known.contains(&hash),
            (Some(object), None) => {
                object.handle == made.private || key.id.as_ref().is_some_and(|it| it.fits(id))
            }
        };
        let new: Vec<&SeenKey> = now.keys.iter().filter(is_new).collect();
        let by_handle = |key: &&&SeenKey| {
            key.private
                .as_ref()
                .is_some_and(|object| object.handle == made.private)
        };
        let by_id = |key: &&&SeenKey| key.id.as_ref().is_some_and(|it| it.fits(id));
        let found = match new.as_slice() {
            [only] => Some(*only),
            // Another program made one at the same moment: id and handle must agree on ours.
            many => many.iter().filter(by_id).find(by_handle).copied(),
        };
        found.cloned().ok_or_else(|| {
            Failure::new(Code::KeyNotThere)
                .with("token", self.name_of(place))
                .state(TokenState::Unknown)
        })
    }

    /// Extractable is an error: the new, unused pair is destroyed again.
    fn check_protection(
        &mut self,
        place: Place,
        key: &SeenKey,
        intent: crate::journal::IntentId,
        case: &str,
    ) -> Result<(), Failure> {
        let part = key.private_part();
        if part.and_then(|part| part.extractable) != Some(true)
            && part.and_then(|p| p.protected()) != Some(false)
        {
            return Ok(());
        }
        let handles = key
            .private
            .iter()
            .map(|object| object.handle)
            .chain(key.public_object);
        let mut destroyed = true;
        for handle in handles {
            let gone = self
                .tokens
                .engine(place)
                .and_then(|engine| engine.destroy(place.slot, handle));
            destroyed &= gone.is_ok();
        }
        let state = if destroyed {
            TokenState::NothingChanged
        } else {
            TokenState::Changed
        };
        let fault =
            Fault::of(FaultKind::Extractable { destroyed }, "C_GenerateKeyPair").with_state(state);
        let failure = self.failed(place, fault);
        Err(self.not_made(intent, failure, case))
    }

    /// The outcome is on disk before anything else happens.
    fn keep_key(
        &mut self,
        running: &mut Running,
        key: &SeenKey,
        intent: crate::journal::IntentId,
    ) -> Result<(), Failure> {
        let outcome = Outcome::Done {
            key: key.hash(),
            spki: spki(key.public.as_ref()),
        };
        (running.case.key, running.case.key_id) = (key.hash(), key.id.clone());
        let token = self
            .tokens
            .token(running.place)
            .map(|token| token.id.clone());
        let kept = self.journal.finish(intent, &outcome).and_then(|()| {
            if let (Some(hash), Some(spki), Some(token)) =
                (key.hash(), spki(key.public.as_ref()), &token)
            {
                self.journal
                    .remember_public_key(hash, &spki, token, key.id.as_ref())?;
            }
            self.journal.update_case(&running.case)
        });
        kept.map_err(|error| {
            journal_failure(&error)
                .state(TokenState::Changed)
                .go_on(resume_command(&running.case.id))
        })
    }

    fn notices_about(&mut self, made: &Generated, key: &SeenKey, id: &KeyId) {
        if made.rung > 1 {
            self.notice(Notice::new(Code::TemplateReduced).with("value", made.rung));
        }
        if key.id.as_ref().is_none_or(|got| !got.fits(id)) {
            let got = key.id.as_ref().map(KeyId::hex).unwrap_or_default();
            self.notice(Notice::new(Code::IdReplaced).with("value", got));
        }
        if key.private_part().and_then(|part| part.sensitive) == Some(false) {
            self.notice(Notice::new(Code::NotSensitive));
        }
        if key.public_object.is_none() {
            self.notice(Notice::new(Code::NoPublicKeyObject));
        }
    }

    /// Records how a generation failed; what may have left a key keeps its case and the command that goes on.
    fn not_made(
        &mut self,
        intent: crate::journal::IntentId,
        failure: Failure,
        case: &str,
    ) -> Failure {
        let nothing = failure.token_state == Some(TokenState::NothingChanged);
        let outcome = match failure.token_state {
            Some(TokenState::NothingChanged) => Outcome::NothingChanged,
            // A key may be there that was not identified: the next look with the PIN settles it.
            Some(TokenState::Changed | TokenState::Unknown) | None => Outcome::Unknown,
        };
        if let Err(error) = self.journal.finish(intent, &outcome) {
            tracing::error!(%error, "the outcome could not be written down");
        }
        let failure = failure.detail("case", case);
        if nothing {
            failure
        } else {
            failure.go_on(resume_command(case))
        }
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
