//! The PINs of a token: in which state they are, who unlocks it, and what can be done with them.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::draw::{Look, Row};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::task::Job;
use super::super::words;
use super::init::InitScreen;
use super::lists::moved;
use super::new::review::text_with_indent;
use super::page::{Page, text};
use super::{Screen, open};
use crate::i18n::t;
use crate::op::pin::Pin;
use crate::op::shape::{TokenRow, TokenRowState};
use crate::telling::{self, Line};
use crate::token::Role;

/// The token, and what is said of its PINs.
pub(in crate::tui) struct PinScreen {
    row: TokenRow,
    lines: Vec<Line>,
    at: usize,
}

/// What a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// Log in, and look.
    Enter,
    /// This.
    Pin(Pin),
}

const CHOICES: [Choice; 4] = [
    Choice::Enter,
    Choice::Pin(Pin::Change(Role::User)),
    Choice::Pin(Pin::Unblock),
    Choice::Pin(Pin::Change(Role::So)),
];

impl Choice {
    fn line(self) -> String {
        match self {
            Self::Enter => t!("tui-pin-enter"),
            Self::Pin(Pin::Change(Role::So)) => t!("tui-pin-change-officer"),
            Self::Pin(Pin::Unblock) => t!("tui-pin-unblock"),
            Self::Pin(_) => t!("tui-pin-change"),
        }
    }

    fn about(self) -> String {
        match self {
            Self::Enter => t!("tui-pin-enter-about"),
            Self::Pin(pin) => telling::about(pin).unwrap_or_default(),
        }
    }
}

impl PinScreen {
    /// Of this token; `lines`: the state of its PINs.
    pub(in crate::tui) fn new(row: TokenRow, lines: Vec<Line>) -> Self {
        Self { row, lines, at: 0 }
    }

    /// The token's URI.
    pub(in crate::tui) fn token(&self) -> &str {
        &self.row.uri
    }

    /// How they stand now.
    pub(in crate::tui) fn changed(&mut self, row: TokenRow, lines: Vec<Line>) {
        self.row = row;
        self.lines = lines;
    }

    fn chosen(&self) -> Choice {
        CHOICES.get(self.at).copied().unwrap_or(Choice::Enter)
    }

    /// Why nothing can be done with the PINs of this token.
    fn off(&self) -> Option<String> {
        match self.row.state {
            TokenRowState::Ready => None,
            TokenRowState::Uninitialised => Some(t!("tui-token-blank")),
            TokenRowState::Unrecognised | TokenRowState::Error => {
                Some(t!("tui-token-unrecognised"))
            }
        }
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let enter = match self.chosen() {
            Choice::Enter => t!("tui-enter-pin"),
            Choice::Pin(Pin::Unblock) => t!("tui-enter-unblock"),
            Choice::Pin(_) => t!("tui-enter-change"),
        };
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Enter, enter).unless(self.off()),
            Action::new(KeyCode::F(8), Verb::Init, t!("tui-action-init")).quiet(),
        ];
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => return Effect::Do(self.job()),
            Event::Did(Verb::Init) => {
                return open(Screen::Init(Box::new(InitScreen::new(&self.row))));
            }
            Event::Did(verb) => self.at = moved(self.at, *verb, CHOICES.len()),
            Event::Click { row, area, .. } => {
                let page = self.page(usize::from(area.width));
                self.at = page.clicked(self.at, *area, *row).unwrap_or(self.at);
            }
            Event::Letter(_) | Event::Key(_) | Event::Paste(_) => {}
        }
        Effect::Stay
    }

    fn job(&self) -> Job {
        let token = self.row.uri.clone();
        match self.chosen() {
            Choice::Enter => Job::Prove(token),
            Choice::Pin(pin) => Job::Care(Care::Pin { token, pin }),
        }
    }

    /// The command line that does what the chosen line does.
    pub(super) fn command(&self) -> Option<String> {
        equivalent::of(&self.job())
    }

    fn page(&self, width: usize) -> Page {
        let mut head = vec![Row::heading(t!("tui-title-pin")), Row::text("")];
        for line in &self.lines {
            let (look, line) = words::told(line);
            head.extend(text_with_indent(&line, look, width));
        }
        let list = CHOICES.iter().enumerate();
        let list = list.map(|(item, choice)| Row::text(choice.line()).item(item));
        let mut below = vec![Row::text("")];
        below.extend(match self.off() {
            Some(off) => text(&off, Look::Warn, width),
            None => text(&self.chosen().about(), Look::Dim, width),
        });
        Page {
            head,
            list: list.collect(),
            below,
        }
    }
}

impl Widget for &PinScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let page = self.page(usize::from(area.width));
        page.draw(self.at, area, buf);
    }
}
