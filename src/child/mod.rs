//! The module host: vendor code in a child process, one module each. It may crash, hang, print, leak or lie, and takes
//! nothing with it.

mod call;
mod client;
mod limits;
mod log;
mod message;
mod process;
mod serve;
mod start;
mod tokens;
mod watch;

pub use client::Client;
pub use limits::{BadLimit, Limits, RawLimits};
pub use process::HOST_WORD;
pub use serve::serve;
pub use tokens::{Habits, Host, HostState, Place, Tokens, module_key};
pub use watch::{HostProgram, NoWatch, Patience, Running, Watch};

use crate::token::KeyWish;

/// The full key template in words, for `--dry-run`.
#[must_use]
pub fn key_template(wish: &KeyWish) -> Vec<String> {
    crate::pkcs11::describe(wish)
}
