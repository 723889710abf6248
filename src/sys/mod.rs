//! What needs the operating system, one small file a matter, each with a Unix and a Windows side.

pub mod descriptor;
pub mod dumpable;
pub mod files;
pub mod group;
pub mod handles;
pub mod leave;
pub mod mode;
pub mod session;
pub mod terminal;
pub mod trust;
