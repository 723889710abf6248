//! For whom: remembered providers, and new ones.

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::super::super::action::{self, Action, Verb};
use super::super::super::dialog::Dialog;
use super::super::super::draw::{Look, Row};
use super::super::super::effect::{Effect, Event};
use super::super::super::results;
use super::super::field::Field;
use super::super::lists::moved;
use super::super::page::{MARK, Page, head, text};
use crate::case::Provider;
use crate::i18n::t;
use crate::op::provider::check_name;
use crate::sanitize;

/// The checklist; its last line takes a new name.
pub(in crate::tui::screens) struct Whom {
    rows: Vec<Whose>,
    typed: Field,
    at: usize,
}

/// A provider.
struct Whose {
    name: String,
    ticked: bool,
    new: bool,
}

/// What a key did.
pub(in crate::tui::screens) enum Then {
    /// It stays.
    Stay(Effect),
    /// On to what follows.
    Go,
}

impl Whom {
    pub(in crate::tui::screens) fn new(known: &[Provider]) -> Self {
        let rows = known.iter().map(|provider| Whose {
            name: provider.name.clone(),
            ticked: false,
            new: false,
        });
        Self {
            rows: rows.collect(),
            typed: Field::new(String::new(), None, ""),
            at: 0,
        }
    }

    /// The ticked ones, in their order.
    pub(in crate::tui::screens) fn names(&self) -> Vec<String> {
        let ticked = self.rows.iter().filter(|row| row.ticked);
        ticked.map(|row| row.name.clone()).collect()
    }

    /// Whether nothing is known of one yet.
    pub(in crate::tui::screens) fn is_new(&self, name: &str) -> bool {
        self.rows.iter().any(|row| row.new && row.name == name)
    }

    fn types(&self) -> bool {
        self.at >= self.rows.len()
    }

    pub(in crate::tui::screens) fn actions(&self) -> Vec<Action> {
        let mut all = vec![Action::new(
            KeyCode::Enter,
            Verb::Enter,
            t!("tui-enter-go-on"),
        )];
        if !self.types() {
            all.push(Action::letter(' ', Verb::Tick, t!("tui-action-toggle")));
        }
        all.extend(action::moving());
        all.extend([Action::new(KeyCode::Tab, Verb::Down, t!("tui-action-down")).quiet()]);
        all.extend(action::f1_and_back());
        all
    }

    pub(in crate::tui::screens) fn update(&mut self, event: &Event) -> Then {
        match event {
            Event::Did(Verb::Enter) => return self.go(),
            Event::Did(Verb::Tick) => {
                if let Some(row) = self.rows.get_mut(self.at) {
                    row.ticked = !row.ticked;
                }
            }
            Event::Did(verb) => self.at = moved(self.at, *verb, self.rows.len() + 1),
            Event::Letter(letter) => {
                self.at = self.rows.len();
                self.typed.letter(*letter);
            }
            Event::Key(key) if self.types() => self.typed.key(*key),
            Event::Key(_) => {}
            Event::Paste(text) => {
                self.at = self.rows.len();
                self.typed.paste(text.trim());
            }
            Event::Click { row, area, .. } => {
                let page = self.page(usize::from(area.width));
                if let Some(at) = page.clicked(self.at, *area, *row) {
                    self.at = at;
                    if let Some(row) = self.rows.get_mut(at) {
                        row.ticked = !row.ticked;
                    }
                }
            }
        }
        Then::Stay(Effect::Stay)
    }

    /// A name that was typed comes first: its fields are asked next.
    fn go(&mut self) -> Then {
        let name = self.typed.value().to_owned();
        if name.is_empty() {
            // Who ticks nothing means the line on which he stands.
            let nobody = self.names().is_empty();
            if let Some(row) = self.rows.get_mut(self.at).filter(|_| nobody) {
                row.ticked = true;
            }
            return Then::Go;
        }
        if let Err(failure) = check_name(&name) {
            let dialog: Dialog = results::failure(&failure, &[]);
            return Then::Stay(Effect::Say(dialog));
        }
        match self.rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.ticked = true,
            None => self.rows.insert(
                0,
                Whose {
                    name,
                    ticked: true,
                    new: true,
                },
            ),
        }
        self.typed.put("");
        self.at = 0;
        Then::Go
    }

    pub(in crate::tui::screens) fn page(&self, width: usize) -> Page {
        let mut list: Vec<Row> = Vec::new();
        for (item, row) in self.rows.iter().enumerate() {
            let mark = if row.ticked { "[x]" } else { "[ ]" };
            let new = if row.new {
                t!("tui-whom-new")
            } else {
                String::new()
            };
            let text = format!("{mark} {}", sanitize::line(&row.name));
            list.push(Row::text(text).right(new).item(item));
        }
        let (shown, _) = self.typed.shown(width.saturating_sub(BEFORE + MARK + 2));
        list.push(Row::text(format!("  + {shown}")).item(self.rows.len()));
        let hint = if self.rows.is_empty() {
            t!("tui-whom-first")
        } else {
            t!("tui-whom-hint")
        };
        let mut below = vec![Row::text("")];
        if self.types() {
            below.push(Row::heading(t!("tui-whom-type")));
            below.extend(text(&t!("tui-whom-type-hint"), Look::Plain, width));
        }
        let cut = self.typed.cut();
        below.extend(
            cut.into_iter()
                .flat_map(|cut| text(&cut, Look::Warn, width)),
        );
        below.extend(text(&t!("tui-whom-nobody"), Look::Dim, width));
        Page {
            head: head(t!("tui-title-whom"), &hint, width),
            list,
            below,
        }
    }

    pub(in crate::tui::screens) fn chosen_line(&self) -> usize {
        self.at
    }

    pub(in crate::tui::screens) fn cursor(&self, area: Rect) -> Option<Position> {
        let width = usize::from(area.width);
        let (_, column) = self.typed.shown(width.saturating_sub(BEFORE + MARK + 2));
        let page = self.page(width);
        self.types()
            .then(|| page.cursor(self.at, BEFORE + column, area))
            .flatten()
    }
}

/// Columns before the new name.
const BEFORE: usize = 4;
