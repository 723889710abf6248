//! Parafa: keys, certificate requests and certificates on PKCS#11 tokens; a terminal UI and a command line over one
//! core.
//!
//! The map of the house, and who may use whom (`docs/ARCHITECTURE.md`; a test counts the paths):
//!
//! - [`cli`] and `tui` ask and show; neither uses the other.
//! - [`op`]: every intention of a user is one file there. Data in, [`error::Failure`] or an outcome out.
//! - [`token`]: the vocabulary as pure data, and the trait by which everything talks to a token.
//! - [`child`]: vendor code runs in a process of its own; `pkcs11` is what runs in there.
//! - [`registry`]: where modules are and which habits they have. [`reader`]: what is plugged in, driver or not.
//! - [`profile`]: a health authority as one checked value; identifiers, and how things are written for it.
//! - [`paper`]: what people hand in, as HTML and text in the authority's language.
//! - [`x509`]: names, requests, certificates. [`journal`]: what is remembered, never a secret.
//! - [`ask`], [`error`], [`i18n`], [`paths`], [`sanitize`], [`secret`], `sys`: small things that many need.

pub mod ask;
pub mod case;
pub mod child;
pub mod cli;
pub mod error;
pub mod i18n;
pub mod journal;
pub mod located;
pub mod net;
pub mod op;
pub mod paper;
pub mod paths;
mod pkcs11;
pub mod profile;
pub mod reader;
pub mod registry;
pub mod sanitize;
pub mod secret;
mod sys;
pub mod telling;
pub mod token;
pub mod tui;
pub mod x509;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Serves as a module's host where the first word says so, else carries out the command line.
#[must_use]
pub fn run() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    if words.get(1).is_some_and(|word| word == child::HOST_WORD) {
        child::serve();
    }
    match cli::run(words) {
        cli::Next::Exit(code) => ExitCode::from(code),
        cli::Next::Tui(globals) => screens(*globals),
    }
}

/// Opens the terminal UI.
fn screens(globals: cli::Globals) -> ExitCode {
    let manner = globals.manner;
    // Set by the first and the second signal to end.
    let (first, second) = (Arc::<AtomicBool>::default(), Arc::<AtomicBool>::default());
    let opened = cli::for_screens(globals, (&first, &second))
        .and_then(|(start, paths, spoken)| tui::run(start, paths, spoken, (first, second)));
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => ExitCode::from(cli::ended_screens(&failure, manner)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{cli, tui};

    #[test]
    fn every_command_is_an_action_of_the_screens_and_the_other_way_round() {
        let first = |name: &str| name.split(' ').next().map(str::to_owned);
        let screens: BTreeSet<String> = tui::commands().filter_map(first).collect();
        let typed: BTreeSet<String> = cli::commands().into_iter().collect();
        assert_eq!(screens, typed);
    }
}
