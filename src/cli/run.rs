//! From the words of the command line to an exit code.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::args::{self, Command, Globals, Parsed, Stop};
use super::face::Face;
use super::manner::Manner;
use super::{
    calendar, check, compare, connect, delete, demo, doctor, explain, export, forget, form,
    identify, import, init, install, log, modules, pin, print, profiles, provider, renew, request,
    revoke, show, sign, stop, tidy, todo, tokens,
};
use crate::error::{Code, Exit, Failure, Notice};
use crate::op::start::Start;
use crate::paths::Paths;
use crate::sys;

/// What comes after the command line was read.
#[derive(Debug)]
pub enum Next {
    /// Everything is done: this exit code.
    Exit(u8),
    /// Nothing was asked for, on a terminal: open the terminal UI.
    Tui(Box<Globals>),
}

/// Carries out a command line; the program's name stands first.
#[must_use]
pub fn run(words: Vec<OsString>) -> Next {
    sys::dumpable::forbid_core_dumps();
    match args::parse(words) {
        Err(Stop::Text(text)) => Next::Exit(match print::out(&text) {
            Ok(()) => Exit::Done as u8,
            Err(failure) => ended(&failure, &[], Manner::default()),
        }),
        Err(Stop::Refused(failure, manner)) => Next::Exit(ended(&failure, &[], manner)),
        Ok(Parsed { globals, command }) => match command {
            Some(command) => Next::Exit(carry_out(globals, command)),
            None if io::stdin().is_terminal() && io::stdout().is_terminal() => {
                Next::Tui(Box::new(globals))
            }
            None => Next::Exit(no_terminal(&globals)),
        },
    }
}

/// The terminal UI was asked for and cannot be opened.
fn no_terminal(globals: &Globals) -> u8 {
    let failure = Failure::new(Code::TerminalNeeded).go_on("parafa --help");
    ended(&failure, &[], globals.manner)
}

/// What the terminal UI is started with: modules and folders as the options say, whether a language was asked for, the
/// log, the signals that end a program.
pub fn for_screens(
    globals: Globals,
    (first, second): (&Arc<AtomicBool>, &Arc<AtomicBool>),
) -> Result<(Start, Option<Paths>, bool), Failure> {
    log::begin(Paths::from_env().as_ref(), globals.manner.verbose);
    stop::watch_signals_for(Arc::clone(first), Arc::clone(second));
    let spoken = globals.language.is_some();
    let face = Face::new(globals)?;
    Ok((face.start()?, face.paths.clone(), spoken))
}

/// Shows a failure of the terminal UI, once the terminal is ours again, and gives its exit code.
#[must_use]
pub fn ended_screens(failure: &Failure, manner: Manner) -> u8 {
    ended(failure, &[], manner)
}

fn carry_out(globals: Globals, command: Command) -> u8 {
    let manner = globals.manner;
    log::begin(Paths::from_env().as_ref(), manner.verbose);
    stop::watch_signals();
    let face = match Face::new(globals) {
        Ok(face) => face,
        Err(failure) => return ended(&failure, &[], manner),
    };
    match dispatch(&face, command) {
        Ok(()) => Exit::Done as u8,
        Err(failure) => ended(&failure, &face.ask.told(), manner),
    }
}

fn dispatch(face: &Face, command: Command) -> Result<(), Failure> {
    match command {
        Command::Tokens(_) => tokens::run(face),
        Command::Show(args) => show::run(face, args),
        Command::Check(args) => check::run(face, args),
        Command::Compare(args) => compare::run(face, args),
        Command::Request(args) => request::run(face, *args),
        Command::Renew(args) => renew::run(face, *args),
        Command::Revoke(args) => revoke::run(face, &args),
        Command::Calendar(args) => calendar::run(face, args),
        Command::Install(args) => install::run(face, args),
        Command::Export(args) => export::run(face, args),
        Command::Delete(args) => delete::run(face, args),
        Command::Tidy(args) => tidy::run(face, args),
        Command::Forget(args) => forget::run(face, args),
        Command::Identify(args) => identify::run(face, args),
        Command::Modules(args) => modules::run(face, args),
        Command::Todo(args) => todo::run(face, &args),
        Command::Done(args) => todo::done(face, args),
        Command::Form(args) => form::run(face, args),
        Command::Provider(args) => provider::run(face, args),
        Command::Profiles(args) => profiles::run(face, args),
        Command::Import(args) => import::run(face, args),
        Command::Pin(args) => pin::run(face, args),
        Command::Init(args) => init::run(face, args),
        Command::Explain(args) => explain::run(face, args),
        Command::Connect(args) => connect::run(face, args),
        Command::Sign(args) => sign::run(face, args),
        Command::Demo(args) => demo::run(face, args),
        Command::Doctor(args) => doctor::run(face, &args),
    }
}

/// Shows a failure and gives its exit code.
fn ended(failure: &Failure, warnings: &[Notice], manner: Manner) -> u8 {
    print::failure(failure, warnings, &manner);
    failure.code.exit() as u8
}
