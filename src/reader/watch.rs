//! Watching readers in a thread of its own: what changes is told, a helper that hangs or dies is started anew.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::process::{ANSWER, Process};
use super::{Helper, Line, Told, Trouble};

/// The helper speaks every two seconds; after so much silence the card service hangs.
const SILENCE: Duration = Duration::from_secs(10);
/// The first pause before a helper is started anew; each further one is twice as long.
const PAUSE: Duration = Duration::from_secs(2);
/// The longest one.
const LONGEST: Duration = Duration::from_secs(60);

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watching {
    stop: Arc<AtomicBool>,
}

impl Watching {
    /// Begins. `tell` gets the first answer and then every other one; it is called in the watching thread.
    pub fn begin(helper: Helper, tell: impl FnMut(Told) + Send + 'static) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        std::thread::Builder::new()
            .name("parafa-readers".to_owned())
            .spawn(move || {
                let stopped = || stopped.load(Ordering::SeqCst);
                watch(&helper, &stopped, Changes::new(tell));
            })?;
        Ok(Self { stop })
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
    }
}

fn watch<T: FnMut(Told)>(helper: &Helper, stopped: &dyn Fn() -> bool, mut changes: Changes<T>) {
    let mut pause = PAUSE;
    while !stopped() {
        let begun = Instant::now();
        let trouble = follow(helper, stopped, &mut changes);
        if stopped() {
            return;
        }
        let gone = matches!(trouble, Trouble::HelperMissing { .. });
        changes.take(Err(trouble));
        if gone {
            return;
        }
        // One that ran for long gets a quick new start.
        pause = if begun.elapsed() > LONGEST {
            PAUSE
        } else {
            pause
        };
        let until = Instant::now() + pause;
        while Instant::now() < until && !stopped() {
            std::thread::sleep(Duration::from_millis(50));
        }
        pause = (pause * 2).min(LONGEST);
    }
}

/// Until it ends or is silent; why.
fn follow<T: FnMut(Told)>(
    helper: &Helper,
    stopped: &dyn Fn() -> bool,
    changes: &mut Changes<T>,
) -> Trouble {
    let mut process = match Process::start(helper) {
        Ok(process) => process,
        Err(trouble) => return trouble,
    };
    let mut limit = ANSWER;
    loop {
        match process.next(limit, stopped) {
            Ok(Line::Readers(readers)) => changes.take(Ok(readers)),
            Ok(Line::Failed { why, text }) => changes.take(Err(Trouble::of(why, text))),
            Ok(Line::Hello { .. } | Line::Still) => {}
            Err(trouble) => return trouble,
        }
        limit = SILENCE;
    }
}

/// Tells what is other than before.
struct Changes<T> {
    last: Option<Told>,
    tell: T,
}

impl<T: FnMut(Told)> Changes<T> {
    fn new(tell: T) -> Self {
        Self { last: None, tell }
    }

    fn take(&mut self, told: Told) {
        if self.last.as_ref() != Some(&told) {
            self.last = Some(told.clone());
            (self.tell)(told);
        }
    }
}
