//! One module as an [`Engine`].

use std::collections::HashMap;

use cryptoki_sys::{CK_MECHANISM_TYPE, CK_SLOT_ID};

use super::load::{self, Loaded};
use super::raw::{Raw, RawError, Rv};
use super::rv::{self, Context};
use super::search::widen;
use super::session::{Open, holds_a_token};
use super::{Effect, Witness};
use crate::secret::Secret;
use crate::token::{
    Access, CertificateWish, Class, Engine, Fault, FaultKind, Generated, Handle, ImportWish,
    Imported, KeyAuth, KeyWish, Learnt, LookEnd, ModuleInfo, ModuleSetup, Object, Role, Rows,
    SignMechanism, Slot, SlotId, TokenState,
};

/// A module in this process.
pub struct Module {
    pub(super) setup: ModuleSetup,
    pub(super) loaded: Option<Loaded>,
    pub(super) sessions: HashMap<SlotId, Open>,
    pub(super) learnt: Learnt,
    pub(super) saw_more_after_short: bool,
    pub(super) largest_batch: usize,
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
            largest_batch: 0,
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

    /// Forgets a session that the token no longer knows: the next `open` makes a new one.
    fn settle<T>(&mut self, slot: SlotId, answer: Result<T, Fault>) -> Result<T, Fault> {
        if let Err(fault) = &answer
            && rv::ends_session(fault)
        {
            self.sessions.remove(&slot);
        }
        answer
    }

    /// Runs a looking call after its mark.
    pub(super) fn looking<T>(
        &self,
        call: &'static str,
        run: impl FnOnce(&Raw) -> Result<T, RawError>,
    ) -> Result<T, Fault> {
        let raw = &self.loaded()?.raw;
        self.witness.entering(call, Effect::Looking);
        run(raw).map_err(|error| rv::fault(error, call, Context::Other))
    }
}

fn of_version(known: &[(String, Learnt)], version: &str) -> Learnt {
    let this = known.iter().find(|(of, _)| of == version);
    this.map(|(_, learnt)| learnt.clone()).unwrap_or_default()
}

pub(super) fn narrow(number: u64) -> Result<cryptoki_sys::CK_ULONG, RawError> {
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
            if !self.setup.known.is_empty() {
                self.learnt = of_version(&self.setup.known, &loaded.info.version);
            }
            self.learnt.init = Some(loaded.info.init);
            self.loaded = Some(loaded);
        }
        Ok(self.loaded()?.info.clone())
    }

    fn slots(&mut self) -> Result<Vec<Slot>, Fault> {
        let ids = match self.setup.settle {
            Some(settle) => self.settled_slots(settle)?,
            None => self.looking("C_GetSlotList", Raw::slots)?,
        };
        let slots: Result<Vec<Slot>, Fault> =
            ids.into_iter().map(|id| self.read_slot(id)).collect();
        Ok(slots?.into_iter().filter(holds_a_token).collect())
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
        let answer = self.log_in(slot, role, secret);
        self.settle(slot, answer)
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
            let answer = self.look_class(slot, *class, rows, &mut end);
            if self.settle(slot, answer)?.is_break() {
                end.complete = false;
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
        let answer = self.look_others_into(slot, rows, &mut end);
        self.settle(slot, answer).map(|()| end)
    }

    fn generate(&mut self, slot: SlotId, wish: &KeyWish) -> Result<Generated, Fault> {
        let answer = self.make_pair(slot, wish);
        self.settle(slot, answer)
    }

    fn sign(
        &mut self,
        slot: SlotId,
        key: Handle,
        mechanism: SignMechanism,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        let answer = self.sign_with(slot, key, mechanism, data, auth);
        self.settle(slot, answer)
    }

    fn decrypt(
        &mut self,
        slot: SlotId,
        key: Handle,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        let answer = self.decrypt_with(slot, key, data, auth);
        self.settle(slot, answer)
    }

    fn put_certificate(&mut self, slot: SlotId, wish: &CertificateWish) -> Result<Object, Fault> {
        let answer = self.write_certificate(slot, wish);
        self.settle(slot, answer)
    }

    fn put_key(
        &mut self,
        slot: SlotId,
        wish: &ImportWish,
        key: &Secret,
    ) -> Result<Imported, Fault> {
        let answer = self.write_key(slot, wish, key);
        self.settle(slot, answer)
    }

    fn put_public(&mut self, slot: SlotId, wish: &ImportWish) -> Result<Option<Handle>, Fault> {
        let answer = self.create_public(slot, wish);
        let answer = answer.map(|handle| handle.map(|number| Handle(widen(number))));
        self.settle(slot, answer)
    }

    fn destroy(&mut self, slot: SlotId, object: Handle) -> Result<(), Fault> {
        let answer = self.destroy_one(slot, object);
        self.settle(slot, answer)
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
        .map_err(|error| {
            rv::fault(error, "C_InitToken", Context::Login).with_state(rv::state_after(error))
        })?;
        // The slot's number may change with this (SoftHSM gives the token a new one): find it by looking again.
        self.read_slot(number)
            .map_err(|fault| fault.with_state(TokenState::Changed))
    }

    fn init_pin(&mut self, slot: SlotId, secret: Option<&Secret>) -> Result<(), Fault> {
        let session = self.open_on(slot)?.session;
        let pin = secret.map(Secret::expose);
        let answer = self
            .changing("C_InitPIN", |raw| raw.init_pin(session, pin))
            .map_err(|error| {
                rv::fault(error, "C_InitPIN", Context::Other).with_state(rv::state_after(error))
            });
        self.settle(slot, answer)
    }

    fn set_pin(&mut self, slot: SlotId, pins: Option<&Secret>) -> Result<(), Fault> {
        let answer = self.change_pin(slot, pins);
        self.settle(slot, answer)
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
