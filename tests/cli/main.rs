//! The program itself, as scripts and people run it: exit codes, documents, what stands on which stream.
//!
//! Every test has a token folder, a home and a working folder of its own; nothing of this computer is touched. Other
//! programs judge: `pkcs11-tool`, `p11tool`, `openssl`. One that is missing fails loudly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that is wrong about its surroundings ends"
)]

mod adopt;
mod bad_files;
mod bad_input;
mod beside;
mod calendar;
mod capabilities;
mod card_service;
mod check;
mod check_report;
mod compare;
mod connect;
mod delete;
mod demo;
mod deriving;
mod doctor;
mod equal;
mod explain;
mod export;
mod faulty;
mod form;
mod form_words;
mod habits;
mod hostile;
mod identify;
mod import;
mod init;
mod killed;
mod kit;
mod left;
mod modules;
mod path;
mod pin;
mod pins;
mod power;
mod profiles;
mod provider;
mod quirks;
mod readers;
mod renew;
mod revoke;
mod set;
mod show;
mod sign;
mod stopping;
mod store;
mod tidy;
mod todo;
mod tokens;
mod trust;
mod unread;
mod wiped;
