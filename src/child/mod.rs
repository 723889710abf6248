//! The module host: vendor code in a child process, one module each. It may crash, hang, print, leak or lie, and takes
//! nothing with it.

mod call;
mod client;
mod first_fit;
#[cfg(fuzzing)]
mod fuzzed;
mod ledger;
mod limits;
mod log;
mod message;
mod process;
mod serve;
mod start;
mod tokens;
mod watch;

pub use client::Client;
#[cfg(fuzzing)]
pub use fuzzed::read_pipe;
pub use limits::{BadLimit, Limits, RawLimits};
pub use process::HOST_WORD;
pub use serve::{key_template, serve};
pub use tokens::{Habits, Host, HostState, Opened, Place, Tokens, module_key};
pub use watch::{HostProgram, NoWatch, Patience, Running, Watch};
