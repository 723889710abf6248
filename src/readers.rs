//! `parafa-readers`: asks the system's card service what is plugged in, for `parafa`, which starts it and reads its lines.
//! It alone is linked with the service's library, and it may hang with the service.

use std::ffi::CString;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use parafa::reader::{Card, Line, Reader, VERSION, Why, leave};
use pcsc::{Context, Error, PNP_NOTIFICATION, ReaderState, Scope, State};

/// How long the service is asked to wait for a change, and how long it is left alone after a failure.
const WAIT: Duration = Duration::from_secs(2);
/// A service that says at once that something changed, though nothing did, is not asked faster than this.
const LEAST: Duration = Duration::from_millis(200);

fn main() {
    std::thread::spawn(|| {
        // The program that started us is gone, or wants no more.
        let mut bytes = [0; 64];
        let mut input = std::io::stdin();
        while matches!(input.read(&mut bytes), Ok(read) if read > 0) {}
        leave(0);
    });
    let mut last = None;
    say(&Line::Hello { version: VERSION });
    loop {
        let error = match Context::establish(Scope::User) {
            Ok(context) => follow(&context, &mut last),
            Err(error) => error,
        };
        let text = error.to_string();
        let why = match error {
            Error::NoService | Error::ServiceStopped | Error::Shutdown => Why::NoService,
            Error::SecurityViolation | Error::NoAccess => Why::Denied,
            _ => Why::Other,
        };
        tell(Line::Failed { why, text }, &mut last);
        std::thread::sleep(WAIT);
    }
}

/// Tells every change, until the service fails.
fn follow(context: &Context, last: &mut Option<Line>) -> Error {
    let mut states = Vec::new();
    // What is there now is told at once; only then changes are waited for.
    let mut wait = Duration::ZERO;
    loop {
        let begun = Instant::now();
        let names = match context.list_readers_owned() {
            Ok(names) => names,
            // Said with no reader at all.
            Err(Error::NoReadersAvailable) => Vec::new(),
            Err(error) => return error,
        };
        keep(&mut states, names);
        match context.get_status_change(wait, &mut states) {
            // A reader that went meanwhile is no longer listed in the next round.
            Ok(()) | Err(Error::Timeout | Error::UnknownReader | Error::ReaderUnavailable) => {}
            Err(error) => return error,
        }
        wait = WAIT;
        for state in &mut states {
            state.sync_current_state();
        }
        let changed = tell(Line::Readers(readers(&states)), last);
        if !changed && begun.elapsed() < LEAST {
            std::thread::sleep(LEAST);
        }
    }
}

/// The states of the readers that are there, and the place where the service tells of new ones.
fn keep(states: &mut Vec<ReaderState>, names: Vec<CString>) {
    let news = PNP_NOTIFICATION();
    states.retain(|state| state.name() == news || names.iter().any(|name| **name == *state.name()));
    for name in std::iter::once(news.to_owned()).chain(names) {
        if !states.iter().any(|state| *state.name() == *name) {
            states.push(ReaderState::new(name, State::UNAWARE));
        }
    }
}

fn readers(states: &[ReaderState]) -> Vec<Reader> {
    let there = states.iter().filter(|state| {
        let gone = State::UNKNOWN | State::IGNORE;
        state.name() != PNP_NOTIFICATION() && !state.event_state().intersects(gone)
    });
    there
        .map(|state| Reader {
            name: state.name().to_string_lossy().into_owned(),
            card: card(state),
            exclusive: state.event_state().contains(State::EXCLUSIVE),
        })
        .collect()
}

fn card(state: &ReaderState) -> Card {
    let event = state.event_state();
    if event.contains(State::UNAVAILABLE) {
        Card::Unavailable
    } else if event.contains(State::MUTE) {
        Card::Mute
    } else if event.contains(State::PRESENT) {
        let atr = state.atr().iter().map(|byte| format!("{byte:02X}"));
        Card::Present { atr: atr.collect() }
    } else {
        Card::Empty
    }
}

/// Says what is other than before; that nothing is, too.
fn tell(line: Line, last: &mut Option<Line>) -> bool {
    let changed = last.as_ref() != Some(&line);
    say(if changed { &line } else { &Line::Still });
    *last = Some(line);
    changed
}

/// Whoever does not hear us any more wants nothing more.
fn say(line: &Line) {
    let mut output = std::io::stdout();
    let said = serde_json::to_writer(&mut output, line).is_ok()
        && output.write_all(b"\n").is_ok()
        && output.flush().is_ok();
    if !said {
        leave(0);
    }
}
