//! What is on one token, put together: keys with their certificates. The token is the truth; what it did not tell is
//! `None`, and a view is complete only when logged in and no read failed.

mod together;

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::Setting;
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::journal::{KeysBefore, SeenCertificate};
use crate::token::{
    Access, Body, Class, Fault, FaultKind, Handle, KeyHash, KeyId, Object, PrivateKeyObject,
    TokenId, TokenState,
};
use crate::x509::{Certificate, PublicKey};
use together::put_together;

/// How often a token is shown while it is read.
const GLIMPSES: Duration = Duration::from_millis(250);

/// A certificate on a token.
#[derive(Debug, Clone)]
pub struct SeenCert {
    /// Its object.
    pub object: Object,
    /// Itself.
    pub certificate: Certificate,
    /// The hash of the key that it certifies, where its key could be read.
    pub key: Option<KeyHash>,
    /// Signed by its own key, no CA, and not written by us: a placeholder that counts as none (Q58).
    pub placeholder: bool,
}

/// A key of which at least one half is on the token.
#[derive(Debug, Clone)]
pub struct SeenKey {
    /// The private half, where it shows.
    pub private: Option<Object>,
    /// The public half's object, where there is one.
    pub public_object: Option<Handle>,
    /// `CKA_ID`.
    pub id: Option<KeyId>,
    /// Its label.
    pub label: Option<String>,
    /// The public half, where any source told it.
    pub public: Option<PublicKey>,
}

impl SeenKey {
    /// The stable name of the key.
    #[must_use]
    pub fn hash(&self) -> Option<KeyHash> {
        self.public.as_ref().map(PublicKey::hash)
    }

    /// What the private half told.
    #[must_use]
    pub fn private_part(&self) -> Option<&PrivateKeyObject> {
        match self.private.as_ref().map(|object| &object.body) {
            Some(Body::PrivateKey(key)) => Some(key),
            _ => None,
        }
    }
}

/// A key with its certificates, or a certificate alone.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The key's id, else the certificate's.
    pub id: Option<KeyId>,
    /// The stable name of the key.
    pub hash: Option<KeyHash>,
    /// The key's label, else the certificate's.
    pub label: Option<String>,
    /// The key, where a half of it shows.
    pub key: Option<SeenKey>,
    /// Its certificates, the newest first; placeholders last.
    pub certificates: Vec<SeenCert>,
    /// A certificate of another key has this key's id.
    pub mismatch: bool,
    /// What its token is called, where several were looked at together.
    pub on: Option<String>,
}

/// One token, as far as it was seen.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Somebody was logged in when it was read.
    pub logged_in: bool,
    /// Logged in, every class asked for, and no read failed.
    pub complete: bool,
    /// What failed, where something did.
    pub fault: Option<Fault>,
    /// Keys.
    pub keys: Vec<SeenKey>,
    /// Certificates that could be read.
    pub certificates: Vec<SeenCert>,
    /// Objects that are neither, or could not be read.
    pub other: Vec<Object>,
}

impl View {
    /// The stable names of all private keys, and how many have none.
    #[must_use]
    pub fn private_keys(&self) -> KeysBefore {
        let private = self.keys.iter().filter(|key| key.private.is_some());
        let known: Vec<KeyHash> = private.clone().filter_map(SeenKey::hash).collect();
        let unknown =
            u32::try_from(private.count().saturating_sub(known.len())).unwrap_or(u32::MAX);
        KeysBefore { known, unknown }
    }

    /// The key of this name.
    #[must_use]
    pub fn key(&self, hash: KeyHash) -> Option<&SeenKey> {
        let fits = |key: &&SeenKey| key.hash() == Some(hash);
        self.keys
            .iter()
            .filter(fits)
            .find(|key| key.private.is_some())
            .or_else(|| self.keys.iter().find(fits))
    }

    /// Keys with their certificates; CA certificates without a key here are left to [`View::chain`].
    #[must_use]
    pub fn identities(&self) -> Vec<Identity> {
        let mut all: Vec<Identity> = self.keys.iter().map(|key| self.of_key(key)).collect();
        for seen in &self.certificates {
            let taken = all.iter().any(|one| {
                one.certificates
                    .iter()
                    .any(|it| it.object.handle == seen.object.handle)
            });
            if taken || seen.certificate.is_ca() {
                continue;
            }
            let beside = seen.key.and_then(|key| {
                all.iter_mut().find(|one| {
                    one.key.is_none() && one.hash == Some(key) && one.id == seen.object.id
                })
            });
            match beside {
                Some(identity) => identity.certificates.push(seen.clone()),
                None => all.push(Identity {
                    id: seen.object.id.clone(),
                    hash: seen.key,
                    label: seen.object.label.clone(),
                    key: None,
                    certificates: vec![seen.clone()],
                    mismatch: false,
                    on: None,
                }),
            }
        }
        for identity in &mut all {
            identity.certificates.sort_by_key(|seen| {
                (
                    seen.placeholder,
                    std::cmp::Reverse(seen.certificate.not_before()),
                )
            });
        }
        all
    }

    fn of_key(&self, key: &SeenKey) -> Identity {
        let hash = key.hash();
        let same_id = |seen: &&SeenCert| {
            key.id
                .as_ref()
                .zip(seen.object.id.as_ref())
                .is_some_and(|(a, b)| a.fits(b))
        };
        let by_key: Vec<SeenCert> = match hash {
            Some(_) => self
                .certificates
                .iter()
                .filter(|seen| seen.key == hash)
                .cloned()
                .collect(),
            // A key that tells no public half: the id is all there is to show it by. It settles nothing.
            None => self.certificates.iter().filter(same_id).cloned().collect(),
        };
        let mismatch = hash.is_some()
            && self.certificates.iter().filter(same_id).any(|seen| {
                seen.key.is_some()
                    && seen.key != hash
                    && !self.keys.iter().any(|other| other.hash() == seen.key)
            });
        Identity {
            id: key.id.clone(),
            hash,
            label: key
                .label
                .clone()
                .or_else(|| by_key.iter().find_map(|seen| seen.object.label.clone())),
            key: Some(key.clone()),
            certificates: by_key,
            mismatch,
            on: None,
        }
    }

    /// CA certificates without a key on this token.
    #[must_use]
    pub fn chain(&self) -> Vec<&SeenCert> {
        let has_key = |seen: &SeenCert| {
            self.keys
                .iter()
                .any(|key| key.hash().is_some() && key.hash() == seen.key)
        };
        self.certificates
            .iter()
            .filter(|seen| seen.certificate.is_ca() && !has_key(seen))
            .collect()
    }
}

/// How far a look goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Certificates, public and private keys.
    Known,
    /// Everything else by name, too.
    All,
}

impl Setting<'_> {
    /// Reads a token as it shows now.
    pub fn view(&mut self, place: Place, depth: Depth) -> Result<View, Failure> {
        match self.view_partly(place, depth) {
            (view, None) => Ok(view),
            (_, Some(failure)) => Err(failure),
        }
    }

    /// Reads a token; where that is cut short, what was read until then and why.
    pub fn view_partly(&mut self, place: Place, depth: Depth) -> (View, Option<Failure>) {
        let mut objects = Vec::new();
        let mut end = match self.look(place, &Class::ALL, &mut objects) {
            Ok(end) => end,
            Err(failure) => return (self.assemble(place, objects), Some(failure)),
        };
        if depth == Depth::All {
            let mut rows = |batch: Vec<Object>| {
                objects.extend(batch);
                ControlFlow::Continue(())
            };
            let others = self
                .tokens
                .engine(place)
                .and_then(|engine| engine.look_others(place.slot, &mut rows));
            match others {
                Ok(others) => {
                    end.complete &= others.complete;
                    end.fault = end.fault.or(others.fault);
                }
                Err(fault) => {
                    let failure = self.failed(place, fault);
                    return (self.assemble(place, objects), Some(failure));
                }
            }
        }
        let logged_in = self.logged_in.contains_key(&place);
        let mut view = self.assemble(place, objects);
        view.logged_in = logged_in;
        view.complete = logged_in && end.complete;
        view.fault = end.fault;
        self.remember(place, &view);
        (view, None)
    }

    /// Why a view is not whole, where a read failed.
    pub(super) fn unread(&self, place: Place, fault: Option<&Fault>) -> Option<Failure> {
        fault.map(|fault| self.not_whole(place, fault))
    }

    /// Something could not be read: what was not found may be there all the same.
    pub(super) fn not_whole(&self, place: Place, fault: &Fault) -> Failure {
        let failed = self.failed(place, fault.clone());
        Failure {
            code: Code::ViewIncomplete,
            token_state: Some(TokenState::NothingChanged),
            ..failed.with("token", self.name_of(place))
        }
    }

    /// Reads objects of some classes. What came before a failure is in `objects` all the same.
    pub(super) fn look(
        &mut self,
        place: Place,
        classes: &[Class],
        objects: &mut Vec<Object>,
    ) -> Result<crate::token::LookEnd, Failure> {
        let known = objects.len();
        match self.look_once(place, classes, objects) {
            Err(fault) if self.may_open_again(place, &fault) => {
                // Another program had the card in between (Q21). Once: who takes it each time is not raced.
                objects.truncate(known);
                self.open_anew(place)?;
                self.look_once(place, classes, objects)
            }
            looked => looked,
        }
        .map_err(|fault| self.failed(place, fault))
    }

    /// Only where nobody is logged in: a PIN is not sent a second time by itself.
    fn may_open_again(&self, place: Place, fault: &Fault) -> bool {
        let lost = fault.kind == FaultKind::SessionLost
            || fault.ckr.as_deref() == Some("CKR_DEVICE_ERROR");
        lost && !self.logged_in.contains_key(&place)
    }

    fn open_anew(&mut self, place: Place) -> Result<(), Failure> {
        let opened = self.tokens.engine(place).and_then(|engine| {
            engine.close(place.slot);
            engine.open(place.slot, Access::Read)
        });
        opened.map_err(|fault| self.failed(place, fault))
    }

    fn look_once(
        &mut self,
        place: Place,
        classes: &[Class],
        objects: &mut Vec<Object>,
    ) -> Result<crate::token::LookEnd, Fault> {
        let token = self.tokens.token(place).map(|token| token.id.clone());
        let placed = self.glimpse.map(|_| self.placed_on(token.as_ref()));
        let Self {
            tokens,
            parsed,
            journal,
            glimpse,
            ..
        } = self;
        let glimpse = *glimpse;
        let mut shown: Option<Instant> = None;
        let mut rows = |batch: Vec<Object>| {
            parsed.take(&batch);
            objects.extend(batch);
            if let (Some(glimpse), Some(placed)) = (glimpse, &placed)
                && shown.is_none_or(|shown| shown.elapsed() >= GLIMPSES)
            {
                let token = token.as_ref();
                glimpse(&put_together(
                    token,
                    placed,
                    parsed,
                    journal,
                    objects.clone(),
                ));
                shown = Some(Instant::now());
            }
            ControlFlow::Continue(())
        };
        tokens
            .engine(place)
            .and_then(|engine| engine.look(place.slot, classes, &mut rows))
    }

    /// Puts objects together, with the journal as the last source of a public half.
    pub(super) fn assemble(&mut self, place: Place, objects: Vec<Object>) -> View {
        let token = self.tokens.token(place).map(|token| token.id.clone());
        let placed = self.placed_on(token.as_ref());
        let Self {
            parsed, journal, ..
        } = self;
        put_together(token.as_ref(), &placed, parsed, journal, objects)
    }

    /// The certificates that we wrote to a token, by their hashes.
    fn placed_on(&mut self, token: Option<&TokenId>) -> Vec<String> {
        token
            .map(|token| self.placed_by_us(token))
            .unwrap_or_default()
    }

    pub(super) fn placed_by_us(&mut self, token: &TokenId) -> Vec<String> {
        let seen = self
            .journal
            .lenient(|journal| journal.certificates_on(token));
        seen.into_iter()
            .filter(|seen| seen.placed_by_us)
            .map(|seen| seen.sha256)
            .collect()
    }

    /// Public certificates are remembered for the day when the token lies in a drawer.
    fn remember(&mut self, place: Place, view: &View) {
        let Some(token) = self.tokens.token(place).map(|token| token.id.clone()) else {
            return;
        };
        let now = self.now;
        let seen: Vec<SeenCertificate> = view
            .certificates
            .iter()
            .map(|seen| SeenCertificate {
                sha256: seen.certificate.sha256(),
                der: seen.certificate.der().to_vec(),
                token: token.clone(),
                key: seen.key,
                first_seen: now,
                last_seen: now,
                placed_by_us: false,
            })
            .collect();
        self.journal
            .lenient(|journal| journal.remember_certificates(&seen));
    }
}
