//! The program on real modules: one story (`story.rs`), gone through on each of them. What came of it is a row of the table in
//! `docs/MODULES.md`, and a row that is not as this run found it fails; `PARAFA_UPDATE_DOCS=1 make test-modules` writes them anew.
//!
//! Modules that want packages or compiling of their own are ignored here, and run by `make test-modules`.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that is wrong about its surroundings ends"
)]

#[allow(
    dead_code,
    reason = "the other half is for the tests of single commands"
)]
#[path = "../cli/kit.rs"]
mod kit;

mod beside;
mod kryoptic;
mod nss;
mod opencryptoki;
mod p11_kit;
mod softhsm;
mod story;
mod table;
mod tpm2;
