//! One module as an [`Engine`].

use std::collections::HashMap;
use std::ops::ControlFlow;

use cryptoki_sys::{CK_MECHANISM_TYPE, CK_OBJECT_HANDLE, CK_SLOT_ID};

use super::load::{self, Loaded};
use super::raw::{Raw, RawError, Rv};
use super::rv::{self, Context};
use super::search::widen;
use super::session::Open;
use super::{Effect, Witness};
use crate::secret::Secret;
use crate::token::{
    Access, CertificateWish, Class, Engine, Fault, FaultKind, Generated, Handle, KeyAuth, KeyWish,
    Learnt, LookEnd, ModuleInfo, ModuleSetup, Object, Role, Rows, SignMechanism, Slot, SlotId,
    TokenState, mechanism,
};

/// A module in this process.
pub struct Module {
    pub(super) setup: ModuleSetup,
    pub(super) loaded: Option<Loaded>,
    pub(super) sessions: HashMap<SlotId, Open>,
    pub(super) learnt: Learnt,
    pub(super) saw_more_after_short: bool,
    pub(super) witness: Box<dyn Witness>,
}

impl Module {
    /// Nothing is loaded before the first call.
    #[must_use]
    pub fn new(setup: ModuleSetup, witness: Box<dyn Witness>) -> Self {
        let learnt = setup.learnt.clone();
        Self {
            setup,
            loaded: None,
            sessions: HashMap::new(),
            learnt,
            saw_more_after_short: false,
            witness,
        }
    }

    pub(super) fn loaded(&self) -> Result<&Loaded, Fault> {
        self.loaded.as_ref().ok_or_else(|| {
            Fault::new(FaultKind::Host {
                text: "not loaded".to_owned(),
            })
        })
    }

    /// Runs a changing call between its two marks.
    pub(super) fn changing<T>(
        &self,
        call: &'static str,
        run: impl FnOnce(&Raw) -> Result<T, RawError>,
    ) -> Result<T, RawError> {
        let Ok(loaded) = self.loaded() else {
            return Err(RawError::Senseless);
        };
        self.witness.entering(call, Effect::Changing);
        let answer = run(&loaded.raw);
        self.leave(call, answer.as_ref().err().copied());
        answer
    }

    /// Runs a looking call after its mark.
    fn looking<T>(
        &self,
        call: &'static str,
        run: impl FnOnce(&Raw) -> Result<T, RawError>,
    ) -> Result<T, Fault> {
        let raw = &self.loaded()?.raw;
        self.witness.entering(call, Effect::Looking);
        run(raw).map_err(|error| rv::fault(error, call, Context::Other))
    }

    /// Initialise, the key's own log-in where it wants one, the operation: nothing may come between (Q26).
    fn key_operation(
        &mut self,
        slot: SlotId,
        auth: KeyAuth<'_>,
        names: (&'static str, &'static str),
        init: impl FnOnce(&Raw, u64) -> Result<(), RawError>,
        run: impl Fn(&Raw, u64) -> Result<Vec<u8>, RawError>,
    ) -> Result<Vec<u8>, Fault> {
        let session = widen(self.open_on(slot)?.session.handle());
        self.looking(names.0, |raw| init(raw, session))?;
        let logged_in = match auth {
            KeyAuth::NotAsked => Ok(()),
            KeyAuth::Secret(secret) => self.log_in_for_key(slot, Some(secret)),
            KeyAuth::Pad => self.log_in_for_key(slot, None),
        };
        if let Err(fault) = logged_in {
            // The operation is still open in the session; asking for it without the log-in ends it on every module.
            let _ = self.looking(names.1, |raw| run(raw, session));
            return Err(fault);
        }
        if matches!(auth, KeyAuth::Pad) {
            // The person may be typing on the reader now: not to be cut short like a look.
            return self
                .changing(names.1, |raw| run(raw, session))
                .map_err(|error| rv::fault(error, names.1, Context::Other));
        }
        self.looking(names.1, |raw| run(raw, session))
    }
}

fn narrow(number: u64) -> Result<cryptoki_sys::CK_ULONG, RawError> {
    // CK_ULONG has 32 bits on Windows.
    cryptoki_sys::CK_ULONG::try_from(number).map_err(|_| RawError::Rv(Rv(0x82)))
}

fn slot_number(slot: SlotId) -> Result<CK_SLOT_ID, Fault> {
    narrow(slot.0).map_err(|_| Fault::new(FaultKind::Removed))
}

impl Engine for Module {
    fn module(&mut self) -> Result<ModuleInfo, Fault> {
        if self.loaded.is_none() {
            let loaded = load::load(&self.setup, self.witness.as_ref())?;
            self.learnt.init = Some(loaded.info.init);
            self.loaded = Some(loaded);
        }
        Ok(self.loaded()?.info.clone())
    }

    fn slots(&mut self) -> Result<Vec<Slot>, Fault> {
        let ids = self.looking("C_GetSlotList", Raw::slots)?;
        ids.into_iter().map(|id| self.read_slot(id)).collect()
    }

    fn slot(&mut self, slot: SlotId) -> Result<Slot, Fault> {
        self.read_slot(slot_number(slot)?)
    }

    fn mechanisms(&mut self, slot: SlotId) -> Result<Vec<u64>, Fault> {
        let number = slot_number(slot)?;
        let list: Vec<CK_MECHANISM_TYPE> =
            self.looking("C_GetMechanismList", |raw| raw.mechanisms(number))?;
        Ok(list.into_iter().map(widen).collect())
    }

    fn open(&mut self, slot: SlotId, access: Access) -> Result<(), Fault> {
        self.open_session(slot, access)
    }

    fn login(&mut self, slot: SlotId, role: Role, secret: Option<&Secret>) -> Result<(), Fault> {
        self.log_in(slot, role, secret)
    }

    fn close(&mut self, slot: SlotId) {
        self.log_out(slot);
        if let Some(open) = self.sessions.remove(&slot) {
            self.close_one(open.session);
        }
    }

    fn look(
        &mut self,
        slot: SlotId,
        classes: &[Class],
        rows: &mut Rows<'_>,
    ) -> Result<LookEnd, Fault> {
        let mut end = LookEnd {
            complete: true,
            fault: None,
        };
        for class in classes {
            if self.look_class(slot, *class, rows, &mut end)?.is_break() {
                break;
            }
        }
        Ok(end)
    }

    fn look_others(&mut self, slot: SlotId, rows: &mut Rows<'_>) -> Result<LookEnd, Fault> {
        let mut end = LookEnd {
            complete: true,
            fault: None,
        };
        for handle in self.find(slot, None)? {
            let Some(object) = self.read_object(slot, handle, None)? else {
                continue;
            };
            let known = Class::ALL.into_iter().any(|class| {
                matches!(object.body, crate::token::Body::Other(number) if number == widen(super::search::class_number(class)))
            });
            if object.fault.is_some() {
                end.complete = false;
            }
            if !known && rows(vec![object]) == ControlFlow::Break(()) {
                end.complete = false;
                break;
            }
        }
        Ok(end)
    }

    fn generate(&mut self, slot: SlotId, wish: &KeyWish) -> Result<Generated, Fault> {
        self.make_pair(slot, wish)
    }

    fn sign(
        &mut self,
        slot: SlotId,
        key: Handle,
        mechanism: SignMechanism,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        self.key_operation(
            slot,
            auth,
            ("C_SignInit", "C_Sign"),
            |raw, session| {
                raw.sign_init(
                    narrow(session)?,
                    narrow(mechanism.number())?,
                    key_handle(key)?,
                )
            },
            |raw, session| raw.sign(narrow(session)?, data),
        )
    }

    fn decrypt(
        &mut self,
        slot: SlotId,
        key: Handle,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        self.key_operation(
            slot,
            auth,
            ("C_DecryptInit", "C_Decrypt"),
            |raw, session| {
                raw.decrypt_init(
                    narrow(session)?,
                    narrow(mechanism::RSA_PKCS)?,
                    key_handle(key)?,
                )
            },
            |raw, session| raw.decrypt(narrow(session)?, data),
        )
    }

    fn put_certificate(&mut self, slot: SlotId, wish: &CertificateWish) -> Result<Object, Fault> {
        self.write_certificate(slot, wish)
    }

    fn destroy(&mut self, slot: SlotId, object: Handle) -> Result<(), Fault> {
        self.destroy_one(slot, object)
    }

    fn init_token(
        &mut self,
        slot: SlotId,
        so_secret: Option<&Secret>,
        label: &str,
    ) -> Result<Slot, Fault> {
        self.close(slot);
        let number = slot_number(slot)?;
        let pin = so_secret.map(Secret::expose);
        self.changing("C_InitToken", |raw| {
            raw.init_token(number, pin, label.as_bytes())
        })
        .map_err(|error| rv::fault(error, "C_InitToken", Context::Login))?;
        // The slot's number may change with this (SoftHSM gives the token a new one): find it by looking again.
        self.read_slot(number)
            .map_err(|fault| fault.with_state(TokenState::Changed))
    }

    fn init_pin(&mut self, slot: SlotId, secret: Option<&Secret>) -> Result<(), Fault> {
        let session = self.open_on(slot)?.session.handle();
        let pin = secret.map(Secret::expose);
        self.changing("C_InitPIN", |raw| raw.init_pin(session, pin))
            .map_err(|error| rv::fault(error, "C_InitPIN", Context::Other))
    }

    fn learnt(&mut self) -> Learnt {
        self.learnt.clone()
    }

    fn end(&mut self) {
        let slots: Vec<SlotId> = self.sessions.keys().copied().collect();
        for slot in slots {
            self.log_out(slot);
        }
        // The sessions go with C_Finalize (PKCS#11 2.40 §5.4); closing each first would only cost a call.
        self.sessions.clear();
        let Some(loaded) = self.loaded.take() else {
            return;
        };
        if loaded.ours {
            self.witness.entering("C_Finalize", Effect::Looking);
            if let Err(error) = loaded.raw.finalize() {
                tracing::debug!(?error, "C_Finalize");
            }
        }
        // Vendors' destructors hang and crash (Q01, Q02): the library stays mapped until the process is gone.
        std::mem::forget(loaded);
    }
}

fn key_handle(key: Handle) -> Result<CK_OBJECT_HANDLE, RawError> {
    narrow(key.0)
}
