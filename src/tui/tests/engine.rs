//! A scripted token.

use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex};

use crate::secret::Secret;
use crate::token::{
    Access, Body, CertificateWish, Class, Engine, Fault, FaultKind, Generated, Handle, ImportWish,
    Imported, InitRung, KeyAuth, KeyId, KeyWish, Learnt, LookEnd, ModuleInfo, Object, PinFlags,
    PrivateKeyObject, Role, Rows, SignMechanism, Slot, SlotId, TokenId, TokenInfo,
};

/// What was called, in order.
pub(super) type Calls = Arc<Mutex<Vec<String>>>;

/// What happens around a driver while the program runs.
#[derive(Clone, Default)]
pub(super) struct World(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    pulled: bool,
    held: Vec<&'static str>,
    failing: Vec<(&'static str, FaultKind)>,
}

impl World {
    fn with(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.0.lock().unwrap());
        self.0.1.notify_all();
    }

    /// The token is taken out.
    pub(super) fn pull(&self) {
        self.with(|state| state.pulled = true);
    }

    /// It is put back.
    pub(super) fn plug(&self) {
        self.with(|state| state.pulled = false);
    }

    /// This call does not return before it is let go.
    pub(super) fn hold(&self, call: &'static str) {
        self.with(|state| state.held.push(call));
    }

    /// All calls return.
    pub(super) fn let_go(&self) {
        self.with(|state| state.held.clear());
    }

    /// This call fails from now on.
    pub(super) fn fail(&self, call: &'static str, kind: FaultKind) {
        self.with(|state| state.failing.push((call, kind)));
    }

    fn enter(&self, call: &str) -> Result<(), Fault> {
        let (state, changed) = &*self.0;
        let held = |state: &mut State| state.held.contains(&call);
        let state = changed.wait_while(state.lock().unwrap(), held).unwrap();
        let failing = state.failing.iter().find(|(name, _)| *name == call);
        match failing {
            Some((_, kind)) => Err(Fault::of(kind.clone(), call)),
            None if state.pulled && !["module", "slots"].contains(&call) => {
                Err(Fault::of(FaultKind::Removed, call))
            }
            None => Ok(()),
        }
    }

    fn is_pulled(&self) -> bool {
        self.0.0.lock().unwrap().pulled
    }
}

/// One token with one key, which shows after the PIN 1234.
#[derive(Default)]
pub(super) struct Scripted {
    pub(super) calls: Calls,
    pub(super) logged_in: bool,
    /// What it can do; empty: it does not say.
    pub(super) mechanisms: Vec<u64>,
    /// What happens meanwhile.
    pub(super) world: World,
    /// The token's label, where it is another than `Scripted`.
    pub(super) label: Option<&'static str>,
}

impl Scripted {
    fn note(&self, call: &str) {
        self.calls.lock().unwrap().push(call.to_owned());
    }

    fn the_slot(&self) -> Slot {
        let mut slot = the_slot();
        if let (Some(label), Ok(token)) = (self.label, &mut slot.token) {
            label.clone_into(&mut token.id.label);
            label.clone_into(&mut token.id.serial);
        }
        slot
    }
}

fn the_slot() -> Slot {
    Slot {
        id: SlotId(3),
        description: "Reader".to_owned(),
        hardware: Some(true),
        token: Ok(TokenInfo {
            id: TokenId {
                label: "Scripted".to_owned(),
                manufacturer: "Nobody".to_owned(),
                model: "M".to_owned(),
                serial: "77".to_owned(),
            },
            initialised: true,
            login_required: true,
            user_pin_set: true,
            write_protected: false,
            pin_pad: false,
            user_pin: PinFlags::default(),
            so_pin: PinFlags::default(),
            min_pin: None,
            max_pin: None,
        }),
    }
}

impl Engine for Scripted {
    fn module(&mut self) -> Result<ModuleInfo, Fault> {
        self.note("module");
        self.world.enter("module")?;
        Ok(ModuleInfo {
            manufacturer: String::new(),
            library: String::new(),
            version: "1.0".to_owned(),
            cryptoki: "2.40".to_owned(),
            init: InitRung::OsLocking,
        })
    }

    fn slots(&mut self) -> Result<Vec<Slot>, Fault> {
        self.note("slots");
        self.world.enter("slots")?;
        let here = !self.world.is_pulled();
        Ok(here.then(|| self.the_slot()).into_iter().collect())
    }

    fn slot(&mut self, _: SlotId) -> Result<Slot, Fault> {
        self.world.enter("slot")?;
        Ok(self.the_slot())
    }

    fn mechanisms(&mut self, _: SlotId) -> Result<Vec<u64>, Fault> {
        Ok(self.mechanisms.clone())
    }

    fn open(&mut self, _: SlotId, _: Access) -> Result<(), Fault> {
        self.world.enter("open")
    }

    fn login(&mut self, _: SlotId, _: Role, secret: Option<&Secret>) -> Result<(), Fault> {
        self.note("login");
        self.world.enter("login")?;
        self.logged_in = secret.is_some_and(|secret| secret.expose() == b"1234");
        if self.logged_in {
            return Ok(());
        }
        Err(Fault::of(FaultKind::WrongPin, "C_Login"))
    }

    fn close(&mut self, _: SlotId) {
        self.note("close");
        self.logged_in = false;
    }

    fn look(
        &mut self,
        _: SlotId,
        classes: &[Class],
        rows: &mut Rows<'_>,
    ) -> Result<LookEnd, Fault> {
        self.note("look");
        self.world.enter("look")?;
        if self.logged_in && classes.contains(&Class::PrivateKey) {
            let object = Object {
                handle: Handle(1),
                id: Some(KeyId(vec![7])),
                label: Some("Scripted key".to_owned()),
                on_token: Some(true),
                body: Body::PrivateKey(PrivateKeyObject::default()),
                fault: None,
            };
            if rows(vec![object]) == ControlFlow::Break(()) {
                return Err(Fault::new(FaultKind::Interrupted));
            }
        }
        Ok(LookEnd {
            complete: true,
            fault: None,
        })
    }

    fn look_others(&mut self, _: SlotId, _: &mut Rows<'_>) -> Result<LookEnd, Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    fn generate(&mut self, _: SlotId, _: &KeyWish) -> Result<Generated, Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    fn sign(
        &mut self,
        _: SlotId,
        _: Handle,
        _: SignMechanism,
        _: &[u8],
        _: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    fn decrypt(
        &mut self,
        _: SlotId,
        _: Handle,
        _: &[u8],
        _: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    fn put_key(&mut self, _: SlotId, _: &ImportWish, _: &Secret) -> Result<Imported, Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    fn put_public(&mut self, _: SlotId, _: &ImportWish) -> Result<Option<Handle>, Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    /// Only who knows the PIN changes it.
    fn set_pin(&mut self, _: SlotId, pins: Option<&Secret>) -> Result<(), Fault> {
        self.note("set_pin");
        let packed = crate::secret::pack(&[b"1234", b"5678"]);
        if pins.is_some_and(|pins| pins.same_as(&packed)) {
            return Ok(());
        }
        Err(Fault::of(FaultKind::WrongPin, "C_SetPIN"))
    }

    fn put_certificate(&mut self, _: SlotId, _: &CertificateWish) -> Result<Object, Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    fn destroy(&mut self, _: SlotId, _: Handle) -> Result<(), Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    fn init_token(&mut self, _: SlotId, _: Option<&Secret>, _: &str) -> Result<Slot, Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    fn init_pin(&mut self, _: SlotId, _: Option<&Secret>) -> Result<(), Fault> {
        Err(Fault::new(FaultKind::Unsupported))
    }

    fn learnt(&mut self) -> Learnt {
        Learnt::default()
    }

    fn end(&mut self) {}
}
