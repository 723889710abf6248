//! The dozen calls by which everything above talks to a token.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::{
    CertificateWish, Class, Fault, Generated, Handle, ImportWish, Imported, KeyWish, Learnt,
    ModuleInfo, Object, Role, SignMechanism, Slot, SlotId,
};
use crate::secret::Secret;

/// Whether a call can change the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Effect {
    /// It only looks.
    Looking,
    /// It can change the token, or the counter of a PIN.
    Changing,
}

/// Whether a session may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Access {
    /// Reading only.
    Read,
    /// Reading and writing.
    Write,
}

/// How a look ended.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LookEnd {
    /// Every object of the classes asked for was read, and no read failed.
    pub complete: bool,
    /// What failed, where something did.
    pub fault: Option<Fault>,
}

/// How a key that asks for its own PIN at each use gets it.
#[derive(Debug, Clone, Copy)]
pub enum KeyAuth<'a> {
    /// Not at all: the key does not ask, or it is not known yet that it does.
    NotAsked,
    /// By this secret.
    Secret(&'a Secret),
    /// On the PIN pad, or in the driver's own window.
    Pad,
}

/// Says whether a look is no longer wanted, because another module has what was looked for.
pub type Unwanted = Arc<dyn Fn() -> bool + Send + Sync>;

/// Takes objects as they come; `Break` stops the look.
pub type Rows<'a> = dyn FnMut(Vec<Object>) -> ControlFlow<()> + 'a;

/// One module, as seen from the operations. One call at a time; every call may answer a [`Fault`].
///
/// Implemented by the module host's client (`child/`), by `pkcs11/` inside the host, and by the tests' scripted engine.
pub trait Engine: Send {
    /// Loads and initialises the module, if that was not done yet.
    fn module(&mut self) -> Result<ModuleInfo, Fault>;

    /// The slots that say a token is present. One bad slot hides no other.
    fn slots(&mut self) -> Result<Vec<Slot>, Fault>;

    /// Reads one slot again: its flags change with every log-in.
    fn slot(&mut self, slot: SlotId) -> Result<Slot, Fault>;

    /// The mechanism numbers that the token lists (a hint: Q48).
    fn mechanisms(&mut self, slot: SlotId) -> Result<Vec<u64>, Fault>;

    /// Opens a session on the slot, or makes sure that one with this access is open.
    fn open(&mut self, slot: SlotId, access: Access) -> Result<(), Fault>;

    /// Logs in; without a secret the PIN pad or the driver's own window asks.
    fn login(&mut self, slot: SlotId, role: Role, secret: Option<&Secret>) -> Result<(), Fault>;

    /// Logs out and closes the slot's sessions. Errors are of no use to anybody and are only logged.
    fn close(&mut self, slot: SlotId);

    /// Reads all objects of the given classes, one read each. `PrivateKey` shows as a rule only after log-in.
    fn look(
        &mut self,
        slot: SlotId,
        classes: &[Class],
        rows: &mut Rows<'_>,
    ) -> Result<LookEnd, Fault>;

    /// Names the objects of all other classes: handle, label, class number; nothing else is read of them.
    fn look_others(&mut self, slot: SlotId, rows: &mut Rows<'_>) -> Result<LookEnd, Fault>;

    /// Makes a key pair by the template ladder (`docs/ARCHITECTURE.md`).
    fn generate(&mut self, slot: SlotId, wish: &KeyWish) -> Result<Generated, Fault>;

    /// Signs: initialise, key's own log-in where the key wants one, sign, as one call since nothing may come between.
    fn sign(
        &mut self,
        slot: SlotId,
        key: Handle,
        mechanism: SignMechanism,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault>;

    /// Decrypts an RSA PKCS#1 v1.5 challenge of ours, for keys that cannot sign. Empty where it is another key's.
    fn decrypt(
        &mut self,
        slot: SlotId,
        key: Handle,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault>;

    /// Writes a certificate by its template ladder and answers with what was read back.
    fn put_certificate(&mut self, slot: SlotId, wish: &CertificateWish) -> Result<Object, Fault>;

    /// Writes a key pair from outside, never extractable: `key` holds, as `secret::pack` packs them, the `PrivateKeyInfo`
    /// (RFC 5958 §2) and after it, for RSA, d, p, q, d mod p-1, d mod q-1, q⁻¹ mod p, for a curve the private value.
    fn put_key(&mut self, slot: SlotId, wish: &ImportWish, key: &Secret)
    -> Result<Imported, Fault>;

    /// Writes the public half of a private key that is there; `None` where the token takes none.
    fn put_public(&mut self, slot: SlotId, wish: &ImportWish) -> Result<Option<Handle>, Fault>;

    /// Destroys one object.
    fn destroy(&mut self, slot: SlotId, object: Handle) -> Result<(), Fault>;

    /// Initialises the token: everything on it goes. Answers with the slot as read afterwards.
    fn init_token(
        &mut self,
        slot: SlotId,
        so_secret: Option<&Secret>,
        label: &str,
    ) -> Result<Slot, Fault>;

    /// Sets the user's PIN; the officer must be logged in.
    fn init_pin(&mut self, slot: SlotId, secret: Option<&Secret>) -> Result<(), Fault>;

    /// Changes a PIN: of the officer where he is logged in, else of the user, logged in or not (PKCS#11 2.40 §5.5). `pins`
    /// holds the old and the new one, as `secret::pack` packs them; without them the PIN pad asks for both.
    fn set_pin(&mut self, slot: SlotId, pins: Option<&Secret>) -> Result<(), Fault>;

    /// Names the lock file of the operation that is running; who works on after the program is gone holds it, too.
    fn owned(&mut self, _lock: Option<&Path>) {}

    /// Asked while a look runs; once it says yes, the look is let go. `None`: every look is wanted.
    fn unless(&mut self, _unwanted: Option<Unwanted>) {}

    /// What this run has learnt of the module so far.
    fn learnt(&mut self) -> Learnt;

    /// Ends the module: finalises with a limit, then leaves without destructors.
    fn end(&mut self);
}
