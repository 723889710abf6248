//! The vocabulary of tokens, as pure data: what a token is, what lies on it, what it may answer.
//!
//! Nothing here knows PKCS#11 types; `pkcs11/` translates. What a token did not tell is `None`, never a default.

mod engine;
mod fault;
mod key;
mod object;
mod slot;
mod uri;
mod wish;

pub use engine::{Access, Effect, Engine, KeyAuth, LookEnd, Rows, Unwanted};
pub use fault::{Fault, FaultKind, TokenState};
pub use key::{Curve, KeyHash, KeyId, KeyType, PublicParts};
pub use object::{
    Body, CertificateObject, Class, Handle, Object, PrivateKeyObject, PublicKeyObject,
};
pub use slot::{
    ModuleInfo, PinFlags, PinState, Role, Slot, SlotId, TokenId, TokenInfo, names_a_token,
};
pub use uri::{TokenUri, UriError, slot_uri, token_uri};
pub use wish::{
    CertificateWish, Generated, ImportWay, ImportWish, Imported, InitRung, KeyWish, Learnt,
    ModuleSetup, PssParams, Scheme, Settle, SignMechanism, Usage, mechanism,
};
