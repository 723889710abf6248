//! Off the token: how much of it. The operation says once more what goes, and wants a yes or a typed word.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::draw::{Look, Row};
use super::super::effect::{Effect, Event};
use super::super::task::Job;
use super::lists::moved;
use super::page::{Page, head, text};
use crate::i18n::t;
use crate::op::delete::{Delete, What};

/// What can go, and how much of it.
pub(in crate::tui) struct DeleteScreen {
    token: String,
    /// By which the operation finds it.
    id: String,
    /// For people, sanitised: its name, and what tells it from others.
    name: (String, String),
    /// What is there of it.
    whats: Vec<What>,
    at: usize,
}

impl DeleteScreen {
    /// `certificate`: it is one, not a key alone. `name`: what it is called and what tells it from others, sanitised.
    pub(super) fn new(
        token: String,
        id: String,
        name: (String, String),
        certificate: bool,
    ) -> Self {
        let whats = if certificate {
            vec![What::Certificate, What::Key, What::All]
        } else {
            vec![What::Key]
        };
        Self {
            token,
            id,
            name,
            whats,
            at: 0,
        }
    }

    fn what(&self) -> What {
        self.whats
            .get(self.at)
            .copied()
            .unwrap_or(What::Certificate)
    }

    fn care(&self) -> Care {
        Care::Delete {
            token: self.token.clone(),
            delete: Delete {
                id: self.id.clone(),
                what: self.what(),
            },
        }
    }

    pub(super) fn actions() -> Vec<Action> {
        let mut all = vec![Action::new(
            KeyCode::Enter,
            Verb::Enter,
            t!("tui-enter-plan"),
        )];
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => return Effect::Do(Job::Care(self.care())),
            Event::Did(verb) => self.at = moved(self.at, *verb, self.whats.len()),
            Event::Click { row, area, .. } => {
                let page = self.page(usize::from(area.width));
                self.at = page.clicked(self.at, *area, *row).unwrap_or(self.at);
            }
            Event::Letter(_) | Event::Key(_) | Event::Paste(_) => {}
        }
        Effect::Stay
    }

    /// The command line that does the same.
    pub(super) fn command(&self) -> Option<String> {
        self.care().command()
    }

    fn page(&self, width: usize) -> Page {
        let line = |what: &What| match what {
            What::Certificate => t!("tui-delete-certificate"),
            What::Key => t!("tui-delete-key"),
            What::All => t!("tui-delete-all"),
        };
        let (about, look) = match self.what() {
            What::Certificate => (t!("tui-delete-certificate-about"), Look::Dim),
            What::Key => (t!("tui-delete-key-about"), Look::Warn),
            What::All => (t!("tui-delete-all-about"), Look::Warn),
        };
        let mut shown = head(t!("tui-title-delete"), &t!("tui-delete-hint"), width);
        shown.push(Row::heading(self.name.0.clone()));
        shown.push(Row::text(self.name.1.clone()));
        shown.push(Row::text(""));
        let list = self.whats.iter().enumerate();
        let mut below = vec![Row::text("")];
        below.extend(text(&about, look, width));
        Page {
            head: shown,
            list: list
                .map(|(item, what)| Row::text(line(what)).item(item))
                .collect(),
            below,
        }
    }
}

impl Widget for &DeleteScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.page(usize::from(area.width)).draw(self.at, area, buf);
    }
}
