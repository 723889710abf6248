//! The command line as typed values. clap stays in this folder: it splits words and options; values are checked
//! here, and help and refusals are in our own words.

mod care;
mod check;
mod errors;
mod globals;
mod help;
mod it;
mod look;
mod year;

#[cfg(test)]
mod help_tests;
#[cfg(test)]
mod tests;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

pub use care::{
    Cipher, DeleteArgs, DeleteWhat, DoctorArgs, ExplainArgs, ExportArgs, ExportFormat, ForgetArgs,
    ImportArgs, InitArgs, PinArgs, TidyArgs,
};
pub use check::missing;
pub(in crate::cli) use check::{conflict, conflict_without};
pub use globals::Globals;
pub use it::{
    CalendarArgs, ConnectArgs, DemoArgs, ModulesArgs, ProfilesArgs, ProviderArgs, SignArgs,
};
pub use look::{
    CheckArgs, CompareArgs, IdentifyArgs, ReportArgs, RevokeArgs, SerialFormat, ShowArgs,
    TokensArgs,
};
pub use year::{DoneArgs, FormArgs, InstallArgs, RenewArgs, RequestArgs, TodoArgs};

use super::manner::Manner;
use crate::error::{Code, Failure};
use crate::i18n;
use globals::RawGlobals;

/// Commands of the contract that a later version brings: not in the help, but not unknown either.
pub(in crate::cli) const LATER: &[&str] = &["completions", "man"];

/// A command line that can be carried out.
#[derive(Debug)]
pub struct Parsed {
    /// The options that every command takes.
    pub globals: Globals,
    /// What to do; `None`: open the terminal UI.
    pub command: Option<Command>,
}

/// What to do, with inputs checked as far as they can be without looking at a token or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The tokens plugged in.
    Tokens(TokensArgs),
    /// What is there, as certificates with their keys.
    Show(ShowArgs),
    /// What is there, and whether it will work.
    Check(CheckArgs),
    /// What is registered against the certificate.
    Compare(CompareArgs),
    /// A key pair, a CSR.
    Request(Box<RequestArgs>),
    /// The certificate that follows another.
    Renew(Box<RenewArgs>),
    /// Who revokes a certificate, and where.
    Revoke(RevokeArgs),
    /// Dates for a calendar.
    Calendar(CalendarArgs),
    /// What the authority sent, onto the token.
    Install(InstallArgs),
    /// A key from a file onto the token.
    Import(ImportArgs),
    /// States and changes of PINs.
    Pin(PinArgs),
    /// Public parts out.
    Export(ExportArgs),
    /// Remove from the token.
    Delete(DeleteArgs),
    /// What is left over on tokens and in folders.
    Tidy(TidyArgs),
    /// Drop a remembered certificate.
    Forget(ForgetArgs),
    /// Which key, request, purpose a file belongs to.
    Identify(IdentifyArgs),
    /// Drivers looked for and found.
    Modules(ModulesArgs),
    /// What to do now.
    Todo(TodoArgs),
    /// A step was done.
    Done(DoneArgs),
    /// Papers for the authority.
    Form(FormArgs),
    /// Practices, pharmacies, companies.
    Provider(ProviderArgs),
    /// The authorities that are known.
    Profiles(ProfilesArgs),
    /// Initialise a token.
    Init(InitArgs),
    /// Why a token is not seen.
    Doctor(DoctorArgs),
    /// What a number means.
    Explain(ExplainArgs),
    /// A log-in to a server.
    Connect(ConnectArgs),
    /// A signature over a file.
    Sign(SignArgs),
    /// The whole path on a pretend token.
    Demo(DemoArgs),
}

/// Why there is nothing to carry out.
#[derive(Debug)]
pub enum Stop {
    /// `--help`, `--version`: this text on standard output, exit 0.
    Text(String),
    /// The command line is refused; shown in the manner that could be read from it.
    Refused(Box<Failure>, Manner),
}

/// The whole line for clap.
#[derive(Debug, Parser)]
#[command(
    name = "parafa",
    version,
    disable_help_flag = true,
    disable_version_flag = true
)]
#[command(disable_help_subcommand = true, args_override_self = false)]
struct Line {
    #[command(flatten)]
    globals: RawGlobals,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Option<RawCommand>,
}

/// A command's own options and the global ones: clap's `global` would drop one side of a repeated option.
#[derive(Debug, Args)]
struct With<A: Args> {
    #[command(flatten)]
    own: A,
    #[command(flatten)]
    globals: RawGlobals,
}

/// The commands as typed.
#[derive(Debug, Subcommand)]
enum RawCommand {
    Request(Box<With<year::RawRequest>>),
    Install(With<InstallArgs>),
    Renew(Box<With<year::RawRenew>>),
    Revoke(With<RevokeArgs>),
    Calendar(With<CalendarArgs>),
    Show(With<look::RawShow>),
    Check(With<CheckArgs>),
    Compare(With<CompareArgs>),
    Identify(With<IdentifyArgs>),
    Tokens(With<TokensArgs>),
    Doctor(With<DoctorArgs>),
    Explain(With<ExplainArgs>),
    Pin(With<care::RawPin>),
    Import(With<ImportArgs>),
    Export(With<care::RawExport>),
    Delete(With<care::RawDelete>),
    Tidy(With<TidyArgs>),
    Forget(With<ForgetArgs>),
    Init(With<InitArgs>),
    Modules(With<it::RawModules>),
    Profiles(With<it::RawProfiles>),
    Provider(With<it::RawProvider>),
    Todo(With<TodoArgs>),
    Done(With<DoneArgs>),
    Form(With<year::RawForm>),
    Connect(With<ConnectArgs>),
    Sign(With<SignArgs>),
    Demo(With<it::RawDemo>),
}

/// Reads a command line (the program's name first), chooses the language, and checks every value.
///
/// # Errors
/// [`Stop`]: a text to print, or a refusal.
pub fn parse(words: Vec<OsString>) -> Result<Parsed, Stop> {
    parse_in(words, &|name| {
        std::env::var_os(name).filter(|value| !value.is_empty())
    })
}

/// [`parse`] with a given environment.
fn parse_in(
    words: Vec<OsString>,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Parsed, Stop> {
    let manner = Manner::guess(&words);
    let refused = |failure| Stop::Refused(Box::new(failure), manner);
    choose_language(&words).map_err(refused)?;
    let mut command = help::with_texts(Line::command());
    let matches = match command.try_get_matches_from_mut(words) {
        Ok(matches) => matches,
        Err(error) => return Err(stop(&error, manner)),
    };
    let line = Line::from_arg_matches(&matches).map_err(|error| stop(&error, manner))?;
    line.checked(variable).map_err(refused)
}

impl Line {
    /// Both sides of the command joined, every value checked.
    fn checked(self, variable: &dyn Fn(&str) -> Option<OsString>) -> Result<Parsed, Failure> {
        let (command, inner) = match self.command {
            None => (None, RawGlobals::default()),
            Some(raw) => {
                let (command, inner) = raw.split()?;
                (Some(command), inner)
            }
        };
        let globals = self.globals.merged(inner)?.checked(variable)?;
        Ok(Parsed { globals, command })
    }
}

impl RawCommand {
    /// The checked command and the global options behind its name.
    fn split(self) -> Result<(Command, RawGlobals), Failure> {
        Ok(match self {
            Self::Request(with) => (
                Command::Request(Box::new(with.own.checked()?)),
                with.globals,
            ),
            Self::Install(with) => (Command::Install(with.own), with.globals),
            Self::Renew(with) => (Command::Renew(Box::new(with.own.checked()?)), with.globals),
            Self::Revoke(with) => (Command::Revoke(with.own), with.globals),
            Self::Calendar(with) => (Command::Calendar(with.own), with.globals),
            Self::Show(with) => (Command::Show(with.own.checked()?), with.globals),
            Self::Check(with) => (Command::Check(with.own), with.globals),
            Self::Compare(with) => (Command::Compare(with.own), with.globals),
            Self::Identify(with) => (Command::Identify(with.own), with.globals),
            Self::Tokens(with) => (Command::Tokens(with.own), with.globals),
            Self::Doctor(with) => (Command::Doctor(with.own), with.globals),
            Self::Explain(with) => (Command::Explain(with.own), with.globals),
            Self::Pin(with) => (Command::Pin(with.own.checked()?), with.globals),
            Self::Import(with) => (Command::Import(with.own), with.globals),
            Self::Export(with) => (Command::Export(with.own.checked()?), with.globals),
            Self::Delete(with) => (Command::Delete(with.own.checked()?), with.globals),
            Self::Tidy(with) => (Command::Tidy(with.own.checked()?), with.globals),
            Self::Forget(with) => (Command::Forget(with.own), with.globals),
            Self::Init(with) => (Command::Init(with.own), with.globals),
            Self::Modules(with) => (Command::Modules(with.own.checked()?), with.globals),
            Self::Todo(with) => (Command::Todo(with.own), with.globals),
            Self::Done(with) => (Command::Done(with.own), with.globals),
            Self::Form(with) => (Command::Form(with.own.checked()?), with.globals),
            Self::Provider(with) => (Command::Provider(with.own.checked()?), with.globals),
            Self::Profiles(with) => (Command::Profiles(with.own.checked()?), with.globals),
            Self::Connect(with) => (Command::Connect(with.own), with.globals),
            Self::Sign(with) => (Command::Sign(with.own), with.globals),
            Self::Demo(with) => (Command::Demo(with.own.checked()?), with.globals),
        })
    }
}

/// Names of all commands that there are.
#[cfg(test)]
pub(crate) fn commands() -> Vec<String> {
    let line = Line::command();
    let all = line.get_subcommands();
    all.map(|command| command.get_name().to_owned()).collect()
}

/// `--lang` is looked for before all else, so that help and refusals are in that language too.
fn choose_language(words: &[OsString]) -> Result<(), Failure> {
    let wanted = Manner::lang(words);
    i18n::select(wanted.as_deref()).map_err(|error| {
        Failure::new(Code::LanguageUnknown)
            .with("value", error.wanted)
            .with("names", i18n::languages().join(", "))
    })
}

/// What clap has to say, in our words.
fn stop(error: &clap::Error, manner: Manner) -> Stop {
    match error.kind() {
        ErrorKind::DisplayHelp => Stop::Text(error.render().to_string()),
        ErrorKind::DisplayVersion => Stop::Text(format!("parafa {}\n", env!("CARGO_PKG_VERSION"))),
        _ => Stop::Refused(Box::new(errors::failure(error)), manner),
    }
}

/// The command as the tests compare it with `docs/cli.md`.
#[cfg(test)]
pub(in crate::cli) fn shape() -> clap::Command {
    Line::command()
}
