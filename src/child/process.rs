//! The host's process: start, frames, limits, death.

use std::ops::ControlFlow;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::client::{HostProgram, Patience, Running, Watch};
use super::limits::Limits;
use super::message::{Answer, Envelope, Request, Said, VERSION, receive, send, send_raw};
use super::{log, serve};
use crate::pkcs11::Effect;
use crate::secret::Secret;
use crate::sys::group;
use crate::token::{Fault, FaultKind, KeyType, Rows, TokenState};

/// The word by which our own program knows that it is to be a module host.
pub const HOST_WORD: &str = "module-host";

/// How often a waiting parent looks whether the process is still there.
const TICK: Duration = Duration::from_millis(20);
/// How often the person's side is told of a running call.
const TELL: Duration = Duration::from_millis(100);

/// A running host.
pub(super) struct Process {
    child: Child,
    /// `None` once the host was left or ended: closing it ends the host.
    requests: Option<ChildStdin>,
    said: Receiver<(u32, Said)>,
    number: u32,
}

/// What one request needs to know of its surroundings.
pub(super) struct Waiting<'a> {
    pub(super) module: &'a str,
    pub(super) limits: &'a Limits,
    pub(super) watch: &'a dyn Watch,
    pub(super) key: Option<KeyType>,
    pub(super) pad: bool,
    /// The limit of the whole request, beside those of its calls.
    pub(super) whole: Option<Duration>,
}

/// The call under way, by its marks.
struct Call {
    name: String,
    effect: Effect,
    since: Instant,
    /// A changing call of this request came back with success.
    changed: bool,
    /// It was entered and not left.
    inside: bool,
}

impl Process {
    pub(super) fn start(
        program: &HostProgram,
        module: &str,
        env: &[(String, String)],
    ) -> Result<Self, Fault> {
        let mut command = Command::new(&program.path);
        command
            .arg(HOST_WORD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, _) in std::env::vars_os() {
            let ours = name.to_string_lossy().starts_with("PARAFA_");
            if ours || program.hidden.contains(&name) {
                command.env_remove(name);
            }
        }
        command.envs(env.iter().map(|(name, value)| (name, value)));
        group::own_group(&mut command);
        let mut child = command.spawn().map_err(|error| host(&error.to_string()))?;
        let (Some(mut requests), Some(answers), Some(prints)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(host("no pipes"));
        };
        log::keep(prints, module.to_owned(), program.log.clone());
        let (to_us, said) = mpsc::channel();
        std::thread::spawn(move || {
            let mut answers = answers;
            while let Ok(frame) = receive::<Said>(&mut answers) {
                if to_us.send(frame).is_err() {
                    return;
                }
            }
        });
        // A host that died already is noticed when its greeting does not come.
        let _ = send(&mut requests, 0, &Said::Hello { version: VERSION });
        let mut process = Self {
            child,
            requests: Some(requests),
            said,
            number: 0,
        };
        process.greet()?;
        Ok(process)
    }

    fn greet(&mut self) -> Result<(), Fault> {
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            match self.said.recv_timeout(TICK) {
                Ok((_, Said::Hello { version: VERSION })) => return Ok(()),
                Ok(_) => return Err(host("another version of this program answered")),
                Err(_) => {
                    if let Ok(Some(status)) = self.child.try_wait() {
                        return Err(host(&format!("the module host ended at once: {status}")));
                    }
                    if Instant::now() > until {
                        self.kill();
                        return Err(host("the module host did not start"));
                    }
                }
            }
        }
    }

    /// Sends a request and waits for its end.
    pub(super) fn run(
        &mut self,
        envelope: &Envelope,
        secret: Option<&Secret>,
        waiting: &Waiting<'_>,
        rows: &mut Rows<'_>,
    ) -> Result<Answer, Fault> {
        self.number = self.number.wrapping_add(1);
        let mut call = Call {
            name: String::new(),
            effect: Effect::Looking,
            since: Instant::now(),
            changed: false,
            inside: false,
        };
        if self.submit(envelope, secret).is_err() {
            // It died between two requests; the process tells how.
            return Err(self.death(&call));
        }
        let begun = Instant::now();
        let mut told = Instant::now();
        let mut stopping = Stopping::No;
        loop {
            match self.said.recv_timeout(TICK) {
                Ok((number, said)) if number == self.number || number == 0 => {
                    match Self::hear(said, &mut call, rows) {
                        Heard::Nothing => {}
                        Heard::Stop => stopping = self.stop(stopping, Stopping::Wanted),
                        Heard::Done(answer) => return finish(*answer, &call, stopping),
                        Heard::Panicked(place) => {
                            return Err(
                                host(&format!("panic at {place}")).with_state(unsettled(&call))
                            );
                        }
                    }
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    if let Some(answer) = self.dead(&mut call, rows) {
                        return finish(answer, &call, stopping);
                    }
                }
            }
            if waiting.watch.interrupted()
                && matches!(envelope.request, Request::Look(..) | Request::LookOthers(_))
            {
                stopping = self.stop(stopping, Stopping::Interrupted);
            }
            let whole = waiting.whole.filter(|whole| begun.elapsed() > *whole);
            if let Some(limit) = whole.or_else(|| over(&call, waiting)) {
                return Err(self.too_long(&call, limit));
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

    /// Takes one frame.
    fn hear(said: Said, call: &mut Call, rows: &mut Rows<'_>) -> Heard {
        match said {
            Said::Entering { call: name, effect } => {
                *call = Call {
                    name,
                    effect,
                    since: Instant::now(),
                    changed: call.changed,
                    inside: true,
                };
                Heard::Nothing
            }
            Said::Left { ckr, .. } => {
                call.inside = false;
                call.changed |= ckr == "CKR_OK" && call.name != "C_Login";
                Heard::Nothing
            }
            Said::Rows(batch) => match rows(batch) {
                ControlFlow::Continue(()) => Heard::Nothing,
                ControlFlow::Break(()) => Heard::Stop,
            },
            Said::Done(answer) => Heard::Done(Box::new(answer)),
            Said::Panicked(place) => Heard::Panicked(place),
            Said::Hello { .. } => Heard::Nothing,
        }
    }

    /// Asks the host to stop a look, once.
    fn stop(&mut self, now: Stopping, wanted: Stopping) -> Stopping {
        if now != Stopping::No {
            return now;
        }
        let stop = Envelope {
            request: Request::Stop,
            hard_millis: 0,
        };
        if let Some(requests) = self.requests.as_mut() {
            let _ = send(requests, self.number, &stop);
        }
        wanted
    }

    /// Whether the process is gone; frames that it wrote before are still heard.
    fn dead(&mut self, call: &mut Call, rows: &mut Rows<'_>) -> Option<Result<Answer, Fault>> {
        let status = self.child.try_wait().ok().flatten()?;
        while let Ok((_, said)) = self.said.recv_timeout(TICK) {
            match Self::hear(said, call, rows) {
                Heard::Done(answer) => return Some(*answer),
                Heard::Panicked(place) => return Some(Err(host(&format!("panic at {place}")))),
                Heard::Nothing | Heard::Stop => {}
            }
        }
        Some(Err(fault_of_death(status, call)))
    }

    fn death(&mut self, call: &Call) -> Fault {
        match self.child.wait() {
            Ok(status) => fault_of_death(status, call),
            Err(error) => host(&error.to_string()),
        }
    }

    fn too_long(&mut self, call: &Call, limit: Duration) -> Fault {
        self.kill();
        let millis = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
        Fault::of(FaultKind::Hung { millis }, &call.name).with_state(unsettled(call))
    }

    /// Lets go of a host that finishes its call alone.
    fn leave(&mut self, call: &Call) -> Fault {
        self.requests = None;
        Fault::of(FaultKind::Left, &call.name).with_state(unsettled(call))
    }

    fn kill(&mut self) {
        let _ = self.child.kill();
        self.requests = None;
        // A process in an uninterruptible read of the reader stays for a while; we do not wait for it.
        let until = Instant::now() + Duration::from_millis(500);
        while Instant::now() < until && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The host ends by itself when its pipe closes; this only reaps it.
        self.requests = None;
        let until = Instant::now() + Duration::from_millis(100);
        while Instant::now() < until && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

enum Heard {
    Nothing,
    Stop,
    Done(Box<Result<Answer, Fault>>),
    Panicked(String),
}

/// Whether a look was asked to stop, and by whom.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stopping {
    No,
    Wanted,
    Interrupted,
}

fn finish(answer: Result<Answer, Fault>, call: &Call, stopping: Stopping) -> Result<Answer, Fault> {
    if stopping == Stopping::Interrupted {
        return Err(Fault::new(FaultKind::Interrupted));
    }
    answer.map_err(|fault| {
        // A changing call of the same request went through before this one failed.
        let changed = call.changed && fault.state == TokenState::NothingChanged;
        if changed {
            fault.with_state(TokenState::Changed)
        } else {
            fault
        }
    })
}

/// What is left on the token when the host dies here.
fn unsettled(call: &Call) -> TokenState {
    match (call.inside && call.effect == Effect::Changing, call.changed) {
        (true, _) => TokenState::Unknown,
        (false, true) => TokenState::Changed,
        (false, false) => TokenState::NothingChanged,
    }
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
    });
    // Only what changes the token is left alone; a look is simply stopped.
    if call.effect == Effect::Changing {
        patience
    } else {
        Patience::Wait
    }
}

fn fault_of_death(status: ExitStatus, call: &Call) -> Fault {
    let signal = group::signal_of(status);
    let kind = match (signal, status.code()) {
        (Some(signal), _) => FaultKind::Crashed {
            signal: Some(signal),
        },
        (None, Some(serve::NO_CHANNEL)) if call.name.is_empty() => return host("no channel"),
        (None, code) => FaultKind::Exited { code },
    };
    let name = if call.name.is_empty() {
        "-"
    } else {
        &call.name
    };
    Fault::of(kind, name).with_state(unsettled(call))
}

fn host(text: &str) -> Fault {
    Fault::new(FaultKind::Host {
        text: text.to_owned(),
    })
}
