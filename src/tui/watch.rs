//! What the module hosts tell of running calls, and how they hear that the person wants to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use super::message::Message;
use crate::op::start::{Patience, Running, Watch};

/// Whether to stop: the program, the running job, or even a call that runs.
#[derive(Clone)]
pub(super) struct Stopping {
    program: Arc<AtomicBool>,
    job: Arc<AtomicBool>,
    call: Arc<AtomicBool>,
    insisted: Arc<AtomicBool>,
    at_work: Arc<AtomicBool>,
}

impl Stopping {
    /// Nothing is stopped; `program` is also set by signals.
    pub(super) fn new(program: Arc<AtomicBool>) -> Self {
        Self {
            program,
            job: Arc::default(),
            call: Arc::default(),
            insisted: Arc::default(),
            at_work: Arc::default(),
        }
    }

    /// `insisted` is set by a second signal.
    pub(super) fn or_at_once(mut self, insisted: Arc<AtomicBool>) -> Self {
        self.insisted = insisted;
        self
    }

    /// Whether the program was told to stop a second time.
    pub(super) fn at_once(&self) -> bool {
        self.insisted.load(Ordering::SeqCst)
    }

    /// Nothing new is begun in this program.
    pub(super) fn stop_program(&self) {
        self.program.store(true, Ordering::SeqCst);
    }

    /// Whether the program shall stop.
    pub(super) fn program_stops(&self) -> bool {
        self.program.load(Ordering::SeqCst)
    }

    /// Nothing new is begun in this job.
    pub(super) fn stop_job(&self) {
        self.job.store(true, Ordering::SeqCst);
    }

    /// Whether the job shall stop.
    pub(super) fn job_stops(&self) -> bool {
        self.job.load(Ordering::SeqCst)
    }

    /// A new job begins.
    pub(super) fn begin_job(&self) {
        self.job.store(false, Ordering::SeqCst);
    }

    /// Whether the job has the drivers now: what the person stops is it, and not a driver that looks by itself.
    pub(super) fn works(&self, at_work: bool) {
        self.at_work.store(at_work, Ordering::SeqCst);
    }

    /// Not even the end of the running call is waited for.
    pub(super) fn leave_call(&self) {
        self.call.store(true, Ordering::SeqCst);
    }
}

/// Sends what runs to the loop.
pub(super) struct TuiWatch {
    sender: Sender<Message>,
    stopping: Stopping,
}

impl TuiWatch {
    /// To this loop.
    pub(super) fn new(sender: Sender<Message>, stopping: Stopping) -> Self {
        Self { sender, stopping }
    }
}

impl Watch for TuiWatch {
    fn running(&self, running: &Running) -> Patience {
        let _ = self.sender.send(Message::Running(running.clone()));
        if self.stopping.call.load(Ordering::SeqCst) {
            Patience::Leave
        } else {
            Patience::Wait
        }
    }

    fn interrupted(&self) -> bool {
        let at_work = self.stopping.at_work.load(Ordering::SeqCst);
        self.stopping.program_stops() || at_work && self.stopping.job_stops()
    }
}
