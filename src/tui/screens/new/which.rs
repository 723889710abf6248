//! Which of its certificates, and where their keys shall live.

use crossterm::event::KeyCode;

use super::super::super::action::{self, Action, Verb};
use super::super::super::draw::{Look, Row};
use super::super::super::effect::Event;
use super::super::lists::moved;
use super::super::page::{Page, head, text};
use crate::i18n::t;
use crate::op::profiles::{RequestShort, short};
use crate::op::request::Store;
use crate::profile::{Environment, Profile};
use crate::sanitize;
use crate::telling;

/// The checklist of a profile's requests.
pub(in crate::tui::screens) struct Which {
    /// The profile's id.
    pub(super) profile: String,
    rows: Vec<(RequestShort, bool)>,
    at: usize,
}

impl Which {
    /// Those that are made by default are ticked.
    pub(super) fn new(profile: &Profile, language: &str) -> Self {
        let rows = short(profile, language).requests.into_iter();
        Self {
            profile: profile.id().to_owned(),
            rows: rows.map(|row| (row.clone(), row.default)).collect(),
            at: 0,
        }
    }

    /// Whether there is anything to choose.
    pub(super) fn is_open(&self) -> bool {
        self.rows.len() > 1
    }

    /// The ticked ones.
    pub(super) fn ids(&self) -> Vec<String> {
        let ticked = self.rows.iter().filter(|(_, ticked)| *ticked);
        ticked.map(|(row, _)| row.id.clone()).collect()
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let nothing = self.ids().is_empty().then(|| t!("tui-which-none"));
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Enter, t!("tui-enter-go-on")).unless(nothing),
            Action::letter(' ', Verb::Tick, t!("tui-action-toggle")),
        ];
        all.extend(action::moving());
        all.extend(action::f1_and_back());
        all
    }

    /// Whether it goes on.
    pub(super) fn update(&mut self, event: &Event) -> bool {
        match event {
            Event::Did(Verb::Enter) => return !self.ids().is_empty(),
            Event::Did(Verb::Tick) => self.toggle(),
            Event::Did(verb) => self.at = moved(self.at, *verb, self.rows.len()),
            Event::Click { row, area, .. } => {
                let page = self.page(usize::from(area.width));
                if let Some(at) = page.clicked(self.at, *area, *row) {
                    self.at = at;
                    self.toggle();
                }
            }
            Event::Letter(_) | Event::Key(_) | Event::Paste(_) => {}
        }
        false
    }

    fn toggle(&mut self) {
        if let Some((_, ticked)) = self.rows.get_mut(self.at) {
            *ticked = !*ticked;
        }
    }

    pub(super) fn page(&self, width: usize) -> Page {
        let list = self.rows.iter().enumerate();
        let list = list.map(|(item, (row, ticked))| {
            let mark = if *ticked { "[x]" } else { "[ ]" };
            let trial = row.env == Environment::Test;
            let right = if trial {
                t!("cli-profile-test")
            } else {
                String::new()
            };
            let text = format!("{mark} {}", sanitize::line(&row.title));
            Row::text(text).right(right).item(item)
        });
        let mut below = vec![Row::text("")];
        if let Some((row, _)) = self.rows.get(self.at) {
            below.extend(text(&sanitize::line(&row.title), Look::Heading, width));
            below.extend(text(&telling::mode(row), Look::Plain, width));
            below.extend(text(&telling::store(row.store), Look::Plain, width));
            if row.to_be_confirmed {
                let doubt = format!("? {}", t!("tui-case-unconfirmed"));
                below.extend(text(&doubt, Look::Plain, width));
            }
        }
        Page {
            head: head(t!("tui-title-which"), &t!("tui-which-hint"), width),
            list: list.collect(),
            below,
        }
    }

    pub(super) fn chosen_line(&self) -> usize {
        self.at
    }
}

/// Where the keys shall live.
#[derive(Default)]
pub(super) struct Where {
    at: usize,
}

/// In the order in which they are offered.
const STORES: [Store; 3] = [Store::Token, Store::Both, Store::File];

impl Where {
    pub(super) fn actions() -> Vec<Action> {
        let mut all = vec![Action::new(
            KeyCode::Enter,
            Verb::Enter,
            t!("tui-enter-this"),
        )];
        all.extend(action::moving());
        all.extend(action::f1_and_back());
        all
    }

    /// Whether it goes on.
    pub(super) fn update(&mut self, event: &Event) -> bool {
        match event {
            Event::Did(Verb::Enter) => return true,
            Event::Did(verb) => self.at = moved(self.at, *verb, STORES.len()),
            Event::Click { row, area, .. } => {
                let page = Self::page(usize::from(area.width));
                self.at = page.clicked(self.at, *area, *row).unwrap_or(self.at);
            }
            Event::Letter(_) | Event::Key(_) | Event::Paste(_) => {}
        }
        false
    }

    pub(super) fn store(&self) -> Store {
        STORES.get(self.at).copied().unwrap_or_default()
    }

    pub(super) fn page(width: usize) -> Page {
        let mut list = Vec::new();
        for (item, store) in STORES.iter().enumerate() {
            let (name, words) = match store {
                Store::Token => (t!("tui-store-token"), t!("tui-store-token-means")),
                Store::Both => (t!("tui-store-both"), t!("tui-store-both-means")),
                Store::File => (t!("tui-store-file"), t!("tui-store-file-means")),
            };
            list.push(Row::text(name).item(item));
            let lines = text(&words, Look::Dim, width.saturating_sub(6)).into_iter();
            list.extend(lines.map(|row| Row::text(format!("    {}", row.left)).look(Look::Dim)));
        }
        Page {
            head: head(t!("tui-title-store"), &t!("tui-store-hint"), width),
            list,
            below: Vec::new(),
        }
    }

    pub(super) fn chosen_line(&self) -> usize {
        self.at
    }
}
