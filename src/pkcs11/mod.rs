//! PKCS#11: the only folder that knows cryptoki. [`Module`] implements [`Engine`](crate::token::Engine) and runs
//! inside the module host's child process; nothing here knows of processes, limits or people.

mod cells;
mod import;
mod key_use;
mod load;
mod module;
mod raw;
mod rv;
mod search;
mod session;
mod templates;
mod text;
mod wanted;
mod write;

pub use module::Module;
pub use templates::describe;

pub use crate::token::Effect;

/// Told of every call: the mark by which a crash or a hang gets its name.
pub trait Witness: Send {
    /// Just before `call`.
    fn entering(&self, call: &'static str, effect: Effect);

    /// Just after a changing call, with its returned value's name.
    fn left(&self, call: &'static str, ckr: &str);

    /// Whether the look under way shall stop.
    fn stopped(&self) -> bool;
}
