//! Something to read: help, drivers, what came of an installation.

use std::path::PathBuf;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::draw::{Row, rows};
use super::super::effect::{Effect, Event};
use super::super::task::Job;
use super::Screen;
use super::path::{PathScreen, Purpose};
use crate::i18n::t;

/// Lines below a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Text {
    title: String,
    rows: Vec<Row>,
    first: usize,
    /// What can be shown in another program.
    path: Option<PathBuf>,
    /// What can be copied.
    copied: Option<String>,
    /// What can be written for the helpdesk.
    bundle: Option<String>,
}

impl Text {
    /// At its beginning.
    pub(in crate::tui) fn new(title: String, rows: Vec<Row>) -> Self {
        Self {
            title,
            rows,
            first: 0,
            path: None,
            copied: None,
            bundle: None,
        }
    }

    /// With something that can be shown in another program.
    pub(in crate::tui) fn opening(mut self, path: PathBuf) -> Self {
        self.path = Some(path);
        self
    }

    /// With something that can be copied.
    pub(in crate::tui) fn copying(mut self, text: String) -> Self {
        self.copied = Some(text);
        self
    }

    /// With something that can be written for the helpdesk.
    pub(in crate::tui) fn bundling(mut self, text: String) -> Self {
        self.bundle = Some(text);
        self
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let mut all = vec![Action::new(
            KeyCode::Enter,
            Verb::Enter,
            t!("tui-action-done"),
        )];
        if self.path.is_some() {
            all.push(Action::letter('o', Verb::OpenFile, t!("tui-action-show")));
        }
        if self.copied.is_some() {
            all.push(Action::letter('y', Verb::Copy, t!("tui-enter-copy")));
        }
        if self.bundle.is_some() {
            all.push(Action::letter('b', Verb::Bundle, t!("tui-action-bundle")));
        }
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
            Event::Did(Verb::OpenFile) => {
                let path = self.path.clone();
                return path.map_or(Effect::Stay, |path| Effect::Do(Job::Show(path)));
            }
            Event::Did(Verb::Bundle) => {
                return self.bundle.clone().map_or(Effect::Stay, |text| {
                    let screen = PathScreen::new(Purpose::Bundle(text));
                    Effect::Open(Box::new(Screen::Path(screen)))
                });
            }
            Event::Did(Verb::Copy) => {
                return self.copied.clone().map_or(Effect::Stay, Effect::Copy);
            }
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
