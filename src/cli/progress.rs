//! One line on the terminal that says how far it is; it goes when it is over. Nothing where nobody looks.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

use super::manner::Manner;
use crate::ask::Progress;
use crate::i18n::{self, Args};

/// What is quicker than this shows no line; nor is a line written again sooner.
const PAUSE: Duration = Duration::from_millis(150);

/// The line.
#[derive(Debug)]
pub(super) struct ProgressLine {
    shown: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When it began, or was written last.
    last: Option<Instant>,
    /// Columns that are written on.
    width: usize,
}

impl ProgressLine {
    /// In this manner: on a terminal only.
    pub(super) fn new(manner: Manner) -> Self {
        Self {
            shown: !manner.json && !manner.quiet && io::stderr().is_terminal(),
            state: Mutex::default(),
        }
    }

    /// How far it is.
    pub(super) fn show(&self, progress: &Progress) {
        if !self.shown {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if progress.done >= progress.all {
            state.clear(&mut io::stderr());
            return;
        }
        if state.is_due(Instant::now()) {
            let args = Args::from([
                ("done", progress.done.to_string()),
                ("all", progress.all.to_string()),
            ]);
            state.write(&i18n::text(progress.id, &args), &mut io::stderr());
        }
    }

    /// Takes it away before something else is written.
    pub(super) fn clear(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.clear(&mut io::stderr());
    }
}

impl State {
    fn is_due(&mut self, now: Instant) -> bool {
        let last = *self.last.get_or_insert(now);
        let due = now.duration_since(last) >= PAUSE;
        if due {
            self.last = Some(now);
        }
        due
    }

    /// Over what stood there: blanks to its end, whatever the terminal knows of escapes.
    fn write(&mut self, text: &str, to: &mut impl Write) {
        let blanks = " ".repeat(self.width.saturating_sub(text.width()));
        self.width = text.width();
        told(write!(to, "\r{text}{blanks}").and_then(|()| to.flush()));
    }

    fn clear(&mut self, to: &mut impl Write) {
        self.last = None;
        if self.width > 0 {
            let blanks = " ".repeat(self.width);
            self.width = 0;
            told(write!(to, "\r{blanks}\r").and_then(|()| to.flush()));
        }
    }
}

fn told(written: io::Result<()>) {
    if let Err(error) = written {
        tracing::debug!(%error, "the terminal");
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::State;

    #[test]
    fn a_line_is_written_over_and_taken_away() {
        let (mut state, mut out) = (State::default(), Vec::new());
        state.write("10 of 200 fișiere", &mut out);
        state.write("200 of 200", &mut out);
        state.clear(&mut out);
        state.clear(&mut out);
        let text = String::from_utf8(out).unwrap();
        let blanks = " ".repeat(10);
        let over = " ".repeat(7);
        assert_eq!(
            text,
            format!("\r10 of 200 fișiere\r200 of 200{over}\r{blanks}\r")
        );
    }

    #[test]
    fn what_is_quick_shows_nothing() {
        let (mut state, begun) = (State::default(), Instant::now());
        assert!(!state.is_due(begun));
        assert!(!state.is_due(begun + Duration::from_millis(100)));
        assert!(state.is_due(begun + Duration::from_millis(160)));
        assert!(!state.is_due(begun + Duration::from_millis(200)));
    }
}
