//! For IT: `modules`, `connect`, `sign`, `demo`.

use std::path::PathBuf;

use clap::Args;

use super::check;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::profiles::Answers;

/// `connect`: a log-in to a server.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct ConnectArgs {
    /// The address; `None` must be asked for.
    #[arg(value_name = "URL")]
    pub url: Option<String>,
    /// With which certificate; `None`: the only valid one that the server takes.
    #[arg(short = 'i', long, value_name = "ID")]
    pub id: Option<String>,
    /// Whose words explain the answer.
    #[arg(short = 'p', long, value_name = "PROFILE")]
    pub profile: Option<String>,
    /// Files and folders with certificates that are trusted.
    #[arg(long, value_name = "FILE|DIR")]
    pub trust: Vec<PathBuf>,
}

/// `sign`: a detached signature over a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct SignArgs {
    /// What is signed; `None` must be asked for.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// By which certificate; `None`: the only valid one.
    #[arg(short = 'i', long, value_name = "ID")]
    pub id: Option<String>,
    /// Where the signature goes.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `modules` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawModules {
    #[arg(value_name = "list|add|probe")]
    action: Option<String>,
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// `modules`: drivers looked for and found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ModulesArgs {
    /// List them.
    #[default]
    List,
    /// Remember this one; `None` must be asked for.
    Add(Option<PathBuf>),
    /// Load each and say what came of it; into a file that can be sent.
    Probe(Option<PathBuf>),
}

/// The first word of `modules`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    List,
    Add,
    Probe,
}

impl RawModules {
    /// Checks the action; only `add` takes a path.
    pub(super) fn checked(self) -> Result<ModulesArgs, Failure> {
        const ACTIONS: &[(&str, Action)] = &[
            ("list", Action::List),
            ("add", Action::Add),
            ("probe", Action::Probe),
        ];
        let word = self.action.as_deref().unwrap_or("list");
        let action = check::word("parafa modules", word, ACTIONS)?;
        if self.report.is_some() && action != Action::Probe {
            return Err(check::usage(t!("cli-usage-unexpected", value = "--report")));
        }
        match (action, self.path) {
            (Action::Add, path) => Ok(ModulesArgs::Add(path)),
            (_, Some(extra)) => Err(check::usage(t!(
                "cli-usage-unexpected",
                value = crate::sanitize::line(&extra.to_string_lossy())
            ))),
            (Action::List, None) => Ok(ModulesArgs::List),
            (Action::Probe, None) => Ok(ModulesArgs::Probe(self.report)),
        }
    }
}

/// `profiles` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawProfiles {
    #[arg(value_name = "list|show|check")]
    action: Option<String>,
    #[arg(value_name = "PROFILE|FILE")]
    name: Option<PathBuf>,
    #[arg(long)]
    answers: bool,
}

/// `profiles`: the authorities that are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ProfilesArgs {
    /// List them.
    #[default]
    List,
    /// One in full; `None` must be asked for.
    Show {
        /// Any unique part of an id or title.
        name: Option<String>,
        /// As a file to be filled in.
        answers: Answers,
    },
    /// Whether a file can be used; `None` must be asked for.
    Check(Option<PathBuf>),
}

/// The first word of `profiles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ProfilesAction {
    List,
    Show,
    Check,
}

impl RawProfiles {
    /// Checks the action, and that it takes what was given.
    pub(super) fn checked(self) -> Result<ProfilesArgs, Failure> {
        const ACTIONS: &[(&str, ProfilesAction)] = &[
            ("list", ProfilesAction::List),
            ("show", ProfilesAction::Show),
            ("check", ProfilesAction::Check),
        ];
        let word = self.action.as_deref().unwrap_or("list");
        let action = check::word("parafa profiles", word, ACTIONS)?;
        if self.answers && action != ProfilesAction::Show {
            return Err(check::conflict("--answers", word));
        }
        let name = self.name.as_deref().map(|name| name.to_string_lossy());
        match action {
            ProfilesAction::Show => Ok(ProfilesArgs::Show {
                name: name.map(std::borrow::Cow::into_owned),
                answers: if self.answers {
                    Answers::Wanted
                } else {
                    Answers::No
                },
            }),
            ProfilesAction::Check => Ok(ProfilesArgs::Check(self.name)),
            ProfilesAction::List => match name {
                Some(extra) => Err(check::usage(t!(
                    "cli-usage-unexpected",
                    value = crate::sanitize::line(&extra)
                ))),
                None => Ok(ProfilesArgs::List),
            },
        }
    }
}

/// `provider` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawProvider {
    #[arg(value_name = "list|set|forget")]
    action: Option<String>,
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[arg(value_name = "SETTING")]
    values: Vec<String>,
}

/// `provider`: practices, pharmacies, companies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ProviderArgs {
    /// List them.
    #[default]
    List,
    /// Set values of this one; `None` must be asked for.
    Set(Option<String>, Vec<String>),
    /// Forget this one; `None` must be asked for.
    Forget(Option<String>),
}

/// The first word of `provider`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ProviderAction {
    List,
    Set,
    Forget,
}

impl RawProvider {
    /// Checks the action, and that it takes what was given.
    pub(super) fn checked(self) -> Result<ProviderArgs, Failure> {
        const ACTIONS: &[(&str, ProviderAction)] = &[
            ("list", ProviderAction::List),
            ("set", ProviderAction::Set),
            ("forget", ProviderAction::Forget),
        ];
        let word = self.action.as_deref().unwrap_or("list");
        let action = check::word("parafa provider", word, ACTIONS)?;
        let extra = match action {
            ProviderAction::List => self.name.as_ref(),
            ProviderAction::Forget => self.values.first(),
            ProviderAction::Set => None,
        };
        if let Some(extra) = extra {
            return Err(check::usage(t!(
                "cli-usage-unexpected",
                value = crate::sanitize::line(extra)
            )));
        }
        Ok(match action {
            ProviderAction::List => ProviderArgs::List,
            ProviderAction::Set => ProviderArgs::Set(self.name, self.values),
            ProviderAction::Forget => ProviderArgs::Forget(self.name),
        })
    }
}

/// `calendar`: dates for a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct CalendarArgs {
    /// The file; `None` must be asked for.
    #[arg(long, value_name = "FILE.ics")]
    pub out: Option<PathBuf>,
}

/// `demo` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawDemo {
    #[arg(value_name = "PROFILE")]
    profile: Option<String>,
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    #[arg(long)]
    env: bool,
}

/// `demo`: the whole path on a pretend token.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DemoArgs {
    /// Whose path; `None`: the general one.
    pub profile: Option<String>,
    /// Leave token, CA and PIN file in this folder.
    pub keep: Option<PathBuf>,
    /// Print `export` lines for scripts.
    pub env: bool,
}

impl RawDemo {
    /// The lines of `--env` point into what `--keep` leaves.
    pub(super) fn checked(self) -> Result<DemoArgs, Failure> {
        if self.env && self.keep.is_none() {
            return Err(check::missing(
                &["--keep DIR"],
                "parafa demo --keep DIR --env",
            ));
        }
        Ok(DemoArgs {
            profile: self.profile,
            keep: self.keep,
            env: self.env,
        })
    }
}
