//! What was found on a token or in a file: the verdict, and what to do.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::dialog::Dialog;
use super::super::draw::{Look, Row, rows};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::results;
use super::super::task::{Checking, Job};
use super::Screen;
use super::path::{PathScreen, Purpose};
use crate::i18n::{self, t};
use crate::op::check::report::Persons;
use crate::op::check::{CheckOutcome, Net};
use crate::telling;

/// Lines of a page.
const PAGE: usize = 15;

/// The findings.
#[derive(Debug)]
pub(in crate::tui) struct CheckedScreen {
    asked: Checking,
    outcome: CheckOutcome,
    notes: Vec<String>,
    all: bool,
    first: usize,
}

impl CheckedScreen {
    /// Of what was asked for.
    pub(in crate::tui) fn new(asked: Checking, outcome: CheckOutcome, notes: Vec<String>) -> Self {
        Self {
            asked,
            outcome,
            notes,
            all: false,
            first: 0,
        }
    }

    fn rows(&self) -> Vec<Row> {
        let lines = telling::checked(&self.outcome, self.all);
        let mut shown = results::lines(&lines, self.notes.clone());
        let hidden = telling::findings_hidden(&self.outcome);
        if hidden > 0 && !self.all {
            shown.push(Row::text(""));
            shown.push(Row::text(t!("tui-check-hidden", count = hidden)).look(Look::Dim));
        }
        shown
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let words = if self.all {
            t!("tui-check-few")
        } else {
            t!("tui-check-all")
        };
        let on_token = self.outcome.checked.iter().any(|row| row.token.is_some());
        let signed = self.asked.check.sign.then(|| t!("tui-off-signed"));
        let elsewhere = (!on_token).then(|| t!("tui-off-no-token-key"));
        let sign = Action::letter('p', Verb::Pin, t!("tui-check-sign"));
        let asked = (self.asked.check.trust.net == Net::Online).then(|| t!("tui-off-asked"));
        let ask = Action::letter('o', Verb::Again, t!("tui-check-online"));
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Enter, t!("tui-action-done")),
            Action::letter('a', Verb::Details, words),
            sign.unless(elsewhere.or(signed)),
            ask.unless(asked),
            Action::letter('s', Verb::Report, t!("tui-action-report")),
        ];
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        let last = self.rows().len().saturating_sub(1);
        match event {
            Event::Did(Verb::Enter) => return Effect::Back,
            Event::Did(Verb::Details) => {
                self.all = !self.all;
                self.first = 0;
            }
            Event::Did(Verb::Pin) => {
                let mut again = self.asked.clone();
                again.check.sign = true;
                return Effect::Do(Job::Check(Box::new(again)));
            }
            Event::Did(Verb::Again) => {
                let mut again = self.asked.clone();
                again.check.trust.net = Net::Online;
                return Effect::Do(Job::Check(Box::new(again)));
            }
            Event::Did(Verb::Report) => return self.page(),
            Event::Did(Verb::Up) => self.first = self.first.saturating_sub(1),
            Event::Did(Verb::Down) => self.first = (self.first + 1).min(last),
            Event::Did(Verb::PageUp) => self.first = self.first.saturating_sub(PAGE),
            Event::Did(Verb::PageDown) => self.first = (self.first + PAGE).min(last),
            _ => {}
        }
        Effect::Stay
    }

    /// Asks where the page goes that says all this.
    fn page(&self) -> Effect {
        match telling::report_page(&self.outcome, &self.notes, Persons::Named) {
            Ok(page) => {
                let screen = PathScreen::new(Purpose::Report(page));
                Effect::Open(Box::new(Screen::Path(screen)))
            }
            Err(failure) => {
                let text = i18n::text(&format!("err-{}", failure.code.fluent()), &failure.args);
                Effect::Say(Dialog::message(t!("tui-title-check"), vec![text]))
            }
        }
    }

    pub(super) fn command(&self) -> Option<String> {
        equivalent::of(&Job::Check(Box::new(self.asked.clone())))
    }
}

impl Widget for &CheckedScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut shown = vec![Row::heading(t!("tui-title-check")), Row::text("")];
        shown.extend(self.rows().into_iter().skip(self.first));
        rows(&shown, None, area, buf);
    }
}
