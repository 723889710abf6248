//! The module host: this process holds one vendor module and nothing else. It speaks over two private handles, makes
//! one call at a time, and ends by itself when its parent is gone: at once while looking, after the call under way
//! while changing.

use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::message::{Answer, Envelope, Request, Said, VERSION, With, receive, receive_raw, send};
use crate::pkcs11::{Effect, Module, Witness};
use crate::secret::Secret;
use crate::sys::{dumpable, files, handles, leave};
use crate::token::{Engine, Fault, FaultKind, KeyAuth, Object};

/// Exit codes of the host that its parent tells from a module's own.
pub(super) const LEFT: i32 = 0;
/// Our own panic; a frame told of it before.
pub(super) const PANICKED: i32 = 70;
/// The channel could not be set up or spoke nonsense.
pub(super) const NO_CHANNEL: i32 = 71;

/// The full key template in words, for `--dry-run`: what this host would send first.
#[must_use]
pub fn key_template(wish: &crate::token::KeyWish) -> Vec<String> {
    crate::pkcs11::describe(wish)
}

/// Runs the host until its parent lets go of it. Never returns.
pub fn serve() -> ! {
    dumpable::forbid_core_dumps();
    let Ok(channel) = handles::take_over() else {
        leave::leave(NO_CHANNEL)
    };
    let shared = Arc::new(Shared::new(channel.answers));
    report_panics(&shared);
    let _ = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false)
        .try_init();
    let (to_worker, requests) = mpsc::channel();
    let reader = Arc::clone(&shared);
    std::thread::spawn(move || read(channel.requests, &reader, &to_worker));
    shared.say(0, &Said::Hello { version: VERSION });
    work(&shared, &requests);
    leave::leave(LEFT)
}

/// A request as the worker gets it.
struct Job {
    number: u32,
    envelope: Envelope,
    secret: Option<Secret>,
}

/// What both threads know.
struct Shared {
    answers: Mutex<File>,
    state: Mutex<State>,
    stop: AtomicBool,
    number: std::sync::atomic::AtomicU32,
}

#[derive(Default)]
struct State {
    /// The parent is gone.
    closed: bool,
    /// A changing call is under way; it has to be over by this moment.
    changing_until: Option<Instant>,
    hard: Duration,
    /// The mark that the parent heard last in this request, and when it was sent.
    said: Option<(&'static str, Instant)>,
}

/// One read after the other needs no mark of its own within this time: the parent knows the call, and is late by no
/// more than this with its limit.
const AGAIN: Duration = Duration::from_millis(20);

impl Shared {
    fn new(answers: File) -> Self {
        Self {
            answers: Mutex::new(answers),
            state: Mutex::new(State::default()),
            stop: AtomicBool::new(false),
            number: std::sync::atomic::AtomicU32::new(0),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A parent that no longer listens is noticed by the reading thread, which decides when to leave.
    fn say(&self, number: u32, said: &Said) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = send(&mut *answers, number, said);
    }
}

impl Witness for Arc<Shared> {
    fn entering(&self, call: &'static str, effect: Effect) {
        let now = Instant::now();
        {
            let mut state = self.state();
            if state.closed {
                // Nobody wants the result, and nothing has begun.
                leave::leave(LEFT);
            }
            state.changing_until = (effect == Effect::Changing).then(|| now + state.hard);
            let said = state.said.replace((call, now)).filter(|(last, since)| {
                effect == Effect::Looking && *last == call && now - *since < AGAIN
            });
            if let Some(said) = said {
                state.said = Some(said);
                return;
            }
        }
        self.say(
            self.number.load(Ordering::Relaxed),
            &Said::Entering {
                call: call.to_owned(),
                effect,
            },
        );
    }

    fn left(&self, call: &'static str, ckr: &str) {
        self.state().said = None;
        self.say(
            self.number.load(Ordering::Relaxed),
            &Said::Left {
                call: call.to_owned(),
                ckr: ckr.to_owned(),
            },
        );
        let mut state = self.state();
        state.changing_until = None;
        if state.closed {
            leave::leave(LEFT);
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Says that we panicked before the process ends with a code of its own.
fn report_panics(shared: &Arc<Shared>) {
    let shared = Arc::clone(shared);
    std::panic::set_hook(Box::new(move |panic| {
        // The place only: a message could hold what was being worked on.
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        shared.say(
            shared.number.load(Ordering::Relaxed),
            &Said::Panicked(place),
        );
        leave::leave(PANICKED)
    }));
}

/// The reading thread: requests to the worker, `Stop` to the flag, and the end when the parent is gone.
fn read(mut from: File, shared: &Shared, to_worker: &mpsc::Sender<Job>) {
    match receive::<Said>(&mut from) {
        Ok((_, Said::Hello { version: VERSION })) => {}
        _ => leave::leave(NO_CHANNEL),
    }
    while let Ok((number, envelope)) = receive::<Envelope>(&mut from) {
        if matches!(envelope.request, Request::Stop) {
            shared.stop.store(true, Ordering::Relaxed);
            continue;
        }
        let secret = match envelope.request.with() {
            With::Secret => match receive_raw(&mut from) {
                Ok((_, mut body)) => Some(Secret::from_bytes(std::mem::take(&mut *body))),
                Err(_) => break,
            },
            With::Nothing | With::Pad => None,
        };
        shared.stop.store(false, Ordering::Relaxed);
        if to_worker
            .send(Job {
                number,
                envelope,
                secret,
            })
            .is_err()
        {
            break;
        }
    }
    parent_gone(shared)
}

/// At once while looking; else after the call or its hard limit, whichever is first.
fn parent_gone(shared: &Shared) -> ! {
    let until = {
        let mut state = shared.state();
        state.closed = true;
        state.changing_until
    };
    if let Some(until) = until {
        // The worker leaves as soon as the call is over (see `left`).
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
    }
    leave::leave(LEFT)
}

/// The worker: one request after the other, each answered once.
fn work(shared: &Arc<Shared>, requests: &Receiver<Job>) {
    let mut module = None;
    while let Ok(job) = requests.recv() {
        shared.number.store(job.number, Ordering::Relaxed);
        {
            let mut state = shared.state();
            state.hard = Duration::from_millis(job.envelope.hard_millis);
            state.said = None;
        }
        let last = matches!(job.envelope.request, Request::End);
        let held = job
            .envelope
            .lock
            .as_deref()
            .map(|lock| files::hold(lock.as_ref()));
        if last {
            leave_after(Duration::from_millis(job.envelope.hard_millis));
        }
        let done = answer(
            shared,
            &mut module,
            job.number,
            job.envelope.request,
            job.secret.as_ref(),
        );
        drop(job.secret);
        drop(held);
        shared.state().changing_until = None;
        shared.say(job.number, &Said::Done(done));
        if last {
            return;
        }
    }
}

/// A module whose `C_Finalize` never returns (Q01) does not keep the process.
fn leave_after(limit: Duration) {
    std::thread::spawn(move || {
        std::thread::sleep(limit);
        leave::leave(LEFT)
    });
}

fn answer(
    shared: &Arc<Shared>,
    module: &mut Option<Module>,
    number: u32,
    request: Request,
    secret: Option<&Secret>,
) -> Result<Answer, Fault> {
    if let Request::Open(setup) = request {
        // Asked again, the module that is there answers: a second one would find it initialised by another.
        let module = module.get_or_insert_with(|| Module::new(setup, Box::new(Arc::clone(shared))));
        return module.module().map(Answer::Module);
    }
    let Some(module) = module.as_mut() else {
        return Err(Fault::new(FaultKind::Host {
            text: "no module is open".to_owned(),
        }));
    };
    let mut rows = |batch: Vec<Object>| {
        shared.say(number, &Said::Rows(batch));
        if shared.stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let auth = match (request.with(), secret) {
        (With::Secret, Some(secret)) => KeyAuth::Secret(secret),
        (With::Pad, _) => KeyAuth::Pad,
        _ => KeyAuth::NotAsked,
    };
    match request {
        Request::Open(_) | Request::Stop => Ok(Answer::Nothing),
        Request::Slots => module.slots().map(Answer::Slots),
        Request::Slot(slot) => module.slot(slot).map(Answer::Slot),
        Request::Mechanisms(slot) => module.mechanisms(slot).map(Answer::Mechanisms),
        Request::OpenSession(slot, access) => module.open(slot, access).map(|()| Answer::Nothing),
        Request::Login(slot, role, _) => module.login(slot, role, secret).map(|()| Answer::Nothing),
        Request::Close(slot) => {
            module.close(slot);
            Ok(Answer::Nothing)
        }
        Request::Look(slot, classes) => module.look(slot, &classes, &mut rows).map(Answer::Looked),
        Request::LookOthers(slot) => module.look_others(slot, &mut rows).map(Answer::Looked),
        Request::Generate(slot, wish) => module.generate(slot, &wish).map(Answer::Generated),
        Request::Sign(slot, key, mechanism, data, _) => module
            .sign(slot, key, mechanism, &data, auth)
            .map(Answer::Bytes),
        Request::Decrypt(slot, key, data, _) => {
            module.decrypt(slot, key, &data, auth).map(Answer::Bytes)
        }
        Request::PutCertificate(slot, wish) => {
            module.put_certificate(slot, &wish).map(Answer::Object)
        }
        Request::PutKey(slot, wish) => {
            dumpable::hide_memory();
            let key = secret.ok_or_else(|| {
                Fault::new(FaultKind::Host {
                    text: "no key came with the request".to_owned(),
                })
            })?;
            module.put_key(slot, &wish, key).map(Answer::Imported)
        }
        Request::PutPublic(slot, wish) => module.put_public(slot, &wish).map(Answer::Made),
        Request::Destroy(slot, object) => module.destroy(slot, object).map(|()| Answer::Nothing),
        Request::InitToken(slot, label, _) => {
            module.init_token(slot, secret, &label).map(Answer::Slot)
        }
        Request::InitPin(slot, _) => module.init_pin(slot, secret).map(|()| Answer::Nothing),
        Request::SetPin(slot, _) => module.set_pin(slot, secret).map(|()| Answer::Nothing),
        Request::Learnt => Ok(Answer::Learnt(module.learnt())),
        Request::End => {
            module.end();
            Ok(Answer::Nothing)
        }
    }
}
