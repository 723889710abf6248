//! After the generation: a fresh look, the protection, the outcome on disk.

use super::Running;
use super::key::resume_command;
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::journal::Outcome;
use crate::op::Setting;
use crate::op::setting::journal_failure;
use crate::op::settle::spki;
use crate::op::view::{SeenKey, View};
use crate::token::{Class, Fault, FaultKind, Generated, KeyHash, KeyId, Object, TokenState};

impl Setting<'_> {
    /// A fresh search, not the returned handles: the new key, and all that were there before. Where it is the only
    /// key, its public half is the one read back; the request's signature proves that it is.
    pub(super) fn look_after(
        &mut self,
        place: Place,
        before: &View,
        made: &Generated,
        id: &KeyId,
    ) -> Result<SeenKey, Failure> {
        let only = before.keys.is_empty();
        if let Some(told) = made.read_back.as_deref().filter(|_| only) {
            let found = self.look_for_new(place, before, made, id, Some(told));
            if let Ok(key) = found
                && key.public_object == Some(told.handle)
            {
                return Ok(key);
            }
        }
        self.look_for_new(place, before, made, id, None)
    }

    fn look_for_new(
        &mut self,
        place: Place,
        before: &View,
        made: &Generated,
        id: &KeyId,
        told: Option<&Object>,
    ) -> Result<SeenKey, Failure> {
        let changed = |failure: Failure| failure.state(TokenState::Changed);
        let mut objects = Vec::new();
        let classes: &[Class] = match told {
            Some(_) => &[Class::PrivateKey],
            None => &[Class::PrivateKey, Class::PublicKey],
        };
        let end = self.look(place, classes, &mut objects).map_err(changed)?;
        objects.extend(told.cloned());
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
            if !end.complete {
                return Err(changed(Failure::new(Code::ViewIncomplete)));
            }
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
    pub(super) fn check_protection(
        &mut self,
        place: Place,
        key: &SeenKey,
        intent: crate::journal::IntentId,
        case: &str,
    ) -> Result<(), Failure> {
        let part = key.private_part();
        if part.and_then(|part| part.extractable) != Some(true)
            && part.and_then(crate::token::PrivateKeyObject::protected) != Some(false)
        {
            return Ok(());
        }
        let handles = key
            .private
            .iter()
            .map(|object| object.handle)
            .chain(key.public_object);
        let destroyed = self.destroy_all(place, handles);
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
    pub(super) fn keep_key(
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
            self.journal.update_request(&running.case)
        });
        kept.map_err(|error| {
            journal_failure(&error)
                .state(TokenState::Changed)
                .go_on(resume_command(running.case_id()))
        })
    }

    pub(super) fn notices_about(&mut self, made: &Generated, key: &SeenKey, id: &KeyId) {
        if made.dropped() > 1 {
            self.notice(Notice::new(Code::TemplateReduced).with("value", made.dropped()));
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
    pub(super) fn not_made(
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
}
