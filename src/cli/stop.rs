//! Ctrl-C, and what a person sees of calls that take long.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::manner::Manner;
use super::print;
use crate::error::Exit;
use crate::i18n::t;
use crate::op::start::{Patience, Running, Watch};
use crate::sanitize;
use crate::sys;

/// The person wants to stop: nothing new is begun.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// How many prompts, other waits for the outside and long computations are open: no call to a token runs then.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Takes over the signals that end a program. Best effort: without it, Ctrl-C ends us at once.
pub(super) fn watch_signals() {
    if let Err(error) = ctrlc::set_handler(signalled) {
        tracing::warn!(%error, "signals are not handled");
    }
}

/// The same for the terminal UI: the first signal asks it to leave after the running call, the second at once; either
/// way it puts the terminal back itself. The third leaves whatever it is at.
pub(super) fn watch_signals_for(first: Arc<AtomicBool>, second: Arc<AtomicBool>) {
    let handled = ctrlc::set_handler(move || {
        if first.swap(true, Ordering::SeqCst) && second.swap(true, Ordering::SeqCst) {
            sys::terminal::restore();
            sys::leave::leave(i32::from(Exit::Interrupted as u8));
        }
    });
    if let Err(error) = handled {
        tracing::warn!(%error, "signals are not handled");
    }
}

/// The first signal lets the call under way finish; the second, and one while no call can run, leaves at once.
fn signalled() {
    let again = INTERRUPTED.swap(true, Ordering::SeqCst);
    if again || WAITING.load(Ordering::SeqCst) > 0 {
        leave_at_once();
    }
}

/// Puts the terminal back and leaves; what a module's host is at, it finishes alone.
pub(super) fn leave_at_once() -> ! {
    sys::terminal::restore();
    sys::leave::leave(i32::from(Exit::Interrupted as u8))
}

/// Stands for a prompt, another wait for the outside, or a long computation, for as long as it lives.
pub(super) struct Wait;

impl Wait {
    /// From now on.
    pub(super) fn begin() -> Self {
        WAITING.fetch_add(1, Ordering::SeqCst);
        Self
    }

    /// From now on; a signal that came before is heard now.
    pub(super) fn alone() -> Self {
        let wait = Self::begin();
        if INTERRUPTED.load(Ordering::SeqCst) {
            leave_at_once();
        }
        wait
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Says on a terminal which call takes long, once a call.
pub(super) struct Slow {
    tell: bool,
    told: Mutex<Option<String>>,
}

impl Slow {
    /// In this manner.
    pub(super) fn new(manner: Manner) -> Self {
        Self {
            tell: !manner.json && !manner.quiet && io::stderr().is_terminal(),
            told: Mutex::new(None),
        }
    }
}

impl Watch for Slow {
    fn running(&self, running: &Running) -> Patience {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if !running.is_slow() {
            *told = None;
        } else if self.tell && running.changing && told.as_deref() != Some(running.call.as_str()) {
            *told = Some(running.call.clone());
            let limit = running.limit.as_secs();
            print::note(&t!(
                "cli-slow-call",
                module = sanitize::line(&running.module),
                call = running.call.as_str(),
                limit = limit.to_string()
            ));
        }
        Patience::Wait
    }

    fn interrupted(&self) -> bool {
        INTERRUPTED.load(Ordering::SeqCst)
    }
}
