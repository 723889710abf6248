//! The worker: one thread that owns tokens and journal, does one job after the other and tells the loop what came of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::ask::TuiAsk;
use super::care::{Care, Cared};
use super::core::Core;
use super::lookout::{Lookout, Thoroughness};
use super::message::Message;
use super::order::{Catalogue, FormOrder, Kept, Lacking, Order, Planned, Renewal, Wanted};
use super::screens::compare::CompareScreen;
use super::todo::Ahead;
use super::watch::Stopping;
use crate::error::{Code, Failure, Notice};
use crate::op::check::{Check, CheckOutcome};
use crate::op::connect::Connect;
use crate::op::done;
use crate::op::files::Source;
use crate::op::prefer::Preference;
use crate::op::request::plain::Plain;
use crate::op::request::set::SetInput;
use crate::op::shape::{
    CertificateRow, DryRun, InstallOutcome, ModuleRow, RequestOutcome, TokenRow, TokenShow,
};
use crate::op::show::ShowOutcome;
use crate::op::todo::CaseRow;
use crate::telling::Line;
use crate::token::TokenState;

/// How often it is looked whether a driver has come back.
const SOON: Duration = Duration::from_millis(20);
/// How often it is looked whether an idle driver is to be asked again.
const LATER: Duration = Duration::from_millis(500);

/// What can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Job {
    /// Look what is there.
    Look,
    /// The same with every driver started anew: some learn only then what changed meanwhile.
    LookAnew,
    /// Log in to the token of this URI and look.
    Prove(String),
    /// Open a certificate file, or what was pasted.
    Open(Source),
    /// Install what is in it.
    Install(Source),
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
    /// Look whether it will work; boxed for its size.
    Check(Box<Checking>),
    /// Log in to a server, to see whether it works; boxed for its size.
    Connect(Box<Connecting>),
    /// Sign this file by a certificate on the token of this URI, else on the only one.
    Sign(PathBuf, Option<String>),
    /// What this number means, and who unlocks the token.
    Explain(Code),
    /// Find a certificate that something shall be compared with.
    Compare(Comparing),
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
    /// Find out why a token is not seen.
    Doctor,
    /// Write this for the helpdesk.
    Bundle(PathBuf, String),
    /// Write this page of what was found.
    Report(PathBuf, String),
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

/// What is judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Checking {
    /// The token, by its URI; all where none is named.
    pub token: Option<String>,
    /// What, and how.
    pub check: Check,
}

/// Where a log-in is tried.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Connecting {
    /// The token, by its URI; all where none is named.
    pub token: Option<String>,
    /// Where, and as whom.
    pub connect: Connect,
}

/// With which certificate something is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comparing {
    /// One that is known; `None`: the only one.
    pub id: Option<String>,
    /// The file that it is in, instead.
    pub file: Option<PathBuf>,
    /// Itself in DER, where it is on the screen.
    pub der: Option<Arc<[u8]>>,
}

impl Comparing {
    /// With the only one that is known.
    pub(super) fn the_only_one() -> Self {
        Self {
            id: None,
            file: None,
            der: None,
        }
    }

    /// With one that is on the screen; `file`: where it was opened.
    pub(super) fn shown(row: &CertificateRow, file: Option<PathBuf>) -> Self {
        Self {
            id: file.is_none().then(|| row.serial.hex.clone()),
            file,
            der: Some(Arc::clone(&row.der)),
        }
    }
}

impl Job {
    /// Whether a person waits for it.
    pub(super) fn is_waited_for(&self) -> bool {
        !matches!(self, Self::Look | Self::LookAnew | Self::Prefer(_))
    }

    /// Whether it can do without the drivers: it does not wait for those that are still looking.
    pub(super) fn needs_no_driver(&self) -> bool {
        matches!(
            self,
            Self::Look
                | Self::LookAnew
                | Self::Open(_)
                | Self::Tick(_)
                | Self::Catalogue(_)
                | Self::Plan(_)
                | Self::Form(_)
                | Self::Show(_)
                | Self::Keep(_)
                | Self::Forget(_)
                | Self::Profile(_)
                | Self::CheckProfile(_)
                | Self::Calendar(_)
                | Self::Bundle(..)
                | Self::Report(..)
                | Self::AddDriver(_)
                | Self::Log
                | Self::Browse(_)
                | Self::Prefer(_)
        )
    }
}

/// A token and what was seen on it.
#[derive(Debug)]
pub(super) struct Pane {
    /// Which driver shows it.
    pub driver: usize,
    /// The token.
    pub row: TokenRow,
    /// What is on it.
    pub show: Option<TokenShow>,
    /// Why it could not be looked at, or not to the end.
    pub failure: Option<Failure>,
    /// It is being read.
    pub reading: bool,
}

impl Pane {
    /// A token of which nothing was read yet.
    pub(super) fn of(row: TokenRow) -> Self {
        Self {
            driver: 0,
            row,
            show: None,
            failure: None,
            reading: false,
        }
    }
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
    /// The drivers that are asked now: what they see comes as they see it.
    Asking(Look),
    /// What is there.
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
    /// Why a token is not seen: what is said first, the steps, what the helpdesk would get.
    Doctor(Vec<Line>, Vec<Line>, String),
    /// Of looking whether it will work; boxed for its size.
    Checked(Box<(Checking, CheckOutcome)>),
    /// Of finding a certificate to compare with; boxed for its size.
    Compare(Box<CompareScreen>),
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
    let mut lookout = Lookout::new(sender.clone());
    let mut core: Option<Core> = None;
    loop {
        let out = core.as_ref().is_some_and(Lookout::is_out);
        let job = match jobs.recv_timeout(if out { SOON } else { LATER }) {
            Ok(job) => Some(job),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => None,
        };
        if let Some(core) = core.as_mut() {
            lookout.take_back(core);
            if job.is_none() {
                lookout.ask_idle(core);
            }
        }
        let Some(job) = job else { continue };
        if core.is_none() {
            match starter() {
                Ok(made) => core = Some(made),
                Err(failure) => send(sender, failed_start(failure, &job), Vec::new(), None),
            }
        }
        if let Some(core) = core.as_mut() {
            one(core, &mut lookout, &job, &ask, (sender, stopping));
        }
    }
    if let Some(core) = core.as_mut() {
        core.end();
    }
}

/// Does one job, and tells what came of it.
fn one(
    core: &mut Core,
    lookout: &mut Lookout,
    job: &Job,
    ask: &TuiAsk,
    (sender, stopping): (&Sender<Message>, &Stopping),
) {
    if !job.needs_no_driver() && !lookout.wait(core, stopping) {
        let stopped = Failure::new(Code::Interrupted).state(TokenState::NothingChanged);
        stopping.begin_job();
        send(sender, Reply::Failed(stopped), Vec::new(), None);
        return;
    }
    stopping.works(!job.needs_no_driver());
    let (reply, notices) = core.run(job, ask);
    stopping.works(false);
    if matches!(job, Job::Practise | Job::EndPractice) {
        lookout.forget();
    }
    if job.is_waited_for() {
        // What the person stopped was this job, not the looking that comes after it.
        stopping.begin_job();
    }
    send(sender, reply, notices, Some(core.ahead()));
    match job {
        Job::Look => lookout.look(core, Thoroughness::All),
        Job::LookAnew => lookout.look(core, Thoroughness::Anew),
        _ => {}
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

fn send(sender: &Sender<Message>, reply: Reply, notices: Vec<Notice>, ahead: Option<Ahead>) {
    let done = Done {
        reply,
        notices,
        ahead,
    };
    let _ = sender.send(Message::Done(Box::new(done)));
}

/// Tells the loop when a thread of ours went down by a panic.
pub(super) struct Gone(pub(super) Sender<Message>);

impl Drop for Gone {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Message::Closed);
        }
    }
}
