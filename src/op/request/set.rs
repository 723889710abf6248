//! `request -p`: what a profile wants, in one run. Values are gathered and checked first, then the names of all files, and
//! only then is a token asked.

mod adopt;
mod draft;
mod gathered;
mod part;
mod take_over;

pub use draft::Draft;
pub(in crate::op) use draft::by_generator;
pub use gathered::Gathered;
pub(super) use take_over::take_over;

use std::path::PathBuf;

use super::input::Store;
use super::{Checked, part_of, receipt};
use crate::case::{Case, Wanted};
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::op::Setting;
use crate::op::files;
use crate::op::profiles::find;
use crate::op::select::Selector;
use crate::op::setting::journal_failure;
use crate::op::shape::{DryRuns, PlannedRow, RequestOutcome};
use crate::profile::Profiles;
use crate::sanitize;
use crate::token::{TokenState, token_uri};

/// As the person gave it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SetInput {
    /// Any unique part of a profile's id or title.
    pub profile: String,
    /// Which of its requests; empty: those that it makes by default.
    pub only: Vec<String>,
    /// `FIELD=VALUE`.
    pub set: Vec<String>,
    /// A file with values.
    pub answers: Option<PathBuf>,
    /// Names of providers.
    pub providers: Vec<String>,
    /// The type of every key.
    pub key: Option<String>,
    /// Where every key lives.
    pub store: Option<Store>,
    /// An existing folder; default: a new one, called after profile and day.
    pub out: Option<PathBuf>,
    /// A folder with requests that another generator made: they are taken over, and no key is made.
    pub from: Option<PathBuf>,
}

/// A set that can be made.
#[derive(Debug)]
pub struct CheckedSet {
    case: Case,
    parts: Vec<Checked>,
    folder: Folder,
    /// What is to be done next, in the user's language.
    next: Vec<String>,
    /// What the receipt says to people, in the authority's language.
    head: String,
}

/// What will be there when a set was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// The folder, absolute.
    pub folder: String,
    /// Whether it is made for this.
    pub new_folder: bool,
    /// The requests with their keys and where these live, as far as that is known.
    pub wanted: Vec<Wanted>,
    /// Names of the files in it, as far as the authority wants them called something.
    pub files: Vec<String>,
    /// What is to be done next, in the user's language.
    pub next: Vec<String>,
}

/// Where the files go.
#[derive(Debug)]
enum Folder {
    There(PathBuf),
    New(PathBuf),
}

impl CheckedSet {
    /// Exactly what would be asked for, touching nothing.
    pub fn dry_run(&self) -> Result<DryRuns, Failure> {
        let requests: Result<Vec<PlannedRow>, Failure> = self
            .parts
            .iter()
            .map(|part| {
                Ok(PlannedRow {
                    request: part.part.request.clone().unwrap_or_default(),
                    plan: part.dry_run()?,
                })
            })
            .collect();
        Ok(DryRuns {
            dry_run: true,
            requests: requests?,
        })
    }

    /// Where the files will be, and what follows.
    #[must_use]
    pub fn outlook(&self) -> Outlook {
        let (folder, new_folder) = match &self.folder {
            Folder::There(folder) => (folder, false),
            Folder::New(folder) => (folder, true),
        };
        Outlook {
            folder: files::absolute(folder),
            new_folder,
            wanted: self.case.wanted.clone(),
            files: part::named(&self.parts).map(str::to_owned).collect(),
            next: self.next.clone(),
        }
    }

    /// Whether a token or a password is needed at all.
    #[must_use]
    pub fn makes_keys(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Opens the case without making anything: the authority's or the issuer's own tool makes the key.
    pub fn open(mut self, journal: &mut Journal) -> Result<RequestOutcome, Failure> {
        journal
            .check_writable()
            .map_err(|error| journal_failure(&error))?;
        let folder = self.folder.make()?;
        self.case.folder = Some(folder.clone());
        let receipt = receipt::write(&folder, &self.head, &self.case, None, &[], &[])?;
        journal
            .keep_case(&self.case)
            .map_err(|error| journal_failure(&error))?;
        Ok(RequestOutcome {
            case: self.case.id,
            mode: self.case.mode,
            profile: self.case.profile,
            files: vec![receipt],
            next_steps: self.next,
            ..RequestOutcome::default()
        })
    }

    /// Makes every request; the case is written down before the first key. What stops half-way keeps the command that
    /// goes on.
    pub fn run(mut self, setting: &mut Setting<'_>) -> Result<RequestOutcome, Failure> {
        setting.journal_ready()?;
        self.ask_token(setting)?;
        let folder = self.folder.make()?;
        self.case.folder = Some(folder.clone());
        setting
            .journal
            .keep_case(&self.case)
            .map_err(|error| journal_failure(&error))?;
        let mut outcome = RequestOutcome {
            case: self.case.id.clone(),
            mode: self.case.mode.clone(),
            profile: self.case.profile.clone(),
            next_steps: self.next,
            ..RequestOutcome::default()
        };
        for part in self.parts {
            let one = Checked {
                out: Some(folder.clone()),
                ..part
            };
            outcome.add(one.run(setting)?);
        }
        let receipt = receipt::write(
            &folder,
            &self.head,
            &self.case,
            outcome.token.as_deref(),
            &outcome.keys,
            &outcome.files,
        )
        .map_err(|failure| failure.state(TokenState::Changed))?;
        outcome.files.push(receipt);
        Ok(outcome)
    }
}

impl CheckedSet {
    /// What the token may refuse without its PIN is found out before there is a case. The token that is chosen here gets
    /// all keys of the set.
    fn ask_token(&self, setting: &mut Setting<'_>) -> Result<(), Failure> {
        let of_token = |part: &&Checked| part.store != Store::File;
        let mut parts = self.parts.iter().filter(of_token).peekable();
        if parts.peek().is_none() {
            return Ok(());
        }
        setting.open_tokens()?;
        let place = setting.one_token()?;
        setting.may_write(place)?;
        for part in parts {
            if part.store == Store::Token {
                setting.check_key_type(place, part.key_type)?;
            } else {
                setting.ways_to_sign(place, part.key_type)?;
            }
        }
        let token = setting.tokens.token(place).map(|token| &token.id);
        setting.selector = Some(Selector::parse(&token_uri(place.slot, token))?);
        Ok(())
    }
}

/// Goes on with a case: what was written stays, what stopped half-way is finished with its key, what was not begun is made.
/// `None`: there is no such case.
pub(super) fn resume(
    setting: &mut Setting<'_>,
    id: &str,
) -> Result<Option<RequestOutcome>, Failure> {
    let case = setting.journal.case(id);
    let Some(case) = case.map_err(|error| journal_failure(&error))? else {
        return Ok(None);
    };
    let profiles = Profiles::load(setting.paths);
    let name = case.profile.as_deref().unwrap_or_default();
    let profile = find(&profiles, name)?;
    let records = setting.journal.requests();
    let records = records.map_err(|error| journal_failure(&error))?;
    let draft = Draft::of_case(profile, &case);
    let folder = files::out_folder(case.folder.as_deref())?;
    let mut outcome = RequestOutcome {
        case: case.id.clone(),
        mode: case.mode.clone(),
        profile: case.profile.clone(),
        next_steps: draft.next_steps(),
        ..RequestOutcome::default()
    };
    for wanted in &case.wanted {
        let record = records.iter().find(|record| {
            let part = part_of(record);
            part.case.as_deref() == Some(id) && part.request.as_deref() == Some(&wanted.request)
        });
        let one = match record {
            Some(record) => Checked::going_on(&record.id),
            None => match draft.part_of_case(&case, wanted)? {
                Some(part) => Checked {
                    out: Some(folder.clone()),
                    ..part
                },
                None => continue,
            },
        };
        outcome.add(one.run(setting)?);
    }
    if !folder.join(receipt::NAME).exists() {
        let receipt = receipt::write(
            &folder,
            &draft.receipt_head(),
            &case,
            outcome.token.as_deref(),
            &outcome.keys,
            &outcome.files,
        );
        let receipt = receipt.map_err(|failure| failure.state(TokenState::Changed))?;
        outcome.files.push(receipt);
    }
    Ok(Some(outcome))
}

impl RequestOutcome {
    /// Takes what one request of a set made.
    fn add(&mut self, done: Self) {
        self.keys.extend(done.keys);
        self.files.extend(done.files);
        self.token = self.token.take().or(done.token);
    }
}

impl Folder {
    /// The folder, made now if it is to be a new one.
    fn make(&self) -> Result<PathBuf, Failure> {
        match self {
            Self::There(folder) => Ok(folder.clone()),
            Self::New(folder) => {
                std::fs::create_dir(folder).map_err(|error| {
                    let shown = sanitize::line(&files::absolute(folder));
                    Failure::new(Code::OutNotWritable)
                        .with("path", &shown)
                        .with("file", shown)
                        .with("text", error.to_string())
                        .state(TokenState::NothingChanged)
                })?;
                Ok(folder.clone())
            }
        }
    }
}
