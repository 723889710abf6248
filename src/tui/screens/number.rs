//! What a number means that stood before a message.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::draw::{Row, rows};
use super::super::effect::{Effect, Event};
use super::super::results;
use super::super::task::Job;
use super::field::Field;
use super::page::{field_cursor, head, question};
use crate::error::Failure;
use crate::i18n::t;
use crate::op::explain::{find, is_about_pins};
use crate::telling;

/// The question.
pub(in crate::tui) struct Number {
    field: Field,
    /// Why the number is none.
    refused: Option<Failure>,
}

impl Number {
    pub(in crate::tui) fn new() -> Self {
        Self {
            field: Field::new(String::new(), None, ""),
            refused: None,
        }
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let nothing = self.field.value().is_empty();
        let reason = nothing.then(|| t!("tui-off-no-number"));
        let explain = Action::new(KeyCode::Enter, Verb::Enter, t!("tui-enter-explain"));
        let mut all = vec![explain.unless(reason)];
        all.extend(action::f1_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        if !matches!(event, Event::Did(_)) {
            self.refused = None;
        }
        match event {
            Event::Did(Verb::Enter) => match find(self.field.value()) {
                Ok(code) if is_about_pins(code) => return Effect::Do(Job::Explain(code)),
                Ok(code) => {
                    let outcome = telling::explanation(code, Vec::new());
                    let lines = telling::explained(&outcome);
                    let title = t!("tui-title-number");
                    let page = results::page(title, &lines, Vec::new());
                    return Effect::Open(Box::new(page));
                }
                Err(failure) => self.refused = Some(failure),
            },
            Event::Letter(letter) => self.field.letter(*letter),
            Event::Key(key) => self.field.key(*key),
            Event::Paste(text) => self.field.paste(text.trim()),
            Event::Did(_) | Event::Click { .. } => {}
        }
        Effect::Stay
    }

    pub(super) fn command(&self) -> Option<String> {
        let code = find(self.field.value()).ok()?;
        Some(format!("parafa explain {}", code.label()))
    }

    fn above(width: usize) -> Vec<Row> {
        head(t!("tui-title-number"), &t!("tui-number-hint"), width)
    }

    pub(super) fn cursor(&self, area: Rect) -> Position {
        let above = Self::above(usize::from(area.width)).len();
        field_cursor(&self.field, above, area)
    }
}

impl Widget for &Number {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let width = usize::from(area.width);
        let shown = question(
            Number::above(width),
            &self.field,
            self.refused.as_ref(),
            width,
        );
        rows(&shown, None, area, buf);
    }
}
