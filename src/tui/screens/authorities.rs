//! The authorities as a list to choose from: to read all that is known of one, or to make its papers.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::Action;
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::order::{Catalogue, FormOrder};
use super::super::task::Job;
use super::new::Choose;
use crate::i18n::t;
use crate::op::form::Form;

/// What the authority is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Purpose {
    /// To read what is known of it.
    Read,
    /// To make its papers.
    Papers,
}

/// The list.
pub(in crate::tui) struct Authorities {
    choose: Choose,
    purpose: Purpose,
}

impl Authorities {
    pub(in crate::tui) fn new(catalogue: &Catalogue, purpose: Purpose) -> Self {
        let title = match purpose {
            Purpose::Read => t!("tui-title-profiles"),
            Purpose::Papers => t!("tui-title-papers-for"),
        };
        let profiles = catalogue.profiles.clone();
        Self {
            choose: Choose::new(profiles, &catalogue.language, title)
                .beginning_with(catalogue.purpose.as_deref()),
            purpose,
        }
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        self.choose.actions()
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        if !self.choose.update(event) {
            return Effect::Stay;
        }
        self.job().map_or(Effect::Stay, Effect::Do)
    }

    fn job(&self) -> Option<Job> {
        let id = self.choose.chosen()?.id().to_owned();
        Some(match self.purpose {
            Purpose::Read => Job::Profile(id),
            Purpose::Papers => Job::Form(Box::new(FormOrder {
                form: Form {
                    profile: Some(id),
                    ..Form::default()
                },
                typed: Vec::new(),
            })),
        })
    }

    pub(super) fn command(&self) -> Option<String> {
        equivalent::of(&self.job()?)
    }

    pub(super) fn cursor(&self, area: Rect) -> Position {
        self.choose.cursor(area)
    }
}

impl Widget for &Authorities {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let page = self.choose.page(usize::from(area.width));
        page.draw(self.choose.chosen_line(), area, buf);
    }
}
