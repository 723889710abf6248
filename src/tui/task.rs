//! The worker: one thread that owns tokens and journal, does one job after the other and tells the loop what came of it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::ask::TuiAsk;
use super::care::{Care, Cared};
use super::core::Core;
use super::message::Message;
use super::order::{Catalogue, FormOrder, Kept, Lacking, Order, Planned, Renewal, Wanted};
use super::todo::Ahead;
use super::watch::Stopping;
use crate::error::{Failure, Notice};
use crate::op::done;
use crate::op::prefer::Preference;
use crate::op::request::plain::Plain;
use crate::op::request::set::SetInput;
use crate::op::shape::{DryRun, InstallOutcome, ModuleRow, RequestOutcome, TokenRow, TokenShow};
use crate::op::show::ShowOutcome;
use crate::op::todo::CaseRow;
use crate::telling::Line;

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
    /// Tick a step of a case.
    Tick(done::Done),
    /// Look up what can be asked for.
    Catalogue(Wanted),
    /// Find out how this certificate is renewed.
    Renew(String),
    /// Renew it by a request of no authority.
    RenewPlain(String),
    /// Check a request of no authority, and say what would be made.
    PlanPlain(Box<Plain>),
    /// Make it.
    MakePlain(Box<Plain>),
    /// Check a set, and say what would be made.
    Plan(Box<Order>),
    /// Make it.
    Make(Box<Order>),
    /// Go on with the requests of this case.
    Resume(String),
    /// Take over the requests of an authority's own generator.
    Adopt(Box<SetInput>),
    /// Make papers, or find out what they lack.
    Form(Box<FormOrder>),
    /// Show a paper or a folder in the desktop's own program.
    Show(PathBuf),
    /// Care for a token, a key or a certificate.
    Care(Care),
    /// Find out who revokes this certificate.
    Revoke(Option<String>),
    /// Keep values with a provider.
    Keep(Kept),
    /// Forget a provider.
    Forget(String),
    /// All that is known of this authority.
    Profile(String),
    /// Check a profile's file.
    CheckProfile(PathBuf),
    /// What a file belongs to.
    Identify(PathBuf),
    /// Dates into this calendar file.
    Calendar(PathBuf),
    /// A driver that is not known yet.
    AddDriver(PathBuf),
    /// Try every driver anew.
    Probe,
    /// What the program noted.
    Log,
    /// Show this page of the web, after asking.
    Browse(String),
    /// A pretend token to practise on.
    Practise,
    /// Back to the real tokens.
    EndPractice,
    /// Keep what was chosen.
    Prefer(Preference),
}

impl Job {
    /// Whether a person waits for it.
    pub(super) fn is_waited_for(&self) -> bool {
        !matches!(self, Self::Look | Self::Prefer(_))
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
    /// Of ticking: the case as it stands now; boxed for its size.
    Ticked(Box<CaseRow>),
    /// Of looking up what can be asked for.
    Catalogue(Catalogue, Wanted),
    /// Of finding out about a renewal; boxed for its size.
    Renewal(Box<Renewal>),
    /// Of planning; boxed for its size.
    Planned(Box<Planned>),
    /// Of planning a request of no authority.
    PlannedPlain(DryRun),
    /// Of making a set, or going on with one.
    Made(Box<RequestOutcome>),
    /// Of making papers that still lack values; boxed for its size.
    Lacking(Box<Lacking>),
    /// Something to read: its title, its lines.
    Page(String, Vec<Line>),
    /// Papers that were written: what is said of them, and what can be shown.
    Papers(Vec<Line>, PathBuf),
    /// Of showing something elsewhere.
    Shown,
    /// Of caring for a token, a key or a certificate; boxed for its size.
    Cared(Box<Cared>),
    /// Of beginning or ending to practise: another set of tokens is there now.
    Changed(Practice),
    /// Nothing is to be said.
    Quiet,
    /// It failed.
    Failed(Failure),
}

/// Whether what is shown is pretended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Practice {
    /// The pretend token's PIN, which is no secret; `None`: the tokens are real.
    pub pin: Option<String>,
}

/// A job's end.
pub(super) struct Done {
    /// What came of it.
    pub reply: Reply,
    /// What was noticed.
    pub notices: Vec<Notice>,
    /// What lies ahead now; `None` where nothing could be looked at.
    pub ahead: Option<Ahead>,
    /// Whether the worker chose to do it, unasked.
    pub unasked: bool,
}

/// Starts the worker. `starter` is called at the first job, and again after it failed.
pub(super) fn spawn(
    starter: impl Fn() -> Result<Core, Failure> + Send + 'static,
    sender: Sender<Message>,
    stopping: Stopping,
) -> std::io::Result<(Sender<Job>, JoinHandle<()>)> {
    let (jobs, received) = channel();
    let worker = std::thread::Builder::new()
        .name("parafa-work".to_owned())
        .spawn(move || {
            let gone = Gone(sender.clone());
            work(&starter, &received, &sender, &stopping);
            drop(gone);
        })?;
    Ok((jobs, worker))
}

fn work(
    starter: &impl Fn() -> Result<Core, Failure>,
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
            match starter() {
                Ok(made) => core = Some(made),
                Err(failure) => send(
                    sender,
                    Done {
                        reply: failed_start(failure, &job),
                        notices: Vec::new(),
                        ahead: None,
                        unasked,
                    },
                ),
            }
        }
        if let Some(core) = core.as_mut() {
            let (reply, notices) = core.run(&job, &ask);
            let done = Done {
                reply,
                notices,
                ahead: Some(core.ahead(&ask)),
                unasked,
            };
            send(sender, done);
        }
    }
    if let Some(core) = core.as_mut() {
        core.end();
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

fn send(sender: &Sender<Message>, done: Done) {
    let _ = sender.send(Message::Done(Box::new(done)));
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
