//! Which language.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::draw::Row;
use super::super::effect::{Effect, Event};
use super::lists::moved;
use super::page::{Page, head};
use crate::i18n::{self, t};

/// The list.
pub(in crate::tui) struct Languages {
    all: Vec<String>,
    at: usize,
    /// Nothing was ever done here: there is a word of welcome.
    first_start: bool,
}

impl Languages {
    /// With the one in use chosen.
    pub(in crate::tui) fn new(first_start: bool) -> Self {
        let (all, now) = (i18n::languages(), i18n::current());
        let at = all.iter().position(|language| *language == now);
        Self {
            at: at.unwrap_or(0),
            first_start,
            all,
        }
    }

    pub(super) fn actions() -> Vec<Action> {
        let mut all = vec![Action::new(
            KeyCode::Enter,
            Verb::Enter,
            t!("tui-enter-this"),
        )];
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => {
                return match self.all.get(self.at) {
                    Some(language) => Effect::Language(language.clone()),
                    None => Effect::Stay,
                };
            }
            Event::Did(verb) => self.at = moved(self.at, *verb, self.all.len()),
            Event::Click { row, area, .. } => {
                let page = self.page(usize::from(area.width));
                self.at = page.clicked(self.at, *area, *row).unwrap_or(self.at);
            }
            _ => {}
        }
        Effect::Stay
    }

    fn page(&self, width: usize) -> Page {
        let rows = self.all.iter().enumerate();
        let rows = rows.map(|(item, language)| Row::text(own_name(language)).item(item));
        let mut above = Vec::new();
        if self.first_start {
            above = head(t!("tui-title-welcome"), &t!("tui-welcome"), width);
        }
        above.extend(head(
            t!("tui-title-language"),
            &t!("tui-language-hint"),
            width,
        ));
        Page {
            head: above,
            list: rows.collect(),
            below: Vec::new(),
        }
    }
}

/// What a language calls itself; its letters where we do not know.
fn own_name(language: &str) -> String {
    let name = match language {
        "cs" => "Čeština",
        "en" => "English",
        "fi" => "Suomi",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "ro" => "Română",
        "sv" => "Svenska",
        other => other,
    };
    name.to_owned()
}

impl Widget for &Languages {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.page(usize::from(area.width)).draw(self.at, area, buf);
    }
}
