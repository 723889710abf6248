//! What is it for: the authorities, found by a part of a title, an id, a keyword or a country.

use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::super::super::action::{self, Action, Verb};
use super::super::super::draw::{Look, Row};
use super::super::super::effect::Event;
use super::super::field::Field;
use super::super::lists::moved;
use super::super::page::{MARK, Page, head, text};
use crate::i18n::t;
use crate::profile::{Profile, Profiles};
use crate::sanitize;
use crate::telling;

/// The list.
pub(in crate::tui::screens) struct Choose {
    profiles: Arc<Profiles>,
    /// In which order they are shown.
    ids: Vec<String>,
    language: String,
    /// What is asked.
    title: String,
    filter: Field,
    at: usize,
}

impl Choose {
    pub(in crate::tui::screens) fn new(
        profiles: Arc<Profiles>,
        language: &str,
        title: String,
    ) -> Self {
        let mut all: Vec<&Profile> = profiles.all.iter().collect();
        all.sort_by_cached_key(|profile| {
            let base = base(&profiles, profile);
            let overlay = base.id() != profile.id();
            let title = profile.title(language).to_lowercase();
            (country(profile), base.id().to_owned(), overlay, title)
        });
        let ids = all.iter().map(|profile| profile.id().to_owned()).collect();
        Self {
            profiles,
            ids,
            language: language.to_owned(),
            title,
            filter: Field::new(String::new(), None, ""),
            at: 0,
        }
    }

    /// Begins with this one, where it is known.
    pub(in crate::tui::screens) fn beginning_with(mut self, id: Option<&str>) -> Self {
        let at = self.ids.iter().position(|other| Some(other.as_str()) == id);
        self.at = at.unwrap_or(0);
        self
    }

    /// Those that fit what was typed: each word of it.
    fn fitting(&self) -> Vec<&Profile> {
        let typed = self.filter.value().to_lowercase();
        let fits = |profile: &&Profile| {
            let land = country(profile).to_lowercase();
            let mut words = typed.split_whitespace();
            words.all(|word| profile.is_called(word) || land.contains(word))
        };
        let all = self.ids.iter().filter_map(|id| self.profiles.get(id));
        all.filter(fits).collect()
    }

    /// The chosen one.
    pub(in crate::tui::screens) fn chosen(&self) -> Option<&Profile> {
        self.fitting().get(self.at).copied()
    }

    pub(in crate::tui::screens) fn actions(&self) -> Vec<Action> {
        let nothing = self.chosen().is_none().then(|| t!("tui-new-none"));
        let mut all =
            vec![Action::new(KeyCode::Enter, Verb::Enter, t!("tui-enter-this")).unless(nothing)];
        all.extend(action::moving());
        all.push(Action::new(KeyCode::Tab, Verb::Down, t!("tui-action-down")).quiet());
        all.extend(action::f1_and_back());
        all
    }

    /// Whether one was taken.
    pub(in crate::tui::screens) fn update(&mut self, event: &Event) -> bool {
        let typed = |screen: &mut Self| screen.at = 0;
        match event {
            Event::Did(Verb::Enter) => return self.chosen().is_some(),
            Event::Did(verb) => self.at = moved(self.at, *verb, self.fitting().len()),
            Event::Letter(letter) => {
                self.filter.letter(*letter);
                typed(self);
            }
            Event::Key(key) => {
                self.filter.key(*key);
                typed(self);
            }
            Event::Paste(text) => {
                self.filter.paste(text.trim());
                typed(self);
            }
            Event::Click { row, area, .. } => {
                let page = self.page(usize::from(area.width));
                self.at = page.clicked(self.at, *area, *row).unwrap_or(self.at);
            }
        }
        false
    }

    pub(in crate::tui::screens) fn page(&self, width: usize) -> Page {
        let mut above = head(self.title.clone(), &t!("tui-new-hint"), width);
        above.pop();
        let (shown, _) = self.filter.shown(width.saturating_sub(MARK + 2));
        above.push(Row::text(format!("> {shown}")));
        above.push(Row::text(""));
        let fitting = self.fitting();
        let mut list = Vec::new();
        let mut before = String::new();
        for (item, profile) in fitting.iter().enumerate() {
            let land = country(profile);
            if land != before {
                list.push(Row::heading(land.clone()));
                before = land;
            }
            let base = base(&self.profiles, profile);
            let shows_base = fitting.iter().any(|other| other.id() == base.id());
            let inner = base.id() != profile.id() && shows_base;
            let indent = if inner { "  " } else { "" };
            let title = sanitize::line(profile.title(&self.language));
            let row = Row::text(format!("{indent}{title}")).right(short_status(profile));
            list.push(row.item(item));
        }
        if fitting.is_empty() {
            list.extend(text(&t!("tui-new-none"), Look::Warn, width));
        }
        list.extend(self.profiles.problems.iter().map(|error| {
            let line = format!("! {}:{}: {}", error.file, error.line, error.reason);
            Row::text(sanitize::line(&line)).look(Look::Warn)
        }));
        Page {
            head: above,
            list,
            below: self.below(width),
        }
    }

    /// The title in full, and how sure the profile is.
    fn below(&self, width: usize) -> Vec<Row> {
        let mut shown = vec![Row::text("")];
        let Some(profile) = self.chosen() else {
            return shown;
        };
        let title = sanitize::line(profile.title(&self.language));
        shown.extend(text(&title, Look::Heading, width));
        shown.extend(text(
            &telling::status(profile.header.status),
            Look::Plain,
            width,
        ));
        let date = profile.header.checked.to_string();
        let line = t!("tui-new-checked", name = profile.id(), date = date);
        shown.extend(text(&line, Look::Dim, width));
        shown
    }

    pub(in crate::tui::screens) fn chosen_line(&self) -> usize {
        self.at
    }

    /// The cursor, in the line that is typed.
    pub(in crate::tui::screens) fn cursor(&self, area: Rect) -> Position {
        let width = usize::from(area.width);
        let (_, column) = self.filter.shown(width.saturating_sub(MARK + 2));
        let above = self.page(width).head.len().saturating_sub(2);
        let least = |number: usize| u16::try_from(number).unwrap_or(0);
        Position::new(
            area.x.saturating_add(least(MARK + column)),
            area.y.saturating_add(least(above)),
        )
    }
}

/// The profile that one overlays in the end; itself where it overlays none.
fn base<'p>(profiles: &'p Profiles, profile: &'p Profile) -> &'p Profile {
    let mut base = profile;
    // Profiles that overlay each other in a circle are none; the bound is for certainty.
    for _ in 0..profiles.all.len() {
        match base.extends.as_ref().and_then(|id| profiles.get(id)) {
            Some(next) => base = next,
            None => break,
        }
    }
    base
}

/// A country's name; its two letters where we have none.
fn country(profile: &Profile) -> String {
    match profile.header.country.as_str() {
        "CZ" => t!("tui-country-cz"),
        "FI" => t!("tui-country-fi"),
        "IT" => t!("tui-country-it"),
        "NL" => t!("tui-country-nl"),
        "PL" => t!("tui-country-pl"),
        "RO" => t!("tui-country-ro"),
        other => sanitize::line(other),
    }
}

/// How sure a profile is, in a word or two.
fn short_status(profile: &Profile) -> String {
    use crate::profile::Status;
    match profile.header.status {
        Status::Draft => t!("tui-status-draft"),
        Status::PartlyConfirmed => t!("tui-status-partly"),
        Status::Confirmed => t!("tui-status-confirmed"),
    }
}
