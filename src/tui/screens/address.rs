//! Where to log in, to see whether it works.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::draw::{Row, rows};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::task::{Connecting, Job};
use super::field::Field;
use super::page::{field_cursor, head, question};
use crate::error::Failure;
use crate::i18n::t;
use crate::op::connect;

/// The question.
pub(in crate::tui) struct Address {
    asked: Connecting,
    field: Field,
    /// Why the address is none.
    refused: Option<Failure>,
}

impl Address {
    /// With the address that is known, if one is.
    pub(in crate::tui) fn new(asked: Connecting) -> Self {
        let mut field = Field::exact();
        field.put(&asked.connect.url);
        Self {
            asked,
            field,
            refused: None,
        }
    }

    fn job(&self) -> Job {
        let mut asked = self.asked.clone();
        self.field.value().trim().clone_into(&mut asked.connect.url);
        Job::Connect(Box::new(asked))
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let nothing = self.field.value().trim().is_empty();
        let reason = nothing.then(|| t!("tui-off-no-address"));
        let enter = Action::new(KeyCode::Enter, Verb::Enter, t!("tui-enter-connect"));
        let mut all = vec![enter.unless(reason)];
        all.extend(action::f1_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        if !matches!(event, Event::Did(_)) {
            self.refused = None;
        }
        match event {
            Event::Did(Verb::Enter) => match connect::target(self.field.value()) {
                Ok(_) => return Effect::Do(self.job()),
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
        equivalent::of(&self.job())
    }

    fn above(width: usize) -> Vec<Row> {
        head(t!("tui-title-connect"), &t!("tui-connect-hint"), width)
    }

    pub(super) fn cursor(&self, area: Rect) -> Position {
        let above = Self::above(usize::from(area.width)).len();
        field_cursor(&self.field, above, area)
    }
}

impl Widget for &Address {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let width = usize::from(area.width);
        let shown = question(
            Address::above(width),
            &self.field,
            self.refused.as_ref(),
            width,
        );
        rows(&shown, None, area, buf);
    }
}
