//! The command line: words into typed inputs, questions on the terminal device, answers for people and programs.
//! The contract is `docs/cli.md`.

pub mod args;
pub mod ask;
mod calendar;
mod certificates;
mod check;
mod check_report;
mod compare;
mod connect;
mod console;
mod delete;
mod demo;
mod doctor;
mod explain;
mod export;
mod face;
mod fields;
mod forget;
mod form;
mod identify;
mod import;
mod init;
mod install;
pub mod json;
mod log;
pub mod manner;
mod modules;
mod pin;
pub mod print;
mod profiles;
mod progress;
mod provider;
mod renew;
mod request;
mod revoke;
mod run;
pub mod secrets;
mod show;
mod sign;
mod stop;
mod tidy;
mod todo;
mod tokens;
pub mod words;

#[cfg(test)]
pub(crate) use args::commands;
pub use args::{Command, Globals, Parsed, Stop, missing, parse};
pub use ask::TerminalAsk;
pub use manner::{Colour, Manner, Style};
pub use run::{Next, ended_screens, for_screens, run};

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
mod schema_tests;
