//! The certificate by which somebody signs or logs in: which one is meant, and the key for it.

use super::Setting;
use super::export::{full_name, nothing, one, several};
use super::known::newest;
use super::view::{Depth, Identity, SeenCert, SeenKey, View};
use crate::ask::Choice;
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::token::{Access, Role, TokenState};
use crate::x509::{Certificate, PublicKey, Validity};

/// What shows without the PIN of all tokens.
pub(super) struct Owned {
    pub(super) all: Vec<(Place, Identity)>,
    pub(super) authorities: Vec<Certificate>,
    /// Why not all was read.
    pub(super) unread: Option<Failure>,
}

impl Owned {
    /// What is on them, wherever.
    pub(super) fn identities(&self) -> Vec<Identity> {
        self.all.iter().map(|(_, one)| one.clone()).collect()
    }
}

/// A certificate on a token, and the authorities that were seen.
pub(super) struct Found {
    pub(super) place: Place,
    pub(super) certificate: Certificate,
    pub(super) authorities: Vec<Certificate>,
}

/// What a certificate is wanted for.
pub(super) struct Wanted<'a> {
    /// The command, for failures.
    pub(super) command: &'static str,
    /// Whether one that is not valid now will do.
    pub(super) any_day: bool,
    /// Whether it can be used for that.
    pub(super) fits: &'a dyn Fn(&Certificate) -> bool,
}

impl Setting<'_> {
    /// Looks at all tokens, without a PIN.
    pub(super) fn owned(&mut self) -> Result<Owned, Failure> {
        self.need_module()?;
        self.open_tokens()?;
        let mut owned = Owned {
            all: Vec::new(),
            authorities: Vec::new(),
            unread: None,
        };
        let places = self.places();
        let several = places.len() > 1;
        for place in places {
            let (view, failure) = self.public_look(place);
            owned.unread = owned.unread.or(failure);
            let Some(view) = view else { continue };
            let chain = view.chain().into_iter();
            let chain = chain.map(|seen| seen.certificate.clone());
            owned.authorities.extend(chain);
            let on = several.then(|| self.name_of(place));
            let own = view.identities().into_iter();
            let own = own.map(|one| Identity {
                on: on.clone(),
                ..one
            });
            owned.all.extend(own.map(|identity| (place, identity)));
        }
        Ok(owned)
    }

    /// The certificate that is named, else the one that is meant.
    pub(super) fn own_certificate(
        &self,
        owned: &mut Owned,
        id: Option<&str>,
        wanted: &Wanted<'_>,
    ) -> Result<Found, Failure> {
        let identities = owned.identities();
        let certificate = match id {
            Some(id) => one(id, &identities, self.now).map(|(found, _)| found),
            None => self.only_one(&identities, wanted),
        };
        let certificate = match (certificate, owned.unread.take()) {
            // What was not read may be it.
            (Err(failure), Some(unread)) if failure.code == Code::NothingMatches => {
                return Err(unread);
            }
            (found, _) => found?,
        };
        let is_it = |seen: &SeenCert| seen.certificate.der() == certificate.der();
        let holds = |(_, one): &&(Place, Identity)| one.certificates.iter().any(is_it);
        let place = owned.all.iter().find(holds).map(|(place, _)| *place);
        Ok(Found {
            place: place.ok_or_else(|| nothing(id.unwrap_or(wanted.command)))?,
            certificate,
            authorities: owned.authorities.clone(),
        })
    }

    /// The only certificate that is valid and fits, of each holder the newest; of several a person chooses: nobody signs
    /// with one that he did not mean.
    fn only_one(
        &self,
        identities: &[Identity],
        wanted: &Wanted<'_>,
    ) -> Result<Certificate, Failure> {
        let valid = |seen: &&SeenCert| {
            let one = &seen.certificate;
            let now = wanted.any_day || one.validity(self.now) == Validity::Valid;
            !seen.placeholder && now && (wanted.fits)(one)
        };
        let mut fit: Vec<(&Identity, &Certificate)> = identities
            .iter()
            .filter_map(|identity| {
                let seen = identity.certificates.iter().find(valid)?;
                Some((identity, &seen.certificate))
            })
            .collect();
        // After a renewal both may be valid: the new one is meant.
        let newest = newest(fit.iter().map(|(_, one)| (*one).clone()));
        fit.retain(|(_, one)| newest.contains(one));
        match fit.as_slice() {
            [(_, only)] => Ok((*only).clone()),
            [] => Err(nothing(wanted.command)),
            many => {
                let choices: Vec<Choice> = many
                    .iter()
                    .map(|(identity, _)| Choice {
                        text: full_name(identity),
                    })
                    .collect();
                let chosen = self.ask.choose("cli-choose-certificate", &choices);
                let chosen = chosen.and_then(|at| many.get(at));
                chosen.map(|(_, one)| (*one).clone()).ok_or_else(|| {
                    let all: Vec<&Identity> = many.iter().map(|(identity, _)| *identity).collect();
                    several(wanted.command, &all)
                })
            }
        }
    }

    /// Logs in and looks for the certificate's key; with what was seen on the way.
    pub(super) fn own_key(
        &mut self,
        found: &Found,
        public: &PublicKey,
    ) -> Result<(View, SeenKey), Failure> {
        self.unlock(found.place, Role::User, Access::Read)?;
        let view = self.view(found.place, Depth::Known)?;
        let key = view.key(public.hash());
        let key = key.filter(|key| key.private.is_some()).cloned();
        let key = key.ok_or_else(|| {
            Failure::new(Code::KeyNotFound)
                .with("value", found.certificate.serial().hex)
                .state(TokenState::NothingChanged)
        })?;
        Ok((view, key))
    }

    /// An expired certificate signs, too; whoever checks it will refuse it, and that is said.
    pub(super) fn tell_expired(&mut self, certificate: &Certificate) {
        if certificate.validity(self.now) == Validity::Expired {
            let date = certificate.not_after().strftime("%Y-%m-%d");
            let notice = Notice::new(Code::Expired)
                .with("date", date)
                .with("file", certificate.serial().hex);
            self.notice(notice);
        }
    }

    /// The token cannot sign with this key in any way that is used here.
    pub(super) fn cannot_sign(&self, place: Place, public: &PublicKey) -> Failure {
        Failure::new(Code::NoUsableMechanism)
            .with("value", public.kind())
            .with("types", "-")
            .with("token", self.name_of(place))
            .state(TokenState::NothingChanged)
    }
}

/// The key that a certificate is about; one of a kind that we sign with.
pub(super) fn signing_key(certificate: &Certificate) -> Result<PublicKey, Failure> {
    certificate.public_key().map_err(|error| {
        Failure::new(Code::CertificateDamaged)
            .with("file", "-")
            .with("text", error)
            .state(TokenState::NothingChanged)
    })
}
