//! All that can be done: what this screen can, then every command; found by everyday words.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::commands::{self, Known};
use super::super::draw::{Look, Row, item_at, rows};
use super::super::effect::{Effect, Event};
use super::field::Field;
use super::home::Home;
use super::lists::moved;
use super::page::{MARK, head, text};
use crate::i18n::t;
use crate::sanitize;

/// What is done when a line is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// An action of the screen below, by its key.
    Here(KeyCode),
    /// A command.
    Command(&'static str),
}

/// A line.
#[derive(Debug, Clone)]
struct Line {
    way: Way,
    words: String,
    /// The key, or what is typed.
    right: String,
    /// All by which it is found, folded.
    found_by: String,
    /// Why it cannot be done now.
    off: Option<String>,
}

/// The list.
pub(in crate::tui) struct Palette {
    lines: Vec<Line>,
    filter: Field,
    at: usize,
}

impl Palette {
    /// Over a screen with these actions.
    pub(in crate::tui) fn new(here: &[Action], home: &Home) -> Self {
        let mut seen = Vec::new();
        let here = here.iter().filter(|action| {
            // Several keys may do the same: the first is shown.
            let again = seen.contains(&action.verb);
            seen.push(action.verb);
            !again && !action.verb.is_small()
        });
        let here = here.map(Line::here);
        let commands = commands::ALL.iter().map(|known| Line::command(known, home));
        Self {
            lines: here.chain(commands).collect(),
            filter: Field::new(String::new(), None, ""),
            at: 0,
        }
    }

    /// Those in which each typed word is found; where the words say it, before those where only a hint does.
    fn fitting(&self) -> Vec<&Line> {
        let typed = sanitize::folded(self.filter.value());
        let mut all: Vec<&Line> = self
            .lines
            .iter()
            .filter(|line| line.is_found(&typed))
            .collect();
        all.sort_by_key(|line| !sanitize::folded(&line.words).contains(&typed));
        all
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let fitting = self.fitting();
        let off = match fitting.get(self.at) {
            Some(line) => line.off.clone(),
            None => Some(t!("tui-palette-none")),
        };
        let mut all =
            vec![Action::new(KeyCode::Enter, Verb::Enter, t!("tui-enter-do")).unless(off)];
        all.extend(action::moving());
        all.push(Action::new(KeyCode::Tab, Verb::Down, t!("tui-action-down")).quiet());
        all.extend(action::only_f1_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => return self.taken(),
            Event::Did(verb) => self.at = moved(self.at, *verb, self.fitting().len()),
            Event::Letter(letter) => {
                self.filter.letter(*letter);
                self.at = 0;
            }
            Event::Key(key) => {
                self.filter.key(*key);
                self.at = 0;
            }
            Event::Paste(text) => {
                self.filter.paste(text.trim());
                self.at = 0;
            }
            Event::Click { row, area, .. } => {
                let (list, shown) = self.list(*area);
                self.at = item_at(&shown, Some(self.at), list, *row).unwrap_or(self.at);
            }
        }
        Effect::Stay
    }

    fn taken(&self) -> Effect {
        match self.fitting().get(self.at).map(|line| &line.way) {
            Some(Way::Here(key)) => Effect::Act(*key),
            Some(Way::Command(name)) => Effect::Command(name),
            None => Effect::Stay,
        }
    }

    pub(super) fn command(&self) -> Option<String> {
        match self.fitting().get(self.at).map(|line| &line.way) {
            Some(Way::Command(name)) => Some(format!("parafa {name}")),
            _ => None,
        }
    }

    fn above(width: usize) -> Vec<Row> {
        let mut above = head(t!("tui-title-palette"), &t!("tui-palette-hint"), width);
        above.pop();
        above
    }

    fn list(&self, area: Rect) -> (Rect, Vec<Row>) {
        let width = usize::from(area.width);
        let above = u16::try_from(Self::above(width).len() + 2).unwrap_or(0);
        let reason = 2;
        let height = area.height.saturating_sub(above + reason);
        let list = Rect::new(area.x, area.y + above.min(area.height), area.width, height);
        let lines = self.fitting().into_iter().enumerate().map(|(item, line)| {
            let look = if line.off.is_some() {
                Look::Dim
            } else {
                Look::Plain
            };
            let row = Row::text(line.words.clone()).right(line.right.clone());
            row.item(item).look(look)
        });
        (list, lines.collect())
    }

    pub(super) fn cursor(&self, area: Rect) -> Position {
        let width = usize::from(area.width);
        let (_, column) = self.filter.shown(width.saturating_sub(MARK + 2));
        let least = |number: usize| u16::try_from(number).unwrap_or(0);
        Position::new(
            area.x.saturating_add(least(MARK + column)),
            area.y.saturating_add(least(Self::above(width).len())),
        )
    }
}

impl Line {
    fn here(action: &Action) -> Self {
        Self {
            way: Way::Here(action.key),
            words: action.words.clone(),
            right: action.key_words(),
            found_by: sanitize::folded(&action.words),
            off: action.off.clone(),
        }
    }

    fn command(known: &Known, home: &Home) -> Self {
        let words = known.words();
        let found_by = format!("{words} {} {}", known.everyday(), known.name);
        Self {
            way: Way::Command(known.name),
            found_by: sanitize::folded(&found_by),
            right: format!("parafa {}", known.name),
            off: known.off(home),
            words,
        }
    }

    /// Whether each of the folded words is part of it.
    fn is_found(&self, typed: &str) -> bool {
        typed
            .split_whitespace()
            .all(|word| self.found_by.contains(word))
    }
}

impl Widget for &Palette {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let width = usize::from(area.width);
        let mut above = Palette::above(width);
        let (typed, _) = self.filter.shown(width.saturating_sub(MARK + 2));
        above.push(Row::text(format!("> {typed}")));
        rows(&above, None, area, buf);
        let (list, shown) = self.list(area);
        rows(&shown, Some(self.at), list, buf);
        let fitting = self.fitting();
        let below = match fitting.get(self.at) {
            Some(line) => line.off.clone().unwrap_or_default(),
            None => t!("tui-palette-none"),
        };
        let rest = Rect::new(
            area.x,
            list.bottom(),
            area.width,
            area.bottom().saturating_sub(list.bottom()),
        );
        rows(&text(&below, Look::Warn, width), None, rest, buf);
    }
}
