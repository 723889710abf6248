//! One key onto one token: intent, write, fresh look, protection, proof, outcome.

use super::numbers::Numbers;
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::journal::{Intent, IntentCertificate, IntentId, Operation, Outcome, Owner};
use crate::op::setting::journal_failure;
use crate::op::settle::spki;
use crate::op::view::{SeenKey, View};
use crate::op::{Proof, Setting};
use crate::secret::Secret;
use crate::token::{
    Fault, FaultKind, Handle, ImportWay, ImportWish, Imported, KeyId, PrivateKeyObject, TokenState,
    Usage,
};
use crate::x509::{Certificate, signing};

/// A key to be written, and what it is called.
pub(in crate::op) struct Wanted<'a> {
    pub(in crate::op) numbers: &'a Numbers,
    pub(in crate::op) label: &'a str,
    pub(in crate::op) certificate: Option<&'a Certificate>,
    /// What it shall be used for; `None`: what its certificate says.
    pub(in crate::op) usage: Option<Usage>,
    /// One of the token's fixed places, as named.
    pub(in crate::op) fixed: Option<&'a str>,
    /// The command that goes on from here.
    pub(in crate::op) resume: String,
    /// The case that it belongs to.
    pub(in crate::op) case: Option<String>,
}

/// A key that is on the token now.
pub(in crate::op) struct Written {
    pub(in crate::op) key: SeenKey,
    pub(in crate::op) proof: Proof,
    /// `None`: it was there before.
    pub(in crate::op) way: Option<ImportWay>,
    /// What is on the token beside it.
    pub(in crate::op) view: View,
}

impl Setting<'_> {
    /// Writes the key, unless it is there already; proves it in either case. Its numbers are wiped then: whatever follows,
    /// the token has them, and a file.
    pub(in crate::op) fn write_key(
        &mut self,
        place: Place,
        wanted: &Wanted<'_>,
        secret: Secret,
        before: View,
    ) -> Result<Written, Failure> {
        let hash = wanted.numbers.public.hash();
        let there = before
            .key(hash)
            .filter(|key| key.private.is_some())
            .cloned();
        if let Some(key) = there {
            drop(secret);
            let proof = self.prove_imported(place, &key, wanted)?;
            let (key, view) = self.with_public_half(place, key, wanted, before)?;
            return Ok(Written {
                key,
                proof,
                way: None,
                view,
            });
        }
        let wish = self.wish_for(place, wanted, &before)?;
        // Held until the key is proved: nobody settles what we are still at.
        let (intent, _owner) = self.import_intent(place, wanted, &wish, &before)?;
        let made = match self
            .tokens
            .engine(place)
            .and_then(|engine| engine.put_key(place.slot, &wish, &secret))
        {
            Ok(made) => made,
            Err(fault) => return Err(self.not_imported(intent, place, fault, wanted)),
        };
        let found = self
            .imported(place, wanted, &before)
            .and_then(|(key, view)| {
                self.check_imported(place, &key, &made)?;
                let proof = self
                    .prove_imported(place, &key, wanted)
                    .map_err(|failure| self.unproved(place, failure, wanted))?;
                Ok((key, view, proof))
            });
        drop(secret);
        let (key, view, proof) = match found {
            Ok(found) => found,
            Err(failure) => return Err(self.not_kept(intent, failure, wanted)),
        };
        self.close(
            intent,
            &Outcome::Done {
                key: key.hash(),
                spki: spki(key.public.as_ref()),
            },
        );
        if key.public_object.is_none() {
            self.notice(Notice::new(Code::NoPublicKeyObject));
        }
        Ok(Written {
            key,
            proof,
            way: Some(made.way),
            view,
        })
    }

    /// A key that was cut off between its halves gets the other one: without it others do not find it.
    fn with_public_half(
        &mut self,
        place: Place,
        key: SeenKey,
        wanted: &Wanted<'_>,
        before: View,
    ) -> Result<(SeenKey, View), Failure> {
        let hash = Some(wanted.numbers.public.hash());
        let mut all = before.keys.iter();
        if all.any(|seen| seen.hash() == hash && seen.public_object.is_some()) {
            return Ok((key, before));
        }
        let label = key.label.as_deref().unwrap_or(wanted.label);
        let mut wish = wanted.numbers.wish(label, wanted.certificate);
        wish.id.clone_from(&key.id);
        wish.usage = wanted.usage.unwrap_or(wish.usage);
        let (intent, _owner) = self.import_intent(place, wanted, &wish, &before)?;
        let written = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.put_public(place.slot, &wish));
        let made = match written {
            Ok(made) => made,
            Err(fault) => return Err(self.not_imported(intent, place, fault, wanted)),
        };
        let seen = match made {
            Some(_) => self.imported(place, wanted, &before),
            None => Ok((key, before)),
        };
        let (key, view) = match seen {
            Ok(seen) => seen,
            Err(failure) => return Err(self.not_kept(intent, failure, wanted)),
        };
        self.close(
            intent,
            &Outcome::Done {
                key: key.hash(),
                spki: spki(key.public.as_ref()),
            },
        );
        Ok((key, view))
    }

    /// The id: that of its certificate or public half, where one lies there already; else as for a new key.
    fn wish_for(
        &mut self,
        place: Place,
        wanted: &Wanted<'_>,
        before: &View,
    ) -> Result<ImportWish, Failure> {
        let hash = wanted.numbers.public.hash();
        let half = before.key(hash);
        let beside = before
            .certificates
            .iter()
            .find(|seen| seen.key == Some(hash));
        let lies_there = half
            .and_then(|key| key.id.clone())
            .or_else(|| beside.and_then(|seen| seen.object.id.clone()))
            .filter(|id| !id.0.is_empty() && !taken_by_another(before, id, wanted));
        let id = match (wanted.fixed, lies_there) {
            (None, Some(id)) => id,
            (named, _) => self.place_for(place, named, before)?,
        };
        let mut wish = wanted.numbers.wish(wanted.label, wanted.certificate);
        wish.public_there = half.is_some_and(|key| key.public_object.is_some());
        wish.id = Some(id);
        wish.usage = wanted.usage.unwrap_or(wish.usage);
        wish.before = before
            .keys
            .iter()
            .filter_map(|key| key.private.as_ref())
            .map(|object| object.handle)
            .collect();
        Ok(wish)
    }

    fn import_intent(
        &mut self,
        place: Place,
        wanted: &Wanted<'_>,
        wish: &ImportWish,
        before: &View,
    ) -> Result<(IntentId, Owner), Failure> {
        let owner = self.owner(place)?;
        let begun = self.intent_on(place, Operation::Import, &owner)?;
        let token = begun.token.clone();
        let public = &wanted.numbers.public;
        let intent = Intent {
            wished_id: wish.id.clone(),
            key_type: Some(wanted.numbers.key_type.name()),
            label: Some(wanted.label.to_owned()),
            keys_before: Some(before.private_keys()),
            key: Some(public.hash()),
            certificate: wanted.certificate.map(|certificate| IntentCertificate {
                sha256: certificate.sha256(),
                der: certificate.der().to_vec(),
            }),
            resume: Some(wanted.resume.clone()),
            case: wanted.case.clone(),
            ..begun
        };
        // The public half first: a key of a curve tells it not itself, and what is cut off is known by it.
        self.journal
            .remember_public_key(public.hash(), public.spki_der(), &token, wish.id.as_ref())
            .and_then(|()| self.journal.begin(&intent))
            .map(|id| (id, owner))
            .map_err(|error| journal_failure(&error))
    }

    /// A fresh look: the key, and all that were there before.
    fn imported(
        &mut self,
        place: Place,
        wanted: &Wanted<'_>,
        before: &View,
    ) -> Result<(SeenKey, View), Failure> {
        let changed = |failure: Failure| failure.state(TokenState::Changed);
        let view = self.keys_there(place).map_err(changed)?;
        let now = view.private_keys();
        let mut earlier = before.private_keys().known.into_iter();
        if let Some(gone) = earlier.find(|key| !now.known.contains(key)) {
            return Err(Failure::new(Code::KeyVanished)
                .detail("key_sha256", gone.hex())
                .with("token", self.name_of(place))
                .state(TokenState::Changed));
        }
        let key = view.key(wanted.numbers.public.hash());
        match key.filter(|key| key.private.is_some()).cloned() {
            Some(key) => Ok((key, view)),
            None => Err(Failure::new(Code::KeyNotThere)
                .with("token", self.name_of(place))
                .state(TokenState::Unknown)),
        }
    }

    /// Extractable is an error: the new, unused pair is destroyed again.
    fn check_imported(
        &mut self,
        place: Place,
        key: &SeenKey,
        made: &Imported,
    ) -> Result<(), Failure> {
        let part = key.private_part();
        let protected = part.and_then(PrivateKeyObject::protected) != Some(false);
        if part.and_then(|part| part.extractable) != Some(true) && protected {
            return Ok(());
        }
        let handles = key.private.iter().map(|object| object.handle);
        let destroyed = self.destroy_all(place, handles.chain(made.public));
        let state = if destroyed {
            TokenState::NothingChanged
        } else {
            TokenState::Changed
        };
        let fault = Fault::of(FaultKind::Extractable { destroyed }, "C_CreateObject");
        Err(self.failed(place, fault.with_state(state)))
    }

    /// Destroys what was just made; `false` where something of it stayed.
    pub(in crate::op) fn destroy_all(
        &mut self,
        place: Place,
        handles: impl Iterator<Item = Handle>,
    ) -> bool {
        let mut destroyed = true;
        for handle in handles {
            let gone = self
                .tokens
                .engine(place)
                .and_then(|engine| engine.destroy(place.slot, handle));
            destroyed &= gone.is_ok();
        }
        destroyed
    }

    /// By a signature under the certificate; without one, under the public half.
    fn prove_imported(
        &mut self,
        place: Place,
        key: &SeenKey,
        wanted: &Wanted<'_>,
    ) -> Result<Proof, Failure> {
        if let Some(certificate) = wanted.certificate {
            return self.prove(place, key, certificate);
        }
        let label = self.tokens.token(place).map(|token| token.id.label.clone());
        let text = signing::proof_text(&label.unwrap_or_default(), self.now);
        self.sign(place, key, &wanted.numbers.public, &text)
            .map(|_| Proof::Signed)
    }

    /// The key was written and its proof failed. It stays: a half-made thing is never taken away unasked.
    fn unproved(&mut self, place: Place, failure: Failure, wanted: &Wanted<'_>) -> Failure {
        self.notice(
            Notice::new(Code::KeyUnproved)
                .with("token", self.name_of(place))
                .with("key", wanted.numbers.public.hash().short())
                .with("command", &wanted.resume),
        );
        match failure.token_state {
            Some(TokenState::Unknown) => failure,
            _ => failure.state(TokenState::Changed),
        }
    }

    fn not_imported(
        &mut self,
        intent: IntentId,
        place: Place,
        fault: Fault,
        wanted: &Wanted<'_>,
    ) -> Failure {
        let nothing = fault.state == TokenState::NothingChanged;
        let failure = if fault.kind == FaultKind::NotLoggedIn && nothing {
            self.officer_needed(place)
        } else if fault.kind == FaultKind::TemplateRefused && nothing {
            Failure {
                code: Code::KeyNotTaken,
                ..self.failed(place, fault)
            }
        } else {
            self.failed(place, fault)
        };
        self.not_kept(intent, failure, wanted)
    }

    /// Writes down how it failed; what may have left a key keeps the command that goes on.
    fn not_kept(&mut self, intent: IntentId, failure: Failure, wanted: &Wanted<'_>) -> Failure {
        let nothing = failure.token_state == Some(TokenState::NothingChanged);
        let outcome = if nothing {
            Outcome::NothingChanged
        } else {
            Outcome::Unknown
        };
        self.close(intent, &outcome);
        if nothing {
            failure
        } else {
            failure.go_on(wanted.resume.clone())
        }
    }
}

/// Whether a key other than the wanted one has this id.
fn taken_by_another(view: &View, id: &KeyId, wanted: &Wanted<'_>) -> bool {
    let ours = Some(wanted.numbers.public.hash());
    view.keys
        .iter()
        .any(|key| key.hash() != ours && key.id.as_ref().is_some_and(|it| it.fits(id)))
}
