//! A scripted token.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use crate::secret::Secret;
use crate::token::{
    Access, Body, CertificateWish, Class, Engine, Fault, FaultKind, Generated, Handle, ImportWish,
    Imported, InitRung, KeyAuth, KeyId, KeyWish, Learnt, LookEnd, ModuleInfo, Object, PinFlags,
    PrivateKeyObject, Role, Rows, SignMechanism, Slot, SlotId, TokenId, TokenInfo,
};

/// What was called, in order.
pub(super) type Calls = Arc<Mutex<Vec<String>>>;

/// One token with one key, which shows after the PIN 1234.
pub(super) struct Scripted {
    pub(super) calls: Calls,
    pub(super) logged_in: bool,
    /// What it can do; empty: it does not say.
    pub(super) mechanisms: Vec<u64>,
}

impl Scripted {
    fn note(&self, call: &str) {
        self.calls.lock().unwrap().push(call.to_owned());
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
        Ok(ModuleInfo {
            manufacturer: String::new(),
            library: String::new(),
            version: "1.0".to_owned(),
            cryptoki: "2.40".to_owned(),
            init: InitRung::OsLocking,
        })
    }

    fn slots(&mut self) -> Result<Vec<Slot>, Fault> {
        Ok(vec![the_slot()])
    }

    fn slot(&mut self, _: SlotId) -> Result<Slot, Fault> {
        Ok(the_slot())
    }

    fn mechanisms(&mut self, _: SlotId) -> Result<Vec<u64>, Fault> {
        Ok(self.mechanisms.clone())
    }

    fn open(&mut self, _: SlotId, _: Access) -> Result<(), Fault> {
        Ok(())
    }

    fn login(&mut self, _: SlotId, _: Role, secret: Option<&Secret>) -> Result<(), Fault> {
        self.note("login");
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
