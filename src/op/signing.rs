//! Signing with a key on a token: the way to sign is chosen from what the token lists, refusals are learnt, and every
//! signature is verified before it is used.

use std::collections::VecDeque;

use super::Setting;
use super::unlock::Given;
use super::view::SeenKey;
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::sanitize;
use crate::token::{
    Engine, Fault, FaultKind, Handle, KeyAuth, KeyType, Learnt, Role, Scheme, SignMechanism,
    TokenState, mechanism,
};
use crate::x509::{Certificate, PublicKey, signing};

/// How a pair was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The key signed our proof text, verified under the certificate.
    Signed,
    /// The key decrypted our challenge.
    Decrypted,
    /// Only the public halves were compared.
    PublicKeyMatch,
    /// The key can do neither.
    NotPossible,
}

impl Setting<'_> {
    /// The mechanisms that a token lists, asked once.
    pub(super) fn mechanisms(&mut self, place: Place) -> Result<Vec<u64>, Failure> {
        if let Some(list) = self.mechanisms.get(&place) {
            return Ok(list.clone());
        }
        let list = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.mechanisms(place.slot));
        let list = list.map_err(|fault| self.failed(place, fault))?;
        self.mechanisms.insert(place, list.clone());
        Ok(list)
    }

    /// The ways to sign with this type of key, in our order. None is an error *before* a key is made; a token that
    /// lists nothing at all is given the benefit of the doubt (Q48: lists are hints).
    pub(super) fn ways_to_sign(
        &mut self,
        place: Place,
        key_type: KeyType,
    ) -> Result<Vec<SignMechanism>, Failure> {
        self.ways_for(place, key_type, Scheme::Usual)
    }

    /// The same for one scheme.
    pub(super) fn ways_for(
        &mut self,
        place: Place,
        key_type: KeyType,
        scheme: Scheme,
    ) -> Result<Vec<SignMechanism>, Failure> {
        let listed = self.mechanisms(place)?;
        let refused = self.learnt(place).refused_mechanisms;
        let ours = signing::mechanisms_for(key_type, scheme).iter().copied();
        let usable: Vec<SignMechanism> = ours
            .filter(|way| listed.is_empty() || listed.contains(&way.number()))
            .filter(|way| !refused.contains(way))
            .collect();
        if usable.is_empty() {
            return Err(self.no_mechanism(place, key_type, &listed));
        }
        Ok(usable)
    }

    fn learnt(&mut self, place: Place) -> Learnt {
        let engine = self.tokens.engine(place);
        engine.map(Engine::learnt).unwrap_or_default()
    }

    /// The way in which this module signed before, where its list was not asked yet: a refusal costs nothing, and
    /// leads to the list.
    fn way_of_before(
        &mut self,
        place: Place,
        key_type: KeyType,
        scheme: Scheme,
    ) -> Option<SignMechanism> {
        if self.mechanisms.contains_key(&place) {
            return None;
        }
        let learnt = self.learnt(place);
        let ours = signing::mechanisms_for(key_type, scheme).iter().copied();
        ours.filter(|way| !learnt.refused_mechanisms.contains(way))
            .find(|way| learnt.signed_with.contains(way))
    }

    /// Whether the token makes this type of key, and can sign with it afterwards.
    pub(super) fn check_key_type(
        &mut self,
        place: Place,
        key_type: KeyType,
    ) -> Result<SignMechanism, Failure> {
        let listed = self.mechanisms(place)?;
        if !listed.is_empty() && !listed.contains(&generation(key_type)) {
            return Err(self.no_mechanism(place, key_type, &listed));
        }
        let ways = self.ways_to_sign(place, key_type)?;
        ways.first()
            .copied()
            .ok_or_else(|| self.no_mechanism(place, key_type, &listed))
    }

    fn no_mechanism(&self, place: Place, key_type: KeyType, listed: &[u64]) -> Failure {
        let would_do: Vec<String> = KeyType::ALL
            .into_iter()
            .filter(|kind| {
                listed.contains(&generation(*kind))
                    && signing::mechanisms_for(*kind, Scheme::Usual)
                        .iter()
                        .any(|way| listed.contains(&way.number()))
            })
            .map(KeyType::name)
            .collect();
        let makes_some = KeyType::ALL
            .iter()
            .any(|kind| listed.contains(&generation(*kind)));
        let code = if makes_some {
            Code::NoUsableMechanism
        } else {
            Code::TokenMakesNoKeys // Q44
        };
        Failure::new(code)
            .with("value", key_type)
            .with(
                "types",
                if would_do.is_empty() {
                    "-".to_owned()
                } else {
                    would_do.join(", ")
                },
            )
            .with("token", self.name_of(place))
            .detail("key_types", would_do)
            .state(TokenState::NothingChanged)
    }

    /// Signs `message` and verifies the result under `public`.
    pub(super) fn sign(
        &mut self,
        place: Place,
        key: &SeenKey,
        public: &PublicKey,
        message: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        self.sign_as(place, key, public, Scheme::Usual, message)
    }

    /// Signs `message` in this scheme and verifies the result under `public`.
    pub(super) fn sign_as(
        &mut self,
        place: Place,
        key: &SeenKey,
        public: &PublicKey,
        scheme: Scheme,
        message: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        let (Some(private), Some(key_type)) = (&key.private, public.key_type()) else {
            return Err(Failure::new(Code::NoUsableMechanism)
                .with("value", public.kind())
                .with("types", "-")
                .with("token", self.name_of(place))
                .state(TokenState::NothingChanged));
        };
        let mut last = None;
        let before = self.way_of_before(place, key_type, scheme);
        let mut ways = VecDeque::from_iter(before);
        if before.is_none() {
            ways.extend(self.ways_for(place, key_type, scheme)?);
        }
        while let Some(way) = ways.pop_front() {
            let Ok(input) = signing::input(way, scheme, public, message) else {
                continue;
            };
            match self.sign_raw(place, key, private.handle, way, &input) {
                Ok(raw) => return checked(public, scheme, message, &raw),
                Err(Refusal::Mechanism(fault)) if Some(way) == before && ways.is_empty() => {
                    ways.extend(self.ways_for(place, key_type, scheme)?);
                    ways.retain(|other| *other != way);
                    last = Some(fault);
                }
                Err(Refusal::Mechanism(fault)) => last = Some(fault),
                Err(Refusal::Other(failure)) => return Err(*failure),
            }
        }
        Err(match last {
            Some(fault) => self.failed(place, fault),
            None => Failure::new(Code::NoUsableMechanism)
                .with("value", key_type)
                .with("types", "-")
                .with("token", self.name_of(place))
                .state(TokenState::NothingChanged),
        })
    }

    /// One way to sign.
    fn sign_raw(
        &mut self,
        place: Place,
        key: &SeenKey,
        handle: Handle,
        way: SignMechanism,
        input: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        self.use_key(place, key, |engine, auth| {
            engine.sign(place.slot, handle, way, input, auth)
        })
    }

    /// Uses a private key; one that asks for its PIN gets it, at most once.
    fn use_key(
        &mut self,
        place: Place,
        key: &SeenKey,
        call: impl Fn(&mut dyn Engine, KeyAuth<'_>) -> Result<Vec<u8>, Fault>,
    ) -> Result<Vec<u8>, Refusal> {
        let asks = key.private_part().and_then(|part| part.always_authenticate) == Some(true);
        if !asks {
            let done = self
                .tokens
                .engine(place)
                .and_then(|engine| call(engine, KeyAuth::NotAsked));
            match done {
                Ok(raw) => return Ok(raw),
                Err(fault) if fault.kind == FaultKind::MechanismRefused => {
                    return Err(Refusal::Mechanism(fault));
                }
                // The attribute may be missing or wrong (Q26): the key asks after all.
                Err(fault) if fault.kind == FaultKind::NotLoggedIn => {}
                Err(fault) => return Err(Refusal::Other(Box::new(self.failed(place, fault)))),
            }
        }
        let given = self
            .key_secret(place, key)
            .map_err(|failure| Refusal::Other(Box::new(failure)))?;
        let auth = match &given {
            Given::Secret(secret) => KeyAuth::Secret(secret),
            Given::Pad => KeyAuth::Pad,
        };
        let done = self
            .tokens
            .engine(place)
            .and_then(|engine| call(engine, auth));
        match done {
            Ok(raw) => {
                self.accept(place, Role::Key, given);
                Ok(raw)
            }
            Err(fault) if fault.kind == FaultKind::MechanismRefused => {
                // Refused before the log-in: the secret was not sent and may be used for the next way. It was not
                // accepted either: what was refused before stays counted.
                if let Given::Secret(secret) = given {
                    self.accepted.insert((place, Role::Key), secret);
                }
                Err(Refusal::Mechanism(fault))
            }
            Err(fault) if fault.call.as_deref() == Some("C_Login") => Err(Refusal::Other(
                Box::new(self.refuse(place, Role::Key, &given, fault)),
            )),
            Err(fault) => Err(Refusal::Other(Box::new(self.failed(place, fault)))),
        }
    }

    /// The key's own PIN: the user's where the registry says that both are one, else asked anew.
    fn key_secret(&mut self, place: Place, key: &SeenKey) -> Result<Given, Failure> {
        if let Some(secret) = self.accepted.remove(&(place, Role::Key)) {
            return Ok(Given::Secret(secret));
        }
        let one = self
            .tokens
            .host(place)
            .is_some_and(|host| host.habits.context_pin_is_user);
        let users = one.then(|| self.accepted.remove(&(place, Role::User)));
        if let Some(secret) = users.flatten() {
            return Ok(Given::Secret(secret));
        }
        let label = key.label.clone().unwrap_or_default();
        self.secret_for(place, Role::Key, &label)
    }

    /// Asks for the PIN of a key that wants one at each use, before somebody waits for the signature.
    pub(super) fn key_pin_beforehand(
        &mut self,
        place: Place,
        key: &SeenKey,
    ) -> Result<(), Failure> {
        let asks = key.private_part().and_then(|part| part.always_authenticate) == Some(true);
        if !asks {
            return Ok(());
        }
        if let Given::Secret(secret) = self.key_secret(place, key)? {
            self.accepted.insert((place, Role::Key), secret);
        }
        Ok(())
    }

    /// Proves that a private key belongs to a certificate, before anything is written.
    pub(super) fn prove(
        &mut self,
        place: Place,
        key: &SeenKey,
        certificate: &Certificate,
    ) -> Result<Proof, Failure> {
        let public = certificate.public_key().map_err(|error| {
            Failure::new(Code::CertificateDamaged)
                .with("text", error.to_string())
                .state(TokenState::NothingChanged)
        })?;
        let part = key.private_part();
        let (sign, decrypt) = (
            part.and_then(|part| part.sign),
            part.and_then(|part| part.decrypt),
        );
        if sign != Some(false) && public.key_type().is_some() {
            let label = self
                .tokens
                .token(place)
                .map(|token| token.id.label.clone())
                .unwrap_or_default();
            let text = signing::proof_text(&label, self.now);
            return self
                .sign(place, key, &public, &text)
                .map(|_| Proof::Signed)
                .map_err(as_proof);
        }
        if decrypt == Some(true) && public.kind() == "rsa" {
            return self.decrypt_challenge(place, key, &public);
        }
        Ok(if key.hash() == Some(public.hash()) {
            Proof::PublicKeyMatch
        } else {
            Proof::NotPossible
        })
    }

    fn decrypt_challenge(
        &mut self,
        place: Place,
        key: &SeenKey,
        public: &PublicKey,
    ) -> Result<Proof, Failure> {
        let mut challenge = [0u8; 32];
        let random = getrandom::fill(&mut challenge);
        let sealed = public.encrypt_challenge(&challenge);
        let (Ok(()), Ok(sealed), Some(private)) = (random, sealed, &key.private) else {
            return Ok(Proof::NotPossible);
        };
        let opened = self.use_key(place, key, |engine, auth| {
            engine.decrypt(place.slot, private.handle, &sealed, auth)
        });
        let opened = opened.map_err(|refusal| match refusal {
            Refusal::Mechanism(fault) => self.failed(place, fault),
            Refusal::Other(failure) => *failure,
        })?;
        if opened == challenge {
            return Ok(Proof::Decrypted);
        }
        Err(Failure::new(Code::ProofFailed).state(TokenState::NothingChanged))
    }
}

enum Refusal {
    Mechanism(Fault),
    Other(Box<Failure>),
}

/// A signature that does not verify under the certificate is a failed proof.
fn as_proof(failure: Failure) -> Failure {
    if failure.code == Code::SignatureInvalid {
        return Failure {
            code: Code::ProofFailed,
            ..failure
        };
    }
    failure
}

fn checked(
    public: &PublicKey,
    scheme: Scheme,
    message: &[u8],
    raw: &[u8],
) -> Result<Vec<u8>, Failure> {
    let invalid = |text: String| {
        Failure::new(Code::SignatureInvalid)
            .with("text", sanitize::line(&text))
            .state(TokenState::NothingChanged)
    };
    let signature = signing::finish(public, raw).map_err(|error| invalid(error.to_string()))?;
    let verified = match scheme {
        Scheme::Usual => public.verify(message, &signature),
        Scheme::Pss => public.verify_pss(message, &signature),
    };
    verified.map_err(|error| invalid(error.to_string()))?;
    Ok(signature)
}

/// The mechanism number that makes this type of key.
fn generation(key_type: KeyType) -> u64 {
    match key_type {
        KeyType::Rsa(_) => mechanism::RSA_KEY_PAIR_GEN,
        KeyType::Ec(crate::token::Curve::Ed25519) => mechanism::EDWARDS_KEY_PAIR_GEN,
        KeyType::Ec(_) => mechanism::EC_KEY_PAIR_GEN,
    }
}
