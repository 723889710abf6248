//! The command line: words into typed inputs, questions on the terminal device, answers for people and programs.
//! The contract is `docs/cli.md`.

pub mod args;
pub mod ask;
mod console;
pub mod json;
pub mod manner;
pub mod print;
pub mod secrets;
pub mod words;

pub use args::{Command, Globals, Parsed, Stop, missing, parse};
pub use ask::TerminalAsk;
pub use manner::{Colour, Manner, Style};

#[cfg(test)]
mod contract_tests;
