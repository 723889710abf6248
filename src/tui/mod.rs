//! The terminal UI: one loop over one channel. Keys come from a reader thread, results and questions from the worker
//! that owns the tokens; the screen is drawn after something happened, and while a call runs, for its time.

mod action;
mod app;
mod app_care;
mod app_input;
mod app_made;
mod ask;
mod care;
mod certificates;
mod commands;
mod core;
mod dialog;
mod draw;
mod effect;
mod equivalent;
mod frame;
mod lookout;
mod masked;
mod message;
mod order;
mod paste;
mod results;
mod screens;
mod task;
mod terminal;
#[cfg(test)]
mod tests;
mod todo;
mod watch;
mod words;

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use self::core::Core;
use crate::error::{Code, Failure};
use crate::i18n;
use crate::journal::Journal;
use crate::op::prefer;
use crate::op::start::Start;
use crate::paths::Paths;
use app::{App, Flow};
use message::Message;
use task::Job;
use terminal::Terminal;
use watch::{Stopping, TuiWatch};

/// How often the elapsed time is drawn while something runs, and how often it is looked whether a signal wants us to stop.
const TICK: Duration = Duration::from_millis(250);

/// Names of the commands that are actions of the screens.
pub fn commands() -> impl Iterator<Item = &'static str> {
    commands::ALL.iter().map(|known| known.name)
}

/// Opens Home, and comes back when the person leaves it. `spoken`: a language was asked for, which goes before the one that
/// was chosen on the screens. The flags are set by a first signal to end, and by a second.
pub fn run(
    mut start: Start,
    paths: Option<Paths>,
    spoken: bool,
    (first, second): (Arc<AtomicBool>, Arc<AtomicBool>),
) -> Result<(), Failure> {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    if dumb || !std::io::stdout().is_terminal() || !std::io::stdin().is_terminal() {
        return Err(Failure::new(Code::TerminalNeeded));
    }
    let chosen = prefer::read(&mut Journal::new(paths.clone()));
    if let Some(language) = chosen.language.as_deref().filter(|_| !spoken) {
        // One that is offered no more leaves the texts as they are.
        let _ = i18n::select(Some(language));
    }
    let (sender, messages) = channel();
    let stopping = Stopping::new(first).or_at_once(second);
    start.watch = Arc::new(TuiWatch::new(sender.clone(), stopping.clone()));
    let (jobs, worker) = task::spawn(
        move || Core::start(&start, paths.as_ref()),
        sender.clone(),
        stopping.clone(),
    )
    .map_err(|error| failed(&error))?;
    let mut screen = Terminal::open().map_err(|error| failed(&error))?;
    terminal::read_keys(sender).map_err(|error| failed(&error))?;
    let mut app = App::new(jobs, stopping.clone());
    app.begin(chosen.first_start);
    let ended = turn(&mut app, &mut screen, &messages, &stopping);
    drop(screen);
    let (idle, broken) = (app.is_idle(), app.broken());
    drop(app);
    drop(messages);
    if idle {
        // The modules are ended in order; a call that was left goes on in its own process.
        let _ = worker.join();
    }
    if broken {
        return Err(Failure::new(Code::Internal));
    }
    ended.map_err(|error| failed(&error))
}

/// The loop.
fn turn(
    app: &mut App,
    screen: &mut Terminal,
    messages: &Receiver<Message>,
    stopping: &Stopping,
) -> std::io::Result<()> {
    screen.draw(app)?;
    let (mut told, mut insisted) = (false, false);
    loop {
        let first = match messages.recv_timeout(TICK) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => None,
        };
        let again = !insisted && stopping.at_once();
        let first_told = !told && stopping.program_stops() && !app.stops();
        let stop = (again || first_told).then_some(Message::Stop);
        insisted |= again;
        told |= stop.is_some();
        if first.is_none() && stop.is_none() && app.is_still() {
            continue;
        }
        let first = first.unwrap_or(Message::Tick);
        // What came meanwhile is taken in before drawing once.
        for message in std::iter::once(first)
            .chain(stop)
            .chain(messages.try_iter())
        {
            match app.take(message) {
                Flow::Go => {}
                Flow::Copy(text) => screen.copy(&text)?,
                Flow::Quit => return Ok(()),
            }
        }
        screen.draw(app)?;
    }
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::new(Code::WriteFailed)
        .with("text", crate::sanitize::line(&error.to_string()))
        .with("file", "-")
        .with("path", "-")
}

/// Where jobs go.
type Jobs = Sender<Job>;
