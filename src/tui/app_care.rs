//! What came of the care of tokens, keys and certificates: which screen goes, and which comes.

use std::path::Path;

use super::app::App;
use super::care::{Care, Cared};
use super::dialog::Dialog;
use super::results;
use super::screens::Screen;
use super::screens::pin::PinScreen;
use super::screens::tidy::TidyScreen;
use super::task::{Job, Pane};
use super::words;
use crate::error::{Code, Failure};
use crate::i18n::t;
use crate::op::pin::{Done, PinOutcome};
use crate::op::tidy::{Tidy, TidyOutcome};
use crate::telling::{self, Line};

impl App {
    /// Shows what came of it, in place of the screen on which it was asked for.
    pub(super) fn cared(&mut self, cared: Cared, notes: Vec<String>) {
        match cared {
            Cared::Pins(outcome) => self.pins(outcome, notes),
            Cared::Imported(outcome) => {
                self.leave(|screen| matches!(screen, Screen::Path(_)));
                let lines = telling::imported(&outcome, false);
                self.came(&lines, notes);
            }
            Cared::Exported(outcome) => {
                self.leave(|screen| matches!(screen, Screen::Export(_)));
                let lines = telling::exported(&outcome);
                let folder = outcome.files.first().and_then(|file| {
                    let folder = Path::new(&file.path).parent();
                    folder.map(Path::to_path_buf)
                });
                let title = t!("tui-title-exported");
                let screen = results::opening(title, &lines, notes, folder.unwrap_or_default());
                self.above.push(screen);
            }
            Cared::Deleted(outcome) => {
                // The certificate's own screen shows what is not there any more.
                self.leave(|screen| matches!(screen, Screen::Delete(_)));
                self.leave(|screen| matches!(screen, Screen::Certificate(_)));
                self.came(&telling::deleted(&outcome), notes);
            }
            Cared::Tidied(outcome, tidy) => self.tidied(outcome, &tidy, notes),
            Cared::Initialised(outcome) => {
                // The token has another name now.
                self.leave(|screen| matches!(screen, Screen::Init(_)));
                self.leave(|screen| matches!(screen, Screen::Pin(_)));
                self.came(&telling::initialised(&outcome), notes);
            }
            Cared::Forgotten(outcome) => {
                self.leave(|screen| matches!(screen, Screen::Certificate(_)));
                let lines = telling::forgotten(&outcome);
                self.note = lines.into_iter().next().map(|line| line.text);
            }
        }
    }

    /// One token was looked at with its PIN: screens about what is on it follow. Who entered the PIN to see everything
    /// sees it; where it was refused, the state of the PINs is another one now.
    pub(super) fn proved(&mut self, pane: &Pane) {
        match &pane.failure {
            None => self.leave(|screen| matches!(screen, Screen::Pin(_))),
            Some(_) => self.pins_again(),
        }
        for screen in &mut self.above {
            if let Screen::Certificate(screen) = screen {
                screen.proved(pane);
            }
        }
    }

    /// Asks anew how the PINs stand, where that is what the screen shows.
    pub(super) fn pins_again(&mut self) {
        if let Some(Screen::Pin(screen)) = self.above.last() {
            self.start(Job::Care(Care::pins(screen.token())));
        }
    }

    fn pins(&mut self, outcome: PinOutcome, notes: Vec<String>) {
        if let Some(failure) = &outcome.cut {
            self.dialog = Some(results::failure(failure, &notes));
            return;
        }
        let changed = outcome.done != Done::Status;
        let lines = telling::pins(&outcome);
        let Some(row) = outcome.tokens.into_iter().next() else {
            let failure = Failure::new(Code::TokenRemoved);
            self.dialog = Some(results::failure(&failure, &notes));
            return;
        };
        if changed {
            let mut text: Vec<String> = lines.iter().take(1).map(|it| words::told(it).1).collect();
            text.extend(notes);
            self.dialog = Some(Dialog::message(t!("tui-title-installed"), text));
            // What was told on the PIN's own screen before is not so any more.
            if let Some(Screen::Pin(screen)) = self.above.last_mut() {
                screen.changed(row, lines.into_iter().skip(1).collect());
            }
            self.start(Job::Look);
            return;
        }
        match self.above.last_mut() {
            Some(Screen::Pin(screen)) => screen.changed(row, lines),
            _ => self.above.push(Screen::Pin(PinScreen::new(row, lines))),
        }
        if !notes.is_empty() && self.dialog.is_none() {
            self.dialog = Some(Dialog::message(t!("tui-title-note"), notes));
        }
    }

    fn tidied(&mut self, outcome: TidyOutcome, tidy: &Tidy, notes: Vec<String>) {
        self.leave(|screen| matches!(screen, Screen::Path(_)));
        self.leave(|screen| matches!(screen, Screen::Tidy(_)));
        if let Some(failure) = &outcome.cut {
            self.dialog = Some(results::failure(failure, &notes));
        } else if !notes.is_empty() && outcome.dry_run {
            self.dialog = Some(Dialog::message(t!("tui-title-note"), notes.clone()));
        }
        if outcome.dry_run {
            self.above
                .push(Screen::Tidy(TidyScreen::new(outcome, tidy)));
        } else {
            self.came(&telling::removed(&outcome), notes);
        }
    }

    /// A page of what came of it; what is on the tokens is looked at again.
    fn came(&mut self, lines: &[Line], notes: Vec<String>) {
        self.above
            .push(results::page(t!("tui-title-installed"), lines, notes));
        self.start(Job::Look);
    }

    fn leave(&mut self, is_it: impl Fn(&Screen) -> bool) {
        if self.above.last().is_some_and(is_it) {
            let _ = self.above.pop();
        }
    }
}
