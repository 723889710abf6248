//! What needs the operating system: one small file per matter, with a twin for Windows.

pub mod files;
