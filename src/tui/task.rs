//! The worker: one thread that owns tokens and journal, does one job after the other and tells the loop what came of it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::ask::TuiAsk;
use super::message::Message;
use super::todo::Unfinished;
use super::watch::Stopping;
use crate::child::Tokens;
use crate::error::{Failure, Notice};
use crate::journal::Journal;
use crate::op::files::Source;
use crate::op::install::Install;
use crate::op::select::Selector;
use crate::op::shape::{InstallOutcome, ModuleRow, ModuleState, TokenRow, TokenShow, module_row};
use crate::op::show::{Show, ShowOutcome};
use crate::op::start::{self, Start};
use crate::op::{Setting, tokens};
use crate::paths::Paths;
use crate::token::{SlotId, TokenId};

/// How often it is looked whether a token came or went, while nothing else is done.
const POLL: Duration = Duration::from_secs(4);

/// What can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Job {
    /// Look what is there.
    Look,
    /// Log in to the token of this URI and look.
    Prove(String),
    /// Open a certificate file.
    Open(PathBuf),
    /// Install what is in these files and folders.
    Install(Vec<PathBuf>),
}

impl Job {
    /// Whether a person waits for it.
    pub(super) fn is_waited_for(&self) -> bool {
        !matches!(self, Self::Look)
    }
}

/// A token and what was seen on it.
#[derive(Debug)]
pub(super) struct Pane {
    /// The token.
    pub row: TokenRow,
    /// What is on it.
    pub show: Option<TokenShow>,
    /// Why it could not be looked at, or not to the end.
    pub failure: Option<Failure>,
}

/// What is there.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Tokens.
    pub panes: Vec<Pane>,
    /// Drivers that were asked.
    pub modules: Vec<ModuleRow>,
    /// Drivers left alone, and why.
    pub skipped: Vec<(String, String)>,
    /// How many known drivers are not on this computer.
    pub absent: usize,
    /// What was begun and not ended.
    pub unfinished: Vec<Unfinished>,
    /// Why nothing could be looked at.
    pub failure: Option<Failure>,
}

/// What came of a job.
pub(super) enum Reply {
    /// Of looking.
    Look(Look),
    /// Of logging in and looking; boxed for its size.
    Prove(Box<Pane>),
    /// Of opening files.
    Open(ShowOutcome),
    /// Of installing.
    Install(InstallOutcome),
    /// It failed.
    Failed(Failure),
}

/// A job's end.
pub(super) struct Done {
    /// What came of it.
    pub reply: Reply,
    /// What was noticed.
    pub notices: Vec<Notice>,
    /// Whether the worker chose to do it, unasked.
    pub unasked: bool,
}

/// What the worker owns.
pub(super) struct Core {
    /// All drivers.
    pub tokens: Tokens,
    /// What is remembered.
    pub journal: Journal,
    /// Our folders.
    pub paths: Option<Paths>,
    /// Drivers left alone, and why.
    pub skipped: Vec<(String, String)>,
    /// How many known drivers are not here.
    pub absent: usize,
}

impl Core {
    /// Looks for drivers.
    pub(super) fn start(start: &Start, paths: Option<&Paths>) -> Result<Self, Failure> {
        let mut journal = Journal::new(paths.cloned());
        let started = start::start(start, paths, &mut journal)?;
        let skipped = started
            .discovery
            .skipped
            .iter()
            .map(|skipped| (skipped.name.clone(), super::words::skipped(&skipped.reason)))
            .collect();
        Ok(Self {
            tokens: started.tokens,
            journal,
            paths: paths.cloned(),
            skipped,
            absent: started.discovery.absent,
        })
    }

    fn run(&mut self, job: &Job, ask: &TuiAsk) -> (Reply, Vec<Notice>) {
        match job {
            Job::Look => {
                self.tokens.refresh();
                self.look(ask)
            }
            Job::Prove(uri) => self.prove(uri, ask),
            Job::Open(path) => {
                let show = Show {
                    files: vec![Source::Path(path.clone())],
                    ..Show::default()
                };
                self.with(ask, None, |setting| show.run(setting).map(Reply::Open))
            }
            Job::Install(paths) => {
                let install = Install {
                    inputs: paths.iter().cloned().map(Source::Path).collect(),
                    ..Install::default()
                };
                self.with(ask, None, |setting| {
                    install.run(setting).map(Reply::Install)
                })
            }
        }
    }

    /// Runs one operation; afterwards nobody is logged in any more.
    fn with(
        &mut self,
        ask: &TuiAsk,
        selector: Option<Selector>,
        work: impl FnOnce(&mut Setting<'_>) -> Result<Reply, Failure>,
    ) -> (Reply, Vec<Notice>) {
        let mut setting = Setting::new(
            &mut self.tokens,
            ask,
            &mut self.journal,
            self.paths.as_ref(),
            selector,
        );
        let reply = work(&mut setting).unwrap_or_else(Reply::Failed);
        let notices = std::mem::take(&mut setting.notices);
        drop(setting);
        let places: Vec<_> = self.tokens.slots().map(|(place, _, _)| place).collect();
        for place in places {
            if let Ok(engine) = self.tokens.engine(place) {
                engine.close(place.slot);
            }
        }
        (reply, notices)
    }

    fn look(&mut self, ask: &TuiAsk) -> (Reply, Vec<Notice>) {
        let mut look = Look {
            skipped: self.skipped.clone(),
            absent: self.absent,
            ..Look::default()
        };
        let (reply, mut notices) = self.with(ask, None, |setting| {
            let rows = tokens::run(setting)?.tokens;
            for row in rows {
                look.panes.push(Pane {
                    row,
                    show: None,
                    failure: None,
                });
            }
            Ok(Reply::Look(Look::default()))
        });
        if let Reply::Failed(failure) = reply {
            look.failure = Some(failure);
        }
        for pane in &mut look.panes {
            let (seen, more) = self.pane(&pane.row, false, ask);
            *pane = seen;
            notices.extend(more);
        }
        look.modules = self.tokens.hosts().iter().map(module_row).collect();
        look.unfinished = self
            .journal
            .lenient(Journal::open_intents)
            .iter()
            .map(Unfinished::of)
            .collect();
        (Reply::Look(look), notices)
    }

    fn prove(&mut self, uri: &str, ask: &TuiAsk) -> (Reply, Vec<Notice>) {
        self.tokens.refresh();
        let mut row = None;
        let selector = Selector::parse(uri).ok();
        let (reply, notices) = self.with(ask, selector, |setting| {
            row = tokens::run(setting)?.tokens.into_iter().next();
            Ok(Reply::Look(Look::default()))
        });
        match (reply, row) {
            (_, Some(row)) => {
                let (pane, notices) = self.pane(&row, true, ask);
                (Reply::Prove(Box::new(pane)), notices)
            }
            (failed @ Reply::Failed(_), None) => (failed, notices),
            (_, None) => {
                let failure = Failure::new(crate::error::Code::TokenRemoved);
                (Reply::Failed(failure), notices)
            }
        }
    }

    /// One token: its failure hides no other.
    fn pane(&mut self, row: &TokenRow, login: bool, ask: &TuiAsk) -> (Pane, Vec<Notice>) {
        let mut pane = Pane {
            row: row.clone(),
            show: None,
            failure: None,
        };
        let selector = match Selector::parse(&row.uri) {
            Ok(selector) => selector,
            Err(failure) => {
                pane.failure = Some(failure);
                return (pane, Vec::new());
            }
        };
        let show = Show {
            login,
            ..Show::default()
        };
        let (reply, notices) = self.with(ask, Some(selector), |setting| {
            let outcome = show.run(setting)?;
            pane.failure = outcome.cut;
            pane.show = outcome
                .tokens
                .into_iter()
                .find(|token| token.token.slot == row.slot && token.token.module == row.module);
            Ok(Reply::Look(Look::default()))
        });
        if let Reply::Failed(failure) = reply {
            pane.failure = Some(failure);
        }
        if let Some(show) = &pane.show {
            pane.row = show.token.clone();
        }
        (pane, notices)
    }

    /// Whether a token came or went. Only drivers that all answer well are asked again and again.
    fn changed(&mut self) -> bool {
        let well = |tokens: &Tokens| {
            !tokens.hosts().is_empty()
                && tokens
                    .hosts()
                    .iter()
                    .all(|host| module_row(host).state == ModuleState::Ok)
        };
        if !well(&self.tokens) {
            return false;
        }
        let seen = |tokens: &Tokens| -> Vec<(SlotId, Option<TokenId>)> {
            tokens
                .slots()
                .map(|(_, _, slot)| {
                    let token = slot.token.as_ref().ok();
                    (slot.id, token.map(|token| token.id.clone()))
                })
                .collect()
        };
        let before = seen(&self.tokens);
        self.tokens.refresh();
        before != seen(&self.tokens) || !well(&self.tokens)
    }
}

/// Starts the worker. `make` is called at the first job, and again after it failed.
pub(super) fn spawn(
    make: impl Fn() -> Result<Core, Failure> + Send + 'static,
    sender: Sender<Message>,
    stopping: Stopping,
) -> std::io::Result<(Sender<Job>, JoinHandle<()>)> {
    let (jobs, received) = channel();
    let worker = std::thread::Builder::new()
        .name("parafa-work".to_owned())
        .spawn(move || {
            let gone = Gone(sender.clone());
            work(&make, &received, &sender, &stopping);
            drop(gone);
        })?;
    Ok((jobs, worker))
}

fn work(
    make: &impl Fn() -> Result<Core, Failure>,
    jobs: &Receiver<Job>,
    sender: &Sender<Message>,
    stopping: &Stopping,
) {
    let ask = TuiAsk::new(sender.clone());
    let mut core: Option<Core> = None;
    loop {
        let (job, unasked) = match jobs.recv_timeout(POLL) {
            Ok(job) => (job, false),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => match core.as_mut().map(Core::changed) {
                Some(true) => (Job::Look, true),
                _ => continue,
            },
        };
        if !unasked {
            stopping.begin_job();
        }
        if core.is_none() {
            match make() {
                Ok(made) => core = Some(made),
                Err(failure) => send(sender, failed_start(failure, &job), Vec::new(), unasked),
            }
        }
        if let Some(core) = core.as_mut() {
            let (reply, notices) = core.run(&job, &ask);
            send(sender, reply, notices, unasked);
        }
    }
    if let Some(core) = core.as_mut() {
        start::finish(&mut core.tokens, &mut core.journal);
    }
}

fn failed_start(failure: Failure, job: &Job) -> Reply {
    if job.is_waited_for() {
        return Reply::Failed(failure);
    }
    Reply::Look(Look {
        failure: Some(failure),
        ..Look::default()
    })
}

fn send(sender: &Sender<Message>, reply: Reply, notices: Vec<Notice>, unasked: bool) {
    let _ = sender.send(Message::Done(Box::new(Done {
        reply,
        notices,
        unasked,
    })));
}

/// Tells the loop when the worker went down by a panic.
struct Gone(Sender<Message>);

impl Drop for Gone {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Message::Closed);
        }
    }
}
