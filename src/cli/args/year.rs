//! Every year: `request`, `install`, `form`, and what is to be done.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::check;
use crate::error::Failure;
use crate::op::form::Occasion;
use crate::op::request::set::SetInput;
use crate::op::request::{RequestInput, Store};

/// `request` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawRequest {
    #[arg(short, long, value_name = "PROFILE")]
    profile: Option<String>,
    #[arg(long, value_name = "REQUEST")]
    only: Vec<String>,
    #[arg(long, value_name = "SETTING")]
    set: Vec<String>,
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    #[arg(long = "for", value_name = "PROVIDER")]
    r#for: Vec<String>,
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,
    #[arg(long, value_name = "NAME")]
    san: Vec<String>,
    #[arg(long, value_name = "LIST")]
    ku: Vec<String>,
    #[arg(long, value_name = "LIST")]
    eku: Vec<String>,
    #[arg(long, value_name = "TYPE")]
    key: Option<String>,
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "ID")]
    existing: Option<String>,
    #[arg(long, value_name = "CASE")]
    resume: Option<String>,
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    #[arg(long, value_name = "STORE")]
    store: Option<String>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
}

/// `request`: a key pair, a CSR.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RequestArgs {
    /// What is asked for; subject and key type are not yet parsed.
    pub input: RequestInput,
    /// The whole set of a profile instead.
    pub set: Option<SetInput>,
    /// Say what would be done.
    pub dry_run: bool,
}

impl RawRequest {
    /// A profile's own options, and those that only a request without a profile has.
    fn check_profile(&self) -> Result<(), Failure> {
        let of_profile = [
            ("--only", !self.only.is_empty()),
            ("--set", !self.set.is_empty()),
            ("--answers", self.answers.is_some()),
            ("--for", !self.r#for.is_empty()),
            ("--from", self.from.is_some()),
        ];
        let without = [
            ("--subject", self.subject.is_some()),
            ("--san", !self.san.is_empty()),
            ("--ku", !self.ku.is_empty()),
            ("--eku", !self.eku.is_empty()),
            ("--label", self.label.is_some()),
            ("--existing", self.existing.is_some()),
            ("--resume", self.resume.is_some()),
            ("--place", self.place.is_some()),
        ];
        let given = |options: &[(&'static str, bool)]| {
            let mut options = options.iter();
            options.find(|(_, given)| *given).map(|(option, _)| *option)
        };
        match (&self.profile, given(&of_profile), given(&without)) {
            (None, Some(_), _) => Err(check::missing(&["--profile"], "parafa request -p PROFILE")),
            (Some(_), _, Some(option)) => Err(check::conflict("--profile", option)),
            _ => Ok(()),
        }
    }

    /// Later options are named; those that exclude each other are refused.
    pub(super) fn checked(self) -> Result<RequestArgs, Failure> {
        self.check_profile()?;
        for (option, given) in [
            ("--key", self.key.is_some()),
            ("--store", self.store.is_some()),
            ("--out", self.out.is_some()),
            ("--dry-run", self.dry_run),
        ] {
            if given && self.from.is_some() {
                return Err(check::conflict("--from", option));
            }
        }
        if self.existing.is_some() && self.resume.is_some() {
            return Err(check::conflict("--existing", "--resume"));
        }
        for (option, given) in [
            ("--place", self.place.is_some()),
            ("--key", self.key.is_some()),
            ("--store", self.store.is_some()),
        ] {
            if given && self.existing.is_some() {
                return Err(check::conflict(option, "--existing"));
            }
        }
        if self.store.is_some() && self.resume.is_some() {
            return Err(check::conflict("--store", "--resume"));
        }
        let store = store(self.store.as_deref())?;
        if self.place.is_some() && store == Some(Store::File) {
            return Err(check::conflict("--place", "--store file"));
        }
        let set = self.profile.map(|profile| SetInput {
            profile,
            only: check::list(&self.only),
            set: self.set,
            answers: self.answers,
            providers: self.r#for,
            key: self.key.clone(),
            store,
            out: self.out.clone(),
            from: self.from,
        });
        Ok(RequestArgs {
            set,
            input: RequestInput {
                subject: self.subject,
                san: self.san,
                ku: check::list(&self.ku),
                eku: check::list(&self.eku),
                key: self.key,
                label: self.label,
                out: self.out,
                existing: self.existing,
                resume: self.resume,
                place: self.place,
                store: store.unwrap_or_default(),
            },
            dry_run: self.dry_run,
        })
    }
}

/// `renew` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawRenew {
    #[arg(value_name = "ID|FILE")]
    id: Option<String>,
    #[arg(short, long, value_name = "PROFILE")]
    profile: Option<String>,
    #[arg(long, value_name = "REQUEST")]
    only: Vec<String>,
    #[arg(long, value_name = "SETTING")]
    set: Vec<String>,
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    #[arg(long = "for", value_name = "PROVIDER")]
    r#for: Vec<String>,
    #[arg(long, value_name = "TYPE")]
    key: Option<String>,
    #[arg(long, value_name = "STORE")]
    store: Option<String>,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// `renew`: the certificate that follows another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RenewArgs {
    /// Which one; `None`: the only one that it can be.
    pub id: Option<String>,
    /// What is known; an empty profile is found out.
    pub input: SetInput,
}

impl RawRenew {
    /// Checks the words.
    pub(super) fn checked(self) -> Result<RenewArgs, Failure> {
        Ok(RenewArgs {
            id: self.id,
            input: SetInput {
                profile: self.profile.unwrap_or_default(),
                only: check::list(&self.only),
                set: self.set,
                answers: self.answers,
                providers: self.r#for,
                key: self.key,
                store: store(self.store.as_deref())?,
                out: self.out,
                from: None,
            },
        })
    }
}

/// `--store`.
fn store(word: Option<&str>) -> Result<Option<Store>, Failure> {
    const STORES: &[(&str, Store)] = &[
        ("token", Store::Token),
        ("file", Store::File),
        ("both", Store::Both),
    ];
    word.map(|word| check::word("--store", word, STORES))
        .transpose()
}

/// `install`: what the authority sent, onto the token.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct InstallArgs {
    /// Files and folders; `-` is standard input.
    #[arg(value_name = "FILE|DIR|-")]
    pub inputs: Vec<PathBuf>,
    /// Further certificates that belong to the chain.
    #[arg(long, value_name = "FILE")]
    pub chain: Vec<PathBuf>,
    /// A `.p12` that the request recorded, to be completed.
    #[arg(long, value_name = "FILE.p12")]
    pub backup: Option<PathBuf>,
    /// Write the authorities' certificates, too.
    #[arg(long)]
    pub ca: bool,
    /// Look for keys with the PIN.
    #[arg(long)]
    pub login: bool,
    /// Write an expired certificate too.
    #[arg(long)]
    pub allow_expired: bool,
}

/// `todo`: what to do now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct TodoArgs {
    /// One case only.
    #[arg(value_name = "CASE")]
    pub case: Option<String>,
}

/// `done`: ticks a step of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct DoneArgs {
    /// The step, with `@PLACE` where it is done on each computer; `None` must be asked for.
    #[arg(value_name = "STEP")]
    pub step: Option<String>,
    /// Which case.
    #[arg(long, value_name = "CASE")]
    pub case: Option<String>,
    /// For which providers.
    #[arg(long = "for", value_name = "PROVIDER")]
    pub r#for: Vec<String>,
    /// On which day.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The number that the step records.
    #[arg(long, value_name = "TEXT")]
    pub value: Option<String>,
}

/// `form` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawForm {
    #[arg(value_name = "ID|FILE")]
    object: Option<OsString>,
    #[arg(short, long, value_name = "PROFILE")]
    profile: Option<String>,
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    #[arg(long = "for", value_name = "PROVIDER")]
    r#for: Vec<String>,
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[arg(long)]
    open: bool,
}

/// `form`: papers for the authority.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormArgs {
    /// Which certificate: an id or a file.
    pub object: Option<OsString>,
    /// Whose papers.
    pub profile: Option<String>,
    /// Only these.
    pub kind: Option<String>,
    /// For which providers.
    pub r#for: Vec<String>,
    /// On which occasion.
    pub when: Option<Occasion>,
    /// An existing folder.
    pub out: Option<PathBuf>,
    /// Show them in the desktop's program.
    pub open: bool,
}

impl RawForm {
    /// Checks the word for the occasion.
    pub(super) fn checked(self) -> Result<FormArgs, Failure> {
        const OCCASIONS: &[(&str, Occasion)] =
            &[("first", Occasion::First), ("renewal", Occasion::Renewal)];
        let when = self.when.as_deref();
        let when = when.map(|word| check::word("--when", word, OCCASIONS));
        Ok(FormArgs {
            when: when.transpose()?,
            object: self.object,
            profile: self.profile,
            kind: self.kind,
            r#for: self.r#for,
            out: self.out,
            open: self.open,
        })
    }
}
