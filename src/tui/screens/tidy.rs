//! What is left over, on tokens or in a folder, and what of it shall go. Nothing goes before it is asked once more.

use std::path::PathBuf;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::draw::{Look, Row};
use super::super::effect::{Effect, Event};
use super::super::task::Job;
use super::super::words;
use super::lists::moved;
use super::page::{Page, head, text};
use super::path::{PathScreen, Purpose};
use super::{Screen, open};
use crate::i18n::t;
use crate::op::shape::OtherRow;
use crate::op::tidy::{Chosen, LeftoverRow, Tidy, TidyOutcome, Why};
use crate::sanitize;
use crate::telling;
use crate::token::TokenUri;

/// What is left over, and what is ticked.
pub(in crate::tui) struct TidyScreen {
    rows: Vec<(LeftoverRow, bool)>,
    /// The folder that was looked through.
    folder: Option<PathBuf>,
    /// The PIN was given before.
    login: bool,
    at: usize,
}

impl TidyScreen {
    /// What can go is ticked, as `tidy --remove` would take it.
    pub(in crate::tui) fn new(outcome: TidyOutcome, asked: &Tidy) -> Self {
        let rows = outcome.leftovers.into_iter();
        Self {
            rows: rows
                .map(|row| {
                    let on = row.chosen().is_some();
                    (row, on)
                })
                .collect(),
            folder: asked.folder.clone(),
            login: asked.login,
            at: 0,
        }
    }

    fn ticked(&self) -> Vec<Chosen> {
        let ticked = self.rows.iter().filter(|(_, on)| *on);
        ticked.filter_map(|(row, _)| row.chosen()).collect()
    }

    /// What would be removed.
    fn care(&self) -> Care {
        let all = self
            .rows
            .iter()
            .all(|(row, on)| *on || row.chosen().is_none());
        Care::Tidy(Tidy {
            folder: None,
            remove: true,
            login: self.login,
            only: (!all).then(|| self.ticked()),
        })
    }

    /// Why the chosen line stays where it is.
    fn stays(row: &LeftoverRow) -> Option<String> {
        if row.removable {
            return None;
        }
        Some(match (&row.path, row.why) {
            (Some(_), _) => t!("tui-tidy-stays-file"),
            (None, Why::Duplicate) => t!("tui-tidy-stays-unproved"),
            (None, Why::Orphaned) => t!("tui-tidy-stays-orphaned"),
            (None, Why::Expired | Why::Superseded) => t!("tui-tidy-stays-alone"),
        })
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let chosen = self.rows.get(self.at);
        let nothing = match (&self.folder, self.ticked().is_empty()) {
            (Some(_), _) => Some(t!("tui-tidy-stays-file")),
            (None, true) => Some(t!("tui-tidy-none-ticked")),
            (None, false) => None,
        };
        let fixed = match chosen {
            Some((row, _)) => Self::stays(row),
            None => Some(t!("cli-tidy-nothing")),
        };
        let in_folder = self.folder.is_some().then(|| t!("tui-tidy-stays-file"));
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Enter, t!("tui-enter-remove")).unless(nothing),
            Action::letter(' ', Verb::Tick, t!("tui-action-toggle")).unless(fixed),
            Action::letter('p', Verb::Pin, t!("tui-enter-look")).unless(in_folder),
            Action::letter('f', Verb::Folder, t!("tui-action-tidy-folder")),
        ];
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => return Effect::Do(Job::Care(self.care())),
            Event::Did(Verb::Tick) => self.toggle(),
            Event::Did(Verb::Pin) => {
                return Effect::Do(Job::Care(Care::Tidy(Tidy {
                    login: true,
                    ..Tidy::default()
                })));
            }
            Event::Did(Verb::Folder) => {
                return open(Screen::Path(PathScreen::new(Purpose::Tidy)));
            }
            Event::Did(verb) => self.at = moved(self.at, *verb, self.rows.len()),
            Event::Click { row, area, .. } => {
                let page = self.page(usize::from(area.width));
                if let Some(at) = page.clicked(self.at, *area, *row) {
                    let again = at == self.at;
                    self.at = at;
                    if again {
                        self.toggle();
                    }
                }
            }
            Event::Letter(_) | Event::Key(_) | Event::Paste(_) => {}
        }
        Effect::Stay
    }

    fn toggle(&mut self) {
        if let Some((row, on)) = self.rows.get_mut(self.at) {
            *on = !*on && row.chosen().is_some();
        }
    }

    /// The command line that does the same.
    pub(super) fn command(&self) -> Option<String> {
        if self.folder.is_some() || self.ticked().is_empty() {
            return Care::leftovers(self.folder.clone()).command();
        }
        self.care().command()
    }

    fn page(&self, width: usize) -> Page {
        let hint = match &self.folder {
            Some(folder) => {
                let path = sanitize::line(&folder.display().to_string());
                t!("tui-tidy-hint-folder", path = path)
            }
            None => t!("tui-tidy-hint"),
        };
        let mut below = vec![Row::text("")];
        if let Some((row, _)) = self.rows.get(self.at) {
            below.extend(text(&telling::leftover(row), Look::Plain, width));
            below.extend(text(&place(row), Look::Dim, width));
            match Self::stays(row) {
                Some(why) => below.extend(text(&why, Look::Warn, width)),
                None => below.extend(text(&t!("tui-tidy-goes"), Look::Dim, width)),
            }
        }
        let mut list: Vec<Row> = self.rows.iter().enumerate().map(listed).collect();
        if list.is_empty() {
            list.extend(text(&t!("cli-tidy-nothing"), Look::Plain, width));
        }
        Page {
            head: head(t!("tui-title-tidy"), &hint, width),
            list,
            below,
        }
    }
}

/// The token's name, else the file.
fn place(row: &LeftoverRow) -> String {
    let uri = row.token.as_deref().unwrap_or_default();
    match (TokenUri::parse(uri), &row.path) {
        (Ok(uri), _) => t!(
            "cli-token-heading",
            label = words::named(uri.label.as_deref()),
            serial = words::named(uri.serial.as_deref())
        ),
        (Err(_), Some(path)) => sanitize::line(path),
        (Err(_), None) => sanitize::line(uri),
    }
}

fn listed((item, (row, on)): (usize, &(LeftoverRow, bool))) -> Row {
    let mark = match (row.removable, on) {
        (false, _) => " · ",
        (true, true) => "[x]",
        (true, false) => "[ ]",
    };
    let name = telling::name(&OtherRow {
        class: row.class.clone(),
        id: row.id.clone(),
        label: row.label.clone(),
    });
    let why = match row.why {
        Why::Expired => t!("tui-tidy-expired"),
        Why::Superseded => t!("tui-tidy-superseded"),
        Why::Duplicate => t!("tui-tidy-duplicate"),
        Why::Orphaned => t!("tui-tidy-orphaned"),
    };
    let shown = Row::text(format!("{mark} {name}")).right(why).item(item);
    if row.removable {
        shown
    } else {
        shown.look(Look::Dim)
    }
}

impl Widget for &TidyScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.page(usize::from(area.width)).draw(self.at, area, buf);
    }
}
