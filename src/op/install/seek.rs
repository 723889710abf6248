//! Which key of which token a certificate belongs to: by its public key, never by a name or an id.

use std::collections::BTreeMap;

use super::gather::Given;
use crate::child::Place;
use crate::error::{Args, Code, Failure};
use crate::op::Setting;
use crate::op::files::quoted;
use crate::op::view::{SeenCert, SeenKey, View};
use crate::sanitize;
use crate::token::{Access, Class, Fault, KeyId, Object, TokenState};
use crate::x509::{Certificate, PublicKey};

/// Where a certificate belongs.
pub(super) enum Fit {
    /// It is there already.
    Already {
        /// On this token.
        place: Place,
        /// The id under which it is there.
        id: Option<String>,
    },
    /// This key.
    Key {
        /// On this token.
        place: Place,
        /// With its private half.
        key: Box<SeenKey>,
    },
}

/// The views of all tokens in question, and the objects that they were made of.
#[derive(Default)]
pub(super) struct Views {
    pub(super) tokens: BTreeMap<Place, View>,
    objects: BTreeMap<Place, Vec<Object>>,
    /// Where a read failed, and why: what was not found may be there all the same.
    unread: Option<(Place, Fault)>,
}

impl Views {
    fn note_unread(&mut self, place: Place, fault: Option<Fault>) {
        self.unread = self.unread.take().or(fault.map(|fault| (place, fault)));
    }

    /// A certificate, where it shows on a token.
    pub(super) fn seen(&self, place: Place, certificate: &Certificate) -> Option<&SeenCert> {
        let mut seen = self.tokens.get(&place)?.certificates.iter();
        let sha256 = certificate.sha256();
        seen.find(|seen| seen.certificate.sha256() == sha256)
    }

    /// The tokens with a certificate that one of these authorities issued.
    pub(super) fn issued_by(&self, authorities: &[Given]) -> Vec<Place> {
        let theirs = |certificate: &Certificate| {
            let mut issuers = authorities.iter().map(|one| &one.certificate);
            issuers.any(|issuer| {
                issuer != certificate && issuer.subject_der() == certificate.issuer_der()
            })
        };
        self.tokens
            .iter()
            .filter(|(_, view)| {
                view.certificates
                    .iter()
                    .any(|seen| theirs(&seen.certificate))
            })
            .map(|(place, _)| *place)
            .collect()
    }

    /// Whether the key of a certificate shows on any token.
    pub(super) fn shows_key_of(&self, certificate: &Certificate) -> bool {
        let key = certificate.public_key().ok().map(|key| key.hash());
        key.is_some_and(|key| self.tokens.values().any(|view| view.key(key).is_some()))
    }
}

impl Setting<'_> {
    /// What all tokens show without the PIN: certificates and public keys.
    pub(super) fn public_views(&mut self) -> Result<Views, Failure> {
        let ready: Vec<Place> = self
            .places()
            .into_iter()
            .filter(|place| {
                self.tokens
                    .token(*place)
                    .is_some_and(|token| token.initialised)
            })
            .collect();
        if ready.is_empty() {
            // Says whether there is none, a blank one, or one that does not answer.
            self.one_token()?;
        }
        let mut views = Views::default();
        for place in ready {
            // A session that may write from the start: the same serves for all that follows.
            let writable = self
                .tokens
                .token(place)
                .is_some_and(|token| !token.write_protected);
            self.open_session(
                place,
                if writable {
                    Access::Write
                } else {
                    Access::Read
                },
            )?;
            let mut objects = Vec::new();
            let end = self.look(place, &[Class::PublicKey, Class::Certificate], &mut objects)?;
            views.note_unread(place, end.fault);
            let view = self.assemble(place, objects.clone());
            views.tokens.insert(place, view);
            views.objects.insert(place, objects);
        }
        Ok(views)
    }

    /// Finds the certificate's key; logs in where that is needed and wanted.
    pub(super) fn seek(
        &mut self,
        one: &Given,
        views: &mut Views,
        login: bool,
    ) -> Result<Fit, Failure> {
        if let Some(there) = already(one, views) {
            return Ok(there);
        }
        let public = one.certificate.public_key().map_err(|error| {
            Failure::new(Code::CertificateDamaged)
                .with("file", sanitize::line(&one.file))
                .with("text", error.to_string())
                .state(TokenState::NothingChanged)
        })?;
        let visible: Vec<Place> = views
            .tokens
            .iter()
            .filter(|(_, view)| view.key(public.hash()).is_some())
            .map(|(place, _)| *place)
            .collect();
        let place = match visible.as_slice() {
            [only] => *only,
            [] => self.look_with_pin(one, views, login)?,
            many => self.choose_token(many)?,
        };
        self.journal_ready()?;
        self.private_view(place, views, &public)?;
        if let Some(there) = already(one, views) {
            return Ok(there);
        }
        let key = self.private_key_for(place, views, one, &public)?;
        Ok(Fit::Key {
            place,
            key: Box::new(key),
        })
    }

    /// Without a visible fit a person is asked whether to look with the PIN, and of which token.
    fn look_with_pin(&mut self, one: &Given, views: &Views, login: bool) -> Result<Place, Failure> {
        let hidden: Vec<Place> = views
            .tokens
            .iter()
            .filter(|(_, view)| !view.logged_in)
            .map(|(place, _)| *place)
            .collect();
        let file = sanitize::line(&one.file);
        if hidden.is_empty() {
            return Err(self.found_nothing(views, no_key(&file)));
        }
        if !login {
            let mut args = Args::new();
            args.insert("file", file.clone());
            let question = crate::ask::Question {
                id: "cli-ask-look-with-pin",
                args,
            };
            if self.ask.confirm(&question) != crate::ask::Answer::Yes {
                let failure = Failure::new(Code::NoVisibleKeyFits)
                    .with("file", &file)
                    .detail("file", one.file.as_str())
                    .state(TokenState::NothingChanged);
                let login = format!("parafa install --login {}", quoted(&one.file));
                return Err(self.found_nothing(views, failure).go_on(login));
            }
        }
        match hidden.as_slice() {
            [only] => Ok(*only),
            many => self.choose_token(many),
        }
    }

    /// Logs in as whoever writes here and adds the private keys to the view; the other classes are read again only
    /// where they can hide things.
    fn private_view(
        &mut self,
        place: Place,
        views: &mut Views,
        public: &PublicKey,
    ) -> Result<(), Failure> {
        if views.tokens.get(&place).is_some_and(|view| view.logged_in) {
            return Ok(());
        }
        self.may_write(place)?;
        let role = self.writing_role(place);
        self.unlock(place, role, Access::Write)?;
        let mut objects = Vec::new();
        let seen = views.objects.remove(&place).unwrap_or_default();
        // Certificates may be private: one that shows only now is there already, or is an earlier one.
        let hidden = self.may_hide_certificates(place, public, views);
        let classes: &[Class] = match (seen.is_empty(), hidden) {
            (true, _) => &[Class::PrivateKey, Class::PublicKey, Class::Certificate],
            (false, true) => &[Class::PrivateKey, Class::Certificate],
            (false, false) => &[Class::PrivateKey],
        };
        let end = self.look(place, classes, &mut objects)?;
        views.note_unread(place, end.fault);
        let kept = seen.into_iter().filter(|object| {
            object
                .class()
                .is_some_and(|class| !classes.contains(&class))
        });
        objects.extend(kept);
        let mut view = self.assemble(place, objects);
        view.logged_in = true;
        view.complete = end.complete && classes.contains(&Class::Certificate);
        self.settle(place, &view);
        views.tokens.insert(place, view);
        Ok(())
    }

    /// A key that we made has the certificates that we wrote, and those are public, unless the token made them
    /// private; of any other key, and where something is left to be settled, certificates may show only after the
    /// log-in.
    fn may_hide_certificates(&mut self, place: Place, public: &PublicKey, views: &Views) -> bool {
        let Some(token) = self.tokens.token(place).map(|token| token.id.clone()) else {
            return true;
        };
        let replaces = self
            .tokens
            .host(place)
            .is_some_and(|host| host.habits.one_certificate_per_key);
        let hash = public.hash();
        let ours = self
            .journal
            .lenient(|journal| journal.made_here(&token, hash));
        let open = self
            .journal
            .lenient(|journal| journal.intents_for_token(&token));
        let shown: Vec<String> = views
            .tokens
            .get(&place)
            .into_iter()
            .flat_map(|view| &view.certificates)
            .map(|seen| seen.certificate.sha256())
            .collect();
        let hides = self
            .placed_by_us(&token)
            .iter()
            .any(|placed| !shown.contains(placed));
        replaces || hides || !ours || !open.is_empty()
    }

    /// The private key of this public key; one whose public half nobody tells is tried by a signature.
    fn private_key_for(
        &mut self,
        place: Place,
        views: &Views,
        one: &Given,
        public: &PublicKey,
    ) -> Result<SeenKey, Failure> {
        let file = sanitize::line(&one.file);
        let Some(view) = views.tokens.get(&place) else {
            return Err(no_key(&file));
        };
        if let Some(key) = view.key(public.hash()).filter(|key| key.private.is_some()) {
            return Ok(key.clone());
        }
        let unknown: Vec<SeenKey> = view
            .keys
            .iter()
            .filter(|key| key.private.is_some() && key.public.is_none() && may_be(key, public))
            .cloned()
            .collect();
        for key in unknown {
            match self.prove(place, &key, &one.certificate) {
                Ok(super::super::Proof::Signed | super::super::Proof::Decrypted) => {
                    return Ok(SeenKey {
                        public: Some(public.clone()),
                        ..key
                    });
                }
                Ok(_) => {}
                // Another key signed: this is not it.
                Err(failure) if failure.code == Code::ProofFailed => {}
                Err(failure) => return Err(failure),
            }
        }
        Err(self.found_nothing(views, no_key(&file)))
    }

    /// That there is nothing can be said only where everything was read.
    fn found_nothing(&self, views: &Views, nothing: Failure) -> Failure {
        match &views.unread {
            Some((place, fault)) => self.not_whole(*place, fault),
            None => nothing,
        }
    }
}

/// Beside its key, or where no other token shows the key. A copy on a token without the key, such as one left by
/// another program, is of no use to anybody as long as the key shows elsewhere.
fn already(one: &Given, views: &Views) -> Option<Fit> {
    let sha256 = one.certificate.sha256();
    let key = one.certificate.public_key().ok().map(|key| key.hash());
    let shows = |view: &View| key.is_some_and(|key| view.key(key).is_some());
    let elsewhere = views.tokens.values().any(shows);
    views
        .tokens
        .iter()
        .filter(|(_, view)| !elsewhere || shows(view))
        .flat_map(|(place, view)| view.certificates.iter().map(|seen| (*place, seen)))
        .find(|(_, seen)| seen.certificate.sha256() == sha256)
        .map(|(place, seen)| Fit::Already {
            place,
            id: seen.object.id.as_ref().map(KeyId::hex),
        })
}

fn may_be(key: &SeenKey, public: &PublicKey) -> bool {
    key.private_part().is_some_and(|part| {
        part.kind
            .as_deref()
            .is_none_or(|kind| kind == public.kind())
    })
}

fn no_key(file: &str) -> Failure {
    Failure::new(Code::FitsNoKey)
        .with("file", file)
        .detail("file", file)
        .state(TokenState::NothingChanged)
}
