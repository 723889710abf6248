//! Changing the token: the key ladder, the certificate ladder, removal, initialisation.

use cryptoki_sys::CK_OBJECT_HANDLE;

use super::module::Module;
use super::raw::{RawError, Rv};
use super::rv::{self, Context};
use super::search::widen;
use super::templates::{self, CERTIFICATE_RUNGS, KEY_LADDER};
use crate::token::{
    CertificateWish, Class, Fault, FaultKind, Generated, Handle, KeyWish, Object, SlotId,
    TokenState,
};

impl Module {
    /// One rung down only when the template was refused, and only while a look shows no new key; after any other
    /// error the look tells whether a pair was left behind.
    pub(super) fn make_pair(&mut self, slot: SlotId, wish: &KeyWish) -> Result<Generated, Fault> {
        let mut refused = None;
        let known = |rung: &u8| *rung == wish.first_rung;
        let first = KEY_LADDER.iter().position(known).unwrap_or_default();
        for (place, rung) in KEY_LADDER.iter().copied().enumerate().skip(first) {
            if templates::repeats(rung) && place > first && !templates::deciphers(wish) {
                continue;
            }
            let error = match self.try_rung(slot, wish, rung)? {
                Ok(made) => {
                    self.learnt.key_rung = Some(rung);
                    return Ok(self.with_public_half(slot, made));
                }
                Err(error) => error,
            };
            let fault = rv::fault(error, "C_GenerateKeyPair", Context::Other);
            match self.new_key_shows(slot, &wish.before) {
                Ok(false) => {}
                Ok(true) => return Err(fault.with_state(TokenState::Changed)),
                Err(look) => {
                    tracing::debug!(%look, "the look after a failed generation");
                    return Err(fault.with_state(TokenState::Unknown));
                }
            }
            if !rv::is_template_refusal(error) {
                return Err(fault);
            }
            refused = Some(fault);
        }
        Err(refused.unwrap_or_else(|| Fault::of(FaultKind::TemplateRefused, "C_GenerateKeyPair")))
    }

    /// The public half read back by its handle: whatever is odd about it leaves the question to a fresh search.
    fn with_public_half(&mut self, slot: SlotId, mut made: Generated) -> Generated {
        let handle = CK_OBJECT_HANDLE::try_from(made.public.0).ok();
        let read = handle.and_then(|handle| {
            self.read_object(slot, handle, Some(Class::PublicKey))
                .inspect_err(|fault| tracing::debug!(%fault, "the new public key"))
                .ok()
                .flatten()
        });
        let whole = |object: &Object| object.on_token == Some(true) && object.fault.is_none();
        made.read_back = read.filter(whole).map(Box::new);
        made
    }

    fn try_rung(
        &self,
        slot: SlotId,
        wish: &KeyWish,
        rung: u8,
    ) -> Result<Result<Generated, RawError>, Fault> {
        let templates = templates::key_rung(wish, rung);
        let mechanism = templates::generation(wish.key_type);
        let session = self.open_on(slot)?.session;
        let answer = self.changing("C_GenerateKeyPair", |raw| {
            raw.generate_key_pair(session, &mechanism, &templates.public, &templates.private)
        });
        Ok(answer.map(|(public, private)| Generated {
            rung,
            public: Handle(widen(public)),
            private: Handle(widen(private)),
            read_back: None,
        }))
    }

    /// Whether a private key shows that was not there before.
    pub(super) fn new_key_shows(&mut self, slot: SlotId, before: &[Handle]) -> Result<bool, Fault> {
        let now = self.find(slot, Some(Class::PrivateKey))?;
        Ok(now
            .into_iter()
            .any(|handle| !before.contains(&Handle(widen(handle)))))
    }

    /// Writes a certificate, one rung down only when the template was refused, and reads it back.
    pub(super) fn write_certificate(
        &mut self,
        slot: SlotId,
        wish: &CertificateWish,
    ) -> Result<Object, Fault> {
        let first = self
            .learnt
            .certificate_rung
            .unwrap_or_default()
            .min(CERTIFICATE_RUNGS - 1);
        let mut refused = None;
        for rung in first..CERTIFICATE_RUNGS {
            let template = templates::certificate_rung(wish, rung);
            let session = self.open_on(slot)?.session;
            let answer = self.changing("C_CreateObject", |raw| {
                raw.create_object(session, &template)
            });
            match answer {
                Ok(handle) => {
                    self.learnt.certificate_rung = (rung > 0).then_some(rung);
                    return self.read_back(slot, handle);
                }
                Err(error) => {
                    let fault = rv::fault(error, "C_CreateObject", Context::Other);
                    if !rv::is_template_refusal(error) {
                        return Err(fault.with_state(rv::state_after(error)));
                    }
                    refused = Some(fault);
                }
            }
        }
        Err(refused.unwrap_or_else(|| Fault::of(FaultKind::TemplateRefused, "C_CreateObject")))
    }

    fn read_back(&mut self, slot: SlotId, handle: CK_OBJECT_HANDLE) -> Result<Object, Fault> {
        self.read_object(slot, handle, Some(Class::Certificate))
            .map_err(|fault| fault.with_state(TokenState::Changed))?
            .ok_or_else(|| {
                Fault::of(FaultKind::Senseless, "C_GetAttributeValue")
                    .with_state(TokenState::Changed)
            })
    }

    /// Destroys one object.
    pub(super) fn destroy_one(&self, slot: SlotId, object: Handle) -> Result<(), Fault> {
        let session = self.open_on(slot)?.session;
        let handle = CK_OBJECT_HANDLE::try_from(object.0)
            .map_err(|_| Fault::of(FaultKind::SessionLost, "C_DestroyObject"))?;
        let answer = self.changing("C_DestroyObject", |raw| raw.destroy_object(session, handle));
        answer.map_err(|error| {
            rv::fault(error, "C_DestroyObject", Context::Other).with_state(rv::state_after(error))
        })
    }

    /// Tells the witness that a changing call came back.
    pub(super) fn leave(&self, call: &'static str, error: Option<RawError>) {
        match error {
            None => self.witness.left(call, "CKR_OK"),
            Some(RawError::Rv(Rv(value))) => self.witness.left(call, &rv::name(value)),
            Some(RawError::Senseless) => self.witness.left(call, "-"),
        }
    }
}
