//! PC/SC readers, cards and USB devices: what is plugged in, whether or not a driver can read it.
//!
//! The system's card service may hang, and its library may be missing. So it is asked by a helper program of its own,
//! `parafa-readers` (`src/readers.rs`), which lies beside this one. It writes lines of JSON ([`Line`]); nothing is sent to it,
//! and it ends when its input closes.

#[cfg(test)]
pub(crate) mod fake;
mod process;
#[cfg(test)]
mod tests;
mod usb;
mod watch;
mod wire;

pub use crate::sys::leave::leave;
pub use process::{Helper, Trouble};
pub use usb::{Device, devices};
pub use watch::Watching;
pub use wire::{Card, Line, Reader, VERSION, Why};

/// What the card service told last.
pub type Told = Result<Vec<Reader>, Trouble>;
