//! A token is set up anew: its label. What would be lost is asked by the operation, with words to be typed.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::draw::{Look, Row};
use super::super::effect::{Effect, Event};
use super::super::task::Job;
use super::super::words;
use super::field::Field;
use super::page::{Page, head, text};
use crate::i18n::t;
use crate::op::init::Init;
use crate::op::shape::TokenRow;
use crate::telling;

/// The token, and the label that was typed.
pub(in crate::tui) struct InitScreen {
    token: String,
    name: String,
    field: Field,
}

impl InitScreen {
    /// For this token.
    pub(super) fn new(row: &TokenRow) -> Self {
        let hint = Some(t!("tui-init-label-hint"));
        Self {
            token: row.uri.clone(),
            name: telling::heading(row),
            field: Field::new(t!("tui-init-label"), hint, ""),
        }
    }

    fn care(&self) -> Care {
        Care::Init {
            token: self.token.clone(),
            init: self.init(),
        }
    }

    fn init(&self) -> Init {
        Init {
            label: self.field.value().to_owned(),
        }
    }

    /// What is wrong with the label; an empty one is only not there yet.
    fn wrong(&self) -> Option<String> {
        let checked = self.init().check().err();
        let failure = checked.filter(|_| !self.field.value().is_empty())?;
        words::failure(&failure).into_iter().next()
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let lacks = self.field.value().is_empty();
        let off = lacks.then(|| t!("tui-init-label-hint")).or(self.wrong());
        let go = Action::new(KeyCode::Enter, Verb::Enter, t!("tui-enter-init")).unless(off);
        let mut all = vec![go];
        all.extend(action::f1_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => return Effect::Do(Job::Care(self.care())),
            Event::Letter(letter) => self.field.letter(*letter),
            Event::Key(key) => self.field.key(*key),
            Event::Paste(text) => self.field.paste(text.trim()),
            Event::Did(_) | Event::Click { .. } => {}
        }
        Effect::Stay
    }

    /// The command line that does the same.
    pub(super) fn command(&self) -> Option<String> {
        self.care().command()
    }

    fn page(&self, width: usize) -> (Page, usize) {
        let mut shown = head(t!("tui-title-init"), &t!("tui-init-hint"), width);
        shown.push(Row::heading(self.name.clone()));
        shown.push(Row::text(""));
        let (mut rows, column) = self.field.rows(0, width);
        let typed = rows.pop();
        shown.extend(rows);
        let mut below = vec![Row::text("")];
        if let Some(wrong) = self.wrong() {
            below.extend(text(&format!("✗ {wrong}"), Look::Bad, width));
        }
        let page = Page {
            head: shown,
            list: typed.into_iter().collect(),
            below,
        };
        // The field counts its own mark.
        (page, column.saturating_sub(super::page::MARK))
    }

    pub(super) fn cursor(&self, area: Rect) -> Option<Position> {
        let (page, column) = self.page(usize::from(area.width));
        page.cursor(0, column, area)
    }
}

impl Widget for &InitScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.page(usize::from(area.width)).0.draw(0, area, buf);
    }
}
