//! The first start asks once what the certificate is for; it then stands first wherever an authority is chosen.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{Action, Verb};
use super::super::effect::{Effect, Event};
use super::super::order::Catalogue;
use super::new::Choose;
use crate::i18n::t;
use crate::op::prefer::Preference;

/// The question.
pub(in crate::tui) struct Purpose {
    choose: Choose,
}

impl Purpose {
    pub(in crate::tui) fn new(catalogue: &Catalogue) -> Self {
        let profiles = catalogue.profiles.clone();
        let title = t!("tui-title-purpose");
        Self {
            choose: Choose::new(profiles, &catalogue.language, title)
                .beginning_with(catalogue.purpose.as_deref()),
        }
    }

    /// Here Esc leaves the question open.
    pub(super) fn actions(&self) -> Vec<Action> {
        let mut all = self.choose.actions();
        all.retain(|action| action.verb != Verb::Back);
        all.push(Action::new(
            KeyCode::Esc,
            Verb::Back,
            t!("tui-action-later"),
        ));
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        if self.choose.update(event)
            && let Some(profile) = self.choose.chosen()
        {
            return Effect::Prefer(Preference::Purpose(profile.id().to_owned()));
        }
        Effect::Stay
    }

    pub(super) fn cursor(&self, area: Rect) -> Position {
        self.choose.cursor(area)
    }
}

impl Widget for &Purpose {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let page = self.choose.page(usize::from(area.width));
        page.draw(self.choose.chosen_line(), area, buf);
    }
}
