//! Where PKCS#11 modules are and which quirks they have: `vendor-modules.toml`, the user's additions to it, and p11-kit's
//! `*.module` files.
//!
//! Facts about vendors are data with a source each, never code. [`Registry`] is the checked data, [`discover`] looks which of
//! the modules are on this computer, [`inspect`] reads a library's header before anybody loads it.

mod atr;
mod budgets;
mod check;
mod checked;
mod discover;
mod error;
mod facts;
mod found;
mod header;
mod hints;
mod p11kit;
mod platform;
mod probe;
mod raw;
mod span;

pub use budgets::Budgets;
pub use checked::{Entry, KeyPlace, Registry};
pub use discover::{DiscoverError, Only, discover};
pub use error::{Reason, RegistryError};
pub use facts::{
    Atr, CkInfo, Confidence, Distributor, Download, Folder, Keys, Kind, Latency, Library,
    Mechanisms, Pin, QuirkFact, SingleRun, Spread, Timing, TokenFact, Usb,
};
pub use found::{Discovery, Module, Presence, Reach, SkipReason, Skipped, Source};
pub use header::{Build, Header, HeaderFault, inspect, offers_pkcs11};
pub use p11kit::{P11Module, P11Modules};
pub use platform::{Arch, Os};
pub use probe::{Probe, ProbedToken};

/// In a reserved string: the user's own folder.
pub(crate) const HOME: &str = "{home}";

#[cfg(test)]
mod tests;
