//! A card whose ways are data: for what no module can be made to do. It keeps P-256 keys only.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use p256::ecdsa::Signature;
#[expect(clippy::disallowed_types, reason = "this card lives in memory")]
use p256::ecdsa::SigningKey;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use parafa::child::{Habits, Host};
use parafa::secret::Secret;
use parafa::token::{
    Access, Body, CertificateWish, Class, Curve, Engine, Fault, FaultKind, Generated, Handle,
    ImportWish, Imported, InitRung, KeyAuth, KeyId, KeyWish, Learnt, LookEnd, ModuleInfo, Object,
    PinFlags, PrivateKeyObject, PublicKeyObject, PublicParts, Role, Rows, SignMechanism, Slot,
    SlotId, TokenId, TokenInfo,
};

/// The card.
#[derive(Clone)]
pub(crate) struct Card {
    /// What it lists.
    pub(crate) mechanisms: Vec<u64>,
    /// Its keys: the id of each, and the byte that its scalar is made of.
    pub(crate) keys: Vec<(KeyId, u8)>,
    /// These go when the next key is made, whatever place that takes.
    pub(crate) forgets: Vec<KeyId>,
}

impl Card {
    pub(crate) fn with_keys(ids: &[u8]) -> Self {
        let keys = ids.iter().map(|id| (KeyId(vec![*id]), *id)).collect();
        Self {
            mechanisms: vec![0x1040, 0x1041],
            keys,
            forgets: Vec::new(),
        }
    }
}

/// What the card is and what was called, for the test to look at.
#[derive(Clone)]
pub(crate) struct Fake {
    pub(crate) card: Arc<Mutex<Card>>,
    pub(crate) calls: Arc<Mutex<Vec<String>>>,
}

impl Fake {
    pub(crate) fn new(card: Card) -> Self {
        Self {
            card: Arc::new(Mutex::new(card)),
            calls: Arc::default(),
        }
    }

    /// A module of its own over this card.
    pub(crate) fn host(&self, habits: &Habits) -> Vec<Host> {
        let engine = Box::new(self.clone());
        vec![Host::new("fake", "fake", "/fake.so", "option", engine).with_habits(habits.clone())]
    }

    pub(crate) fn called(&self, name: &str) -> usize {
        let calls = self.calls.lock().unwrap();
        calls.iter().filter(|call| call.starts_with(name)).count()
    }

    fn note(&self, call: impl Into<String>) {
        self.calls.lock().unwrap().push(call.into());
    }
}

/// The scalar of the key that was made of this byte.
#[expect(clippy::disallowed_types, reason = "this card lives in memory")]
fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

/// Private halves have odd handles, public ones the even ones above.
fn half(id: &KeyId, seed: u8, class: Class) -> Object {
    let parts = Some(PublicParts::Ec {
        params: Curve::P256.params_der().to_vec(),
        point: key(seed)
            .verifying_key()
            .to_sec1_point(false)
            .as_bytes()
            .to_vec(),
    });
    let handle = u64::from(seed) * 2;
    let (handle, body) = match class {
        Class::PrivateKey => (
            handle - 1,
            Body::PrivateKey(PrivateKeyObject {
                kind: Some("ec".to_owned()),
                sensitive: Some(true),
                extractable: Some(false),
                sign: Some(true),
                ..PrivateKeyObject::default()
            }),
        ),
        _ => (
            handle,
            Body::PublicKey(PublicKeyObject {
                parts,
                verify: Some(true),
            }),
        ),
    };
    Object {
        handle: Handle(handle),
        id: Some(id.clone()),
        label: None,
        on_token: Some(true),
        body,
        fault: None,
    }
}

const SLOT: SlotId = SlotId(1);

impl Engine for Fake {
    fn module(&mut self) -> Result<ModuleInfo, Fault> {
        Ok(ModuleInfo {
            manufacturer: "fake".to_owned(),
            library: "fake".to_owned(),
            version: "1.0".to_owned(),
            cryptoki: "2.40".to_owned(),
            init: InitRung::OsLocking,
        })
    }

    fn slots(&mut self) -> Result<Vec<Slot>, Fault> {
        Ok(vec![self.slot(SLOT)?])
    }

    fn slot(&mut self, id: SlotId) -> Result<Slot, Fault> {
        let token = TokenInfo {
            id: TokenId {
                label: "Card".to_owned(),
                manufacturer: "fake".to_owned(),
                model: "three places".to_owned(),
                serial: "1234".to_owned(),
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
        };
        Ok(Slot {
            id,
            description: "fake reader".to_owned(),
            hardware: Some(true),
            token: Ok(token),
        })
    }

    fn mechanisms(&mut self, _: SlotId) -> Result<Vec<u64>, Fault> {
        Ok(self.card.lock().unwrap().mechanisms.clone())
    }

    fn open(&mut self, _: SlotId, _: Access) -> Result<(), Fault> {
        Ok(())
    }

    fn login(&mut self, _: SlotId, role: Role, _: Option<&Secret>) -> Result<(), Fault> {
        self.note(format!("login {role:?}"));
        Ok(())
    }

    fn close(&mut self, _: SlotId) {}

    fn look(
        &mut self,
        _: SlotId,
        classes: &[Class],
        rows: &mut Rows<'_>,
    ) -> Result<LookEnd, Fault> {
        let card = self.card.lock().unwrap();
        for class in classes.iter().filter(|class| **class != Class::Certificate) {
            let halves = card.keys.iter().map(|(id, seed)| half(id, *seed, *class));
            if let ControlFlow::Break(()) = rows(halves.collect()) {
                break;
            }
        }
        Ok(LookEnd {
            complete: true,
            fault: None,
        })
    }

    fn look_others(&mut self, _: SlotId, _: &mut Rows<'_>) -> Result<LookEnd, Fault> {
        Err(unscripted())
    }

    /// Generating replaces what is in the place; without an id it takes the first one.
    fn generate(&mut self, _: SlotId, wish: &KeyWish) -> Result<Generated, Fault> {
        self.note(format!("generate {:?}", wish.id));
        let mut card = self.card.lock().unwrap();
        let id = wish.id.clone().unwrap_or(KeyId(vec![1]));
        let seed = 100 + u8::try_from(self.called("generate")).unwrap();
        let forgets = std::mem::take(&mut card.forgets);
        card.keys
            .retain(|(known, _)| *known != id && !forgets.contains(known));
        card.keys.push((id, seed));
        Ok(Generated {
            rung: 0,
            public: Handle(u64::from(seed) * 2),
            private: Handle(u64::from(seed) * 2 - 1),
            read_back: None,
        })
    }

    fn sign(
        &mut self,
        _: SlotId,
        handle: Handle,
        _: SignMechanism,
        data: &[u8],
        _: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        let seed = u8::try_from(handle.0.div_ceil(2)).unwrap();
        let signature: Signature = key(seed).sign_prehash(data).unwrap();
        Ok(signature.to_bytes().to_vec())
    }

    fn decrypt(
        &mut self,
        _: SlotId,
        _: Handle,
        _: &[u8],
        _: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        Err(unscripted())
    }

    fn put_key(&mut self, _: SlotId, _: &ImportWish, _: &Secret) -> Result<Imported, Fault> {
        Err(unscripted())
    }

    fn put_public(&mut self, _: SlotId, _: &ImportWish) -> Result<Option<Handle>, Fault> {
        Err(unscripted())
    }

    fn set_pin(&mut self, _: SlotId, _: Option<&Secret>) -> Result<(), Fault> {
        Err(unscripted())
    }

    fn put_certificate(&mut self, _: SlotId, _: &CertificateWish) -> Result<Object, Fault> {
        Err(unscripted())
    }

    fn destroy(&mut self, _: SlotId, _: Handle) -> Result<(), Fault> {
        Err(unscripted())
    }

    fn init_token(&mut self, _: SlotId, _: Option<&Secret>, _: &str) -> Result<Slot, Fault> {
        Err(unscripted())
    }

    fn init_pin(&mut self, _: SlotId, _: Option<&Secret>) -> Result<(), Fault> {
        Err(unscripted())
    }

    fn learnt(&mut self) -> Learnt {
        Learnt::default()
    }

    fn end(&mut self) {}
}

fn unscripted() -> Fault {
    Fault::new(FaultKind::Unsupported)
}
