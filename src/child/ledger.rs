//! What a run has left on a token so far, whatever the call that fails in the end says of itself.

use std::path::Path;

use crate::secret::Secret;
use crate::token::{
    Access, CertificateWish, Class, Engine, Fault, Generated, Handle, ImportWish, Imported,
    KeyAuth, KeyWish, Learnt, LookEnd, ModuleInfo, Object, Role, Rows, SignMechanism, Slot, SlotId,
    TokenState, Unwanted,
};

/// An engine whose changes are written down. What was made and destroyed again leaves nothing.
pub(super) struct Ledger {
    engine: Box<dyn Engine>,
    made: Vec<(SlotId, Handle)>,
    changed: bool,
    unknown: bool,
}

impl Ledger {
    pub(super) fn new(engine: Box<dyn Engine>) -> Self {
        Self {
            engine,
            made: Vec::new(),
            changed: false,
            unknown: false,
        }
    }

    /// A new run begins: nothing was changed yet.
    pub(super) fn begin(&mut self) {
        (self.made, self.changed, self.unknown) = (Vec::new(), false, false);
    }

    /// What the run has left so far. That something changed outweighs that it cannot be told of something else.
    pub(super) fn state(&self) -> TokenState {
        if self.changed || !self.made.is_empty() {
            TokenState::Changed
        } else if self.unknown {
            TokenState::Unknown
        } else {
            TokenState::NothingChanged
        }
    }

    fn failed(&mut self, fault: &Fault) {
        match fault.state {
            TokenState::NothingChanged => {}
            TokenState::Changed => self.changed = true,
            TokenState::Unknown => self.unknown = true,
        }
    }

    /// Notes a call's failure, or with success that the token is another one now.
    fn noted<T>(&mut self, answer: Result<T, Fault>) -> Result<T, Fault> {
        match &answer {
            Ok(_) => self.changed = true,
            Err(fault) => self.failed(fault),
        }
        answer
    }

    /// Notes a call's failure, or with success the objects that were made.
    fn noted_made<T>(
        &mut self,
        slot: SlotId,
        answer: Result<T, Fault>,
        handles: impl FnOnce(&T) -> Vec<Handle>,
    ) -> Result<T, Fault> {
        match &answer {
            Ok(made) => {
                let new = handles(made).into_iter();
                self.made.extend(new.map(|handle| (slot, handle)));
            }
            Err(fault) => self.failed(fault),
        }
        answer
    }
}

impl Engine for Ledger {
    fn module(&mut self) -> Result<ModuleInfo, Fault> {
        self.engine.module()
    }

    fn slots(&mut self) -> Result<Vec<Slot>, Fault> {
        self.engine.slots()
    }

    fn slot(&mut self, slot: SlotId) -> Result<Slot, Fault> {
        self.engine.slot(slot)
    }

    fn mechanisms(&mut self, slot: SlotId) -> Result<Vec<u64>, Fault> {
        self.engine.mechanisms(slot)
    }

    fn open(&mut self, slot: SlotId, access: Access) -> Result<(), Fault> {
        self.engine.open(slot, access)
    }

    // A counter of tries is no content: a refused PIN has its own words.
    fn login(&mut self, slot: SlotId, role: Role, secret: Option<&Secret>) -> Result<(), Fault> {
        self.engine.login(slot, role, secret)
    }

    fn close(&mut self, slot: SlotId) {
        self.engine.close(slot);
    }

    fn look(
        &mut self,
        slot: SlotId,
        classes: &[Class],
        rows: &mut Rows<'_>,
    ) -> Result<LookEnd, Fault> {
        self.engine.look(slot, classes, rows)
    }

    fn look_others(&mut self, slot: SlotId, rows: &mut Rows<'_>) -> Result<LookEnd, Fault> {
        self.engine.look_others(slot, rows)
    }

    fn generate(&mut self, slot: SlotId, wish: &KeyWish) -> Result<Generated, Fault> {
        let answer = self.engine.generate(slot, wish);
        self.noted_made(slot, answer, |made| vec![made.private, made.public])
    }

    fn sign(
        &mut self,
        slot: SlotId,
        key: Handle,
        mechanism: SignMechanism,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        self.engine.sign(slot, key, mechanism, data, auth)
    }

    fn decrypt(
        &mut self,
        slot: SlotId,
        key: Handle,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        self.engine.decrypt(slot, key, data, auth)
    }

    fn put_certificate(&mut self, slot: SlotId, wish: &CertificateWish) -> Result<Object, Fault> {
        let answer = self.engine.put_certificate(slot, wish);
        self.noted_made(slot, answer, |object| vec![object.handle])
    }

    fn put_key(
        &mut self,
        slot: SlotId,
        wish: &ImportWish,
        key: &Secret,
    ) -> Result<Imported, Fault> {
        let answer = self.engine.put_key(slot, wish, key);
        self.noted_made(slot, answer, |made| {
            [Some(made.private), made.public]
                .into_iter()
                .flatten()
                .collect()
        })
    }

    fn put_public(&mut self, slot: SlotId, wish: &ImportWish) -> Result<Option<Handle>, Fault> {
        let answer = self.engine.put_public(slot, wish);
        self.noted_made(slot, answer, |public| public.iter().copied().collect())
    }

    fn destroy(&mut self, slot: SlotId, object: Handle) -> Result<(), Fault> {
        let answer = self.engine.destroy(slot, object);
        let own = self.made.iter().position(|made| *made == (slot, object));
        match (&answer, own) {
            (Ok(()), Some(at)) => {
                self.made.swap_remove(at);
            }
            (Ok(()), None) => self.changed = true,
            (Err(fault), _) => self.failed(fault),
        }
        answer
    }

    fn init_token(
        &mut self,
        slot: SlotId,
        so_secret: Option<&Secret>,
        label: &str,
    ) -> Result<Slot, Fault> {
        let answer = self.engine.init_token(slot, so_secret, label);
        self.noted(answer)
    }

    fn init_pin(&mut self, slot: SlotId, secret: Option<&Secret>) -> Result<(), Fault> {
        let answer = self.engine.init_pin(slot, secret);
        self.noted(answer)
    }

    fn set_pin(&mut self, slot: SlotId, pins: Option<&Secret>) -> Result<(), Fault> {
        let answer = self.engine.set_pin(slot, pins);
        self.noted(answer)
    }

    fn unless(&mut self, unwanted: Option<Unwanted>) {
        self.engine.unless(unwanted);
    }

    fn owned(&mut self, lock: Option<&Path>) {
        self.engine.owned(lock);
    }

    fn learnt(&mut self) -> Learnt {
        self.engine.learnt()
    }

    fn end(&mut self) {
        self.engine.end();
    }
}
