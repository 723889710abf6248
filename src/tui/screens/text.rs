//! Something to read: help, drivers, what came of an installation.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::draw::{Row, rows};
use super::super::effect::{Effect, Event};
use crate::i18n::t;

/// Lines below a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Text {
    title: String,
    rows: Vec<Row>,
    first: usize,
}

impl Text {
    /// At its beginning.
    pub(in crate::tui) fn new(title: String, rows: Vec<Row>) -> Self {
        Self {
            title,
            rows,
            first: 0,
        }
    }

    pub(super) fn actions() -> Vec<Action> {
        let mut all = vec![Action::new(
            KeyCode::Enter,
            Verb::Enter,
            t!("tui-action-done"),
        )];
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        let last = self.rows.len().saturating_sub(1);
        match event {
            Event::Did(Verb::Up) => self.first = self.first.saturating_sub(1),
            Event::Did(Verb::Down) => self.first = (self.first + 1).min(last),
            Event::Did(Verb::PageUp) => self.first = self.first.saturating_sub(15),
            Event::Did(Verb::PageDown) => self.first = (self.first + 15).min(last),
            Event::Did(Verb::Enter) => return Effect::Back,
            _ => {}
        }
        Effect::Stay
    }
}

impl Widget for &Text {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut shown = vec![Row::heading(self.title.clone()), Row::text("")];
        shown.extend(self.rows.iter().skip(self.first).cloned());
        rows(&shown, None, area, buf);
    }
}
