//! The host's process: start, frames, limits, death.

use std::ops::ControlFlow;
use std::process::{Child, ChildStdin, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::call::{Call, Stopping};
use super::limits::Limits;
use super::message::{Answer, Envelope, Request, Said, send, send_raw};
use super::watch::{Patience, Running, Watch};

use crate::secret::Secret;
use crate::token::{Effect, Fault, FaultKind, KeyType, Rows, Unwanted};

/// The word by which our own program knows that it is to be a module host.
pub const HOST_WORD: &str = "module-host";

/// How often a waiting parent looks whether the process is still there.
pub(super) const TICK: Duration = Duration::from_millis(20);
/// How often the person's side is told of a running call.
const TELL: Duration = Duration::from_millis(100);
/// How long what a dead host said before is waited for, and how long one that no longer listens may take to die.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// A running host.
pub(super) struct Process {
    /// Always there until it is given to a thread that reaps it.
    pub(super) child: Option<Child>,
    /// `None` once the host was left or ended: closing it ends the host.
    pub(super) requests: Option<ChildStdin>,
    pub(super) said: Receiver<(u32, Said)>,
    pub(super) number: u32,
}

/// What one request needs to know of its surroundings.
pub(super) struct Waiting<'a> {
    pub(super) module: &'a str,
    pub(super) limits: &'a Limits,
    pub(super) watch: &'a dyn Watch,
    pub(super) key: Option<KeyType>,
    pub(super) pad: bool,
    /// Says when a look is no longer wanted.
    pub(super) unwanted: Option<&'a Unwanted>,
    /// The limit of the whole request, beside those of its calls.
    pub(super) whole: Option<Duration>,
}

impl Process {
    /// Sends a request and waits for its end.
    pub(super) fn run(
        &mut self,
        envelope: &Envelope,
        secret: Option<&Secret>,
        waiting: &Waiting<'_>,
        rows: &mut Rows<'_>,
    ) -> Result<Answer, Fault> {
        self.number = self.number.wrapping_add(1);
        let mut call = Call::none();
        if let Err(error) = self.submit(envelope, secret) {
            return Err(self.unheard(&error, &call));
        }
        let begun = Instant::now();
        let mut told = begun;
        let mut stopping = Stopping::No;
        loop {
            match self.said.recv_timeout(TICK) {
                Ok((number, said)) if number == self.number || number == 0 => {
                    match Self::hear(said, &mut call, stopping, rows) {
                        Heard::Nothing => {}
                        Heard::Stop => stopping = self.stop(stopping, Stopping::Wanted),
                        Heard::Done(answer) => return call.finish(*answer, stopping),
                        Heard::Panicked(place) => return Err(panicked(&place, &call)),
                    }
                }
                Ok(_) => {}
                Err(quiet) => {
                    if let Some(answer) = self.dead(&mut call, stopping, rows) {
                        return call.finish(answer, stopping);
                    }
                    // Judged only when nothing is left to be heard: an answer that waited for us is no silence.
                    if let Some(limit) = over(&call, waiting) {
                        return Err(self.too_long(&call, limit));
                    }
                    if quiet == RecvTimeoutError::Disconnected {
                        // The module closed our channel: only the process's end or the limit tells now.
                        std::thread::sleep(TICK);
                    }
                }
            }
            if waiting.watch.interrupted()
                && matches!(envelope.request, Request::Look(..) | Request::LookOthers(_))
            {
                stopping = self.stop(stopping, Stopping::Interrupted);
            }
            if call.effect == Effect::Looking && waiting.unwanted.is_some_and(|asked| asked()) {
                // A host that looks ends by itself when its pipe closes.
                self.requests = None;
                return Err(call.fault(FaultKind::Interrupted));
            }
            if let Some(whole) = waiting.whole.filter(|whole| begun.elapsed() > *whole) {
                return Err(self.too_long(&call, whole));
            }
            if told.elapsed() >= TELL {
                told = Instant::now();
                if tell(&call, waiting) == Patience::Leave {
                    return Err(self.leave(&call));
                }
            }
        }
    }

    fn submit(&mut self, envelope: &Envelope, secret: Option<&Secret>) -> std::io::Result<()> {
        let requests = self
            .requests
            .as_mut()
            .ok_or(std::io::ErrorKind::BrokenPipe)?;
        send(requests, self.number, envelope)?;
        match secret {
            Some(secret) => send_raw(requests, self.number, secret.expose()),
            None => Ok(()),
        }
    }

    /// Takes one frame. Rows that come after a look was stopped are nobody's.
    fn hear(said: Said, call: &mut Call, stopping: Stopping, rows: &mut Rows<'_>) -> Heard {
        match said {
            Said::Entering { call: name, effect } => call.entered(name, effect),
            Said::Left { ckr, .. } => call.left(&ckr),
            Said::Rows(batch) => {
                if stopping == Stopping::No && rows(batch) == ControlFlow::Break(()) {
                    return Heard::Stop;
                }
            }
            Said::Done(answer) => return Heard::Done(Box::new(answer)),
            Said::Panicked(place) => return Heard::Panicked(place),
            Said::Hello { .. } => {}
        }
        Heard::Nothing
    }

    /// Asks the host to stop a look, once.
    fn stop(&mut self, now: Stopping, wanted: Stopping) -> Stopping {
        if now != Stopping::No {
            return now;
        }
        let stop = Envelope {
            request: Request::Stop,
            hard_millis: 0,
            lock: None,
        };
        if let Some(requests) = self.requests.as_mut() {
            let _ = send(requests, self.number, &stop);
        }
        wanted
    }

    /// Whether the process is gone; frames that it wrote before are still heard.
    fn dead(
        &mut self,
        call: &mut Call,
        stopping: Stopping,
        rows: &mut Rows<'_>,
    ) -> Option<Result<Answer, Fault>> {
        let status = self.ended()?;
        // Until the pipe's end, which a forked helper of the module may keep from us.
        let until = Instant::now() + LAST_WORDS;
        while let Ok((number, said)) = self
            .said
            .recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            if number != self.number && number != 0 {
                continue;
            }
            match Self::hear(said, call, stopping, rows) {
                Heard::Done(answer) => return Some(*answer),
                Heard::Panicked(place) => return Some(Err(panicked(&place, call))),
                Heard::Nothing | Heard::Stop => {}
            }
        }
        Some(Err(call.death(status)))
    }

    /// The request could not be sent: the host died between two requests, and the process tells how; or it no longer
    /// listens.
    fn unheard(&mut self, error: &std::io::Error, call: &Call) -> Fault {
        let until = Instant::now() + LAST_WORDS;
        while error.kind() == std::io::ErrorKind::BrokenPipe && Instant::now() < until {
            if let Some(status) = self.ended() {
                return call.death(status);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        self.kill();
        host(&format!("the module host does not listen: {error}"))
    }

    fn too_long(&mut self, call: &Call, limit: Duration) -> Fault {
        self.kill();
        let millis = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
        call.fault(FaultKind::Hung { millis })
    }

    /// Lets go of a host that finishes its call alone.
    fn leave(&mut self, call: &Call) -> Fault {
        self.requests = None;
        call.fault(FaultKind::Left)
    }

    /// Whether it was let go: it takes no more requests.
    pub(super) fn is_let_go(&self) -> bool {
        self.requests.is_none()
    }

    pub(super) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.as_mut()?.try_wait().ok().flatten()
    }

    pub(super) fn kill(&mut self) {
        if let Some(child) = self.child.as_mut() {
            let _ = child.kill();
        }
        self.requests = None;
        // A process in an uninterruptible read of the reader stays for a while; we do not wait for it.
        let until = Instant::now() + Duration::from_millis(500);
        while Instant::now() < until && self.ended().is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The host ends by itself when its pipe closes; this only reaps it.
        self.requests = None;
        let until = Instant::now() + Duration::from_millis(100);
        while Instant::now() < until && self.ended().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        // One that finishes a call alone leaves no zombie behind.
        if self.ended().is_none()
            && let Some(mut child) = self.child.take()
        {
            std::thread::spawn(move || child.wait());
        }
    }
}

enum Heard {
    Nothing,
    Stop,
    Done(Box<Result<Answer, Fault>>),
    Panicked(String),
}

fn panicked(place: &str, call: &Call) -> Fault {
    host(&format!("panic at {place}")).with_state(call.unsettled())
}

fn over(call: &Call, waiting: &Waiting<'_>) -> Option<Duration> {
    let limit = waiting.limits.of(&call.name, waiting.pad, waiting.key);
    (call.since.elapsed() > limit).then_some(limit)
}

fn tell(call: &Call, waiting: &Waiting<'_>) -> Patience {
    let patience = waiting.watch.running(&Running {
        module: waiting.module.to_owned(),
        call: call.name.clone(),
        changing: call.effect == Effect::Changing,
        elapsed: call.since.elapsed(),
        soft: waiting.limits.soft,
        limit: waiting.limits.of(&call.name, waiting.pad, waiting.key),
        usual: Limits::usual(&call.name, waiting.pad, waiting.key),
    });
    // Only what changes the token is left alone; a look is simply stopped.
    if call.effect == Effect::Changing {
        patience
    } else {
        Patience::Wait
    }
}

pub(super) fn host(text: &str) -> Fault {
    Fault::new(FaultKind::Host {
        text: text.to_owned(),
    })
}
