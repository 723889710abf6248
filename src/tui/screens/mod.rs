//! The screens above Home, each drawn from its own state.

pub(super) mod case;
mod case_rows;
mod certificate;
mod field;
mod form;
mod form_words;
pub(super) mod home;
mod home_lines;
pub(super) mod home_look;
pub(super) mod home_rows;
mod lists;
pub(super) mod new;
pub(super) mod opened;
mod page;
pub(super) mod papers;
pub(super) mod path;
pub(super) mod providers;
pub(super) mod text;
mod tick;

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::action::Action;
use super::effect::{Effect, Event};
use super::todo::Ahead;
use crate::error::Failure;
use crate::op::todo::CaseRow;
use case::Case;
use certificate::Certificate;
use new::Wizard;
use opened::Opened;
use papers::Papers;
use path::PathScreen;
use providers::{ProviderScreen, Providers};
use text::Text;
use tick::Tick;

/// One screen.
pub(super) enum Screen {
    /// A case and its steps.
    Case(Case),
    /// One certificate.
    Certificate(Certificate),
    /// A new certificate, step by step.
    New(Box<Wizard>),
    /// A file that was opened.
    Opened(Opened),
    /// What papers still lack.
    Papers(Box<Papers>),
    /// Which file or folder.
    Path(PathScreen),
    /// One provider.
    Provider(Box<ProviderScreen>),
    /// All providers.
    Providers(Providers),
    /// Something to read.
    Text(Text),
    /// When a step was done.
    Tick(Tick),
}

impl Screen {
    /// What can be done here now.
    pub(super) fn actions(&self) -> Vec<Action> {
        match self {
            Self::Case(screen) => screen.actions(),
            Self::Certificate(screen) => screen.actions(),
            Self::New(screen) => screen.actions(),
            Self::Opened(screen) => screen.actions(),
            Self::Papers(screen) => screen.actions(),
            Self::Path(screen) => screen.actions(),
            Self::Provider(screen) => screen.actions(),
            Self::Providers(screen) => screen.actions(),
            Self::Text(screen) => screen.actions(),
            Self::Tick(screen) => screen.actions(),
        }
    }

    /// What happened.
    pub(super) fn update(&mut self, event: Event) -> Effect {
        match self {
            Self::Case(screen) => screen.update(&event),
            Self::Certificate(screen) => screen.update(&event),
            Self::New(screen) => screen.update(&event),
            Self::Opened(screen) => screen.update(&event),
            Self::Papers(screen) => screen.update(&event),
            Self::Path(screen) => screen.update(event),
            Self::Provider(screen) => screen.update(&event),
            Self::Providers(screen) => screen.update(&event),
            Self::Text(screen) => screen.update(&event),
            Self::Tick(screen) => screen.update(event),
        }
    }

    /// Takes a certificate that was pasted itself, where one is wanted.
    pub(super) fn takes(&mut self, certificate: &[u8]) -> bool {
        match self {
            Self::Path(screen) => screen.takes(certificate),
            _ => false,
        }
    }

    /// A step back; as a rule out of the screen.
    pub(super) fn back(&mut self) -> Effect {
        match self {
            Self::New(screen) => screen.back(),
            Self::Provider(screen) => screen.back(),
            _ => Effect::Back,
        }
    }

    /// A job that it asked for was refused.
    pub(super) fn failed(&mut self, failure: &Failure) {
        if let Self::New(screen) = self {
            screen.failed(failure);
        }
    }

    /// A folder was chosen above it.
    pub(super) fn picked(&mut self, folder: PathBuf) -> Effect {
        match self {
            Self::New(screen) => screen.picked(folder),
            _ => Effect::Stay,
        }
    }

    /// What lies ahead has changed.
    pub(super) fn ahead(&mut self, ahead: &Ahead) {
        ahead.todo.cases.iter().for_each(|case| self.stands(case));
    }

    /// How a case stands now.
    pub(super) fn stands(&mut self, case: &CaseRow) {
        if let Self::Case(screen) = self {
            screen.stands(case);
        }
    }

    /// Where the cursor stands.
    pub(super) fn cursor(&self, area: Rect) -> Option<Position> {
        match self {
            Self::New(screen) => screen.cursor(area),
            Self::Papers(screen) => screen.cursor(area),
            Self::Path(screen) => Some(screen.cursor(area)),
            Self::Provider(screen) => screen.cursor(area),
            Self::Tick(screen) => Some(screen.cursor(area)),
            _ => None,
        }
    }
}

impl Widget for &Screen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        match self {
            Screen::Case(screen) => screen.render(area, buf),
            Screen::Certificate(screen) => screen.render(area, buf),
            Screen::New(screen) => screen.render(area, buf),
            Screen::Opened(screen) => screen.render(area, buf),
            Screen::Papers(screen) => screen.render(area, buf),
            Screen::Path(screen) => screen.render(area, buf),
            Screen::Provider(screen) => screen.render(area, buf),
            Screen::Providers(screen) => screen.render(area, buf),
            Screen::Text(screen) => screen.render(area, buf),
            Screen::Tick(screen) => screen.render(area, buf),
        }
    }
}
