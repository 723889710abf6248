//! The screens above Home, each drawn from its own state.

pub(super) mod home;
pub(super) mod home_rows;
mod lists;
pub(super) mod opened;
pub(super) mod path;
pub(super) mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::action::Action;
use super::effect::{Effect, Event};
use opened::Opened;
use path::PathScreen;
use text::Text;

/// One screen.
pub(super) enum Screen {
    /// A file that was opened.
    Opened(Opened),
    /// Which file or folder.
    Path(PathScreen),
    /// Something to read.
    Text(Text),
}

impl Screen {
    /// What can be done here now.
    pub(super) fn actions(&self) -> Vec<Action> {
        match self {
            Self::Opened(screen) => screen.actions(),
            Self::Path(screen) => screen.actions(),
            Self::Text(_) => Text::actions(),
        }
    }

    /// What happened.
    pub(super) fn update(&mut self, event: Event) -> Effect {
        match self {
            Self::Opened(screen) => screen.update(&event),
            Self::Path(screen) => screen.update(event),
            Self::Text(screen) => screen.update(&event),
        }
    }

    /// Where the cursor stands.
    pub(super) fn cursor(&self, area: Rect) -> Option<Position> {
        match self {
            Self::Path(screen) => Some(screen.cursor(area)),
            _ => None,
        }
    }
}

impl Widget for &Screen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        match self {
            Screen::Opened(screen) => screen.render(area, buf),
            Screen::Path(screen) => screen.render(area, buf),
            Screen::Text(screen) => screen.render(area, buf),
        }
    }
}
