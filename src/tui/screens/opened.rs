//! A certificate file that was opened, read-only: no driver is asked.

use std::path::PathBuf;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::certificates::{Form, entries};
use super::super::draw::{Look, Row, item_at, rows};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::task::{Checking, Job};
use super::super::words;
use super::certificate::{Certificate, Place};
use super::export::ExportScreen;
use super::lists::moved;
use super::{Screen, open};
use crate::i18n::t;
use crate::op::files::Source;
use crate::op::shape::{FileShow, IdentityRow};
use crate::op::show::ShowOutcome;
use crate::sanitize;

/// What is in it.
pub(in crate::tui) struct Opened {
    files: Vec<FileShow>,
    /// Notes on the way.
    notes: Vec<String>,
    chosen: usize,
    form: Form,
}

impl Opened {
    /// From what was read.
    pub(in crate::tui) fn new(outcome: ShowOutcome, notes: Vec<String>) -> Self {
        Self {
            files: outcome.files,
            notes,
            chosen: 0,
            form: Form::default(),
        }
    }

    fn identities(&self) -> Vec<IdentityRow> {
        self.files
            .iter()
            .flat_map(|file| file.identities.iter().cloned())
            .collect()
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let identities = self.identities();
        let chosen = entries(&identities).get(self.chosen).copied();
        let none = chosen
            .and_then(|entry| entry.certificate)
            .is_none()
            .then(|| t!("tui-off-no-certificate"));
        let nothing = chosen.is_none().then(|| t!("tui-file-nothing"));
        let no_key = match self.file() {
            Some(file) if has_key(file) => None,
            _ => Some(t!("tui-export-no-key")),
        };
        let import = Action::letter('k', Verb::Import, t!("tui-action-import"));
        // What cannot be done with most files is not on the bar of every file.
        let import = match no_key {
            Some(_) => import.unless(no_key).quiet(),
            None => import,
        };
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Details, t!("tui-action-details")).unless(nothing),
            import,
            Action::letter('c', Verb::Check, t!("tui-action-check")),
            Action::letter('x', Verb::Export, t!("tui-action-export")).unless(none.clone()),
            Action::letter('y', Verb::Copy, t!("tui-action-copy")).unless(none.clone()),
            Action::letter('s', Verb::OtherForm, t!("tui-action-other-form")).unless(none),
        ];
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        let identities = self.identities();
        let all = entries(&identities);
        match event {
            Event::Did(Verb::OtherForm) => self.form = self.form.next(),
            Event::Did(Verb::Copy) => {
                let chosen = all.get(self.chosen).and_then(|entry| entry.certificate);
                if let Some(certificate) = chosen {
                    return Effect::Copy(self.form.of(certificate));
                }
            }
            Event::Did(Verb::Details) => {
                let screen = all.get(self.chosen).zip(self.place());
                let screen = screen.map(|(entry, place)| Certificate::of_entry(entry, place));
                return screen.map_or(Effect::Stay, |one| open(Screen::Certificate(Box::new(one))));
            }
            Event::Did(Verb::Check) => {
                if let Some(file) = self.file() {
                    let mut asked = Checking::default();
                    asked.check.files = vec![Source::Path(PathBuf::from(&file.path))];
                    return Effect::Do(Job::Check(Box::new(asked)));
                }
            }
            Event::Did(Verb::Export) => {
                if let Some(Place::File { path, several, key }) = self.place() {
                    let screen = ExportScreen::of_file(path, several, key);
                    return open(Screen::Export(Box::new(screen)));
                }
            }
            Event::Did(Verb::Import) => {
                if let Some(file) = self.file() {
                    let path = PathBuf::from(&file.path);
                    return Effect::Do(Job::Care(Care::Import { token: None, path }));
                }
            }
            Event::Did(verb) => self.chosen = moved(self.chosen, *verb, all.len()),
            Event::Click { row, area, .. } => {
                let list = above_details(*area);
                let shown = self.rows(usize::from(area.width));
                if let Some(item) = item_at(&shown, Some(self.chosen), list, *row) {
                    self.chosen = item;
                }
            }
            _ => {}
        }
        Effect::Stay
    }

    /// The file of the chosen line; of a file with nothing to choose, the first.
    fn file(&self) -> Option<&FileShow> {
        let mut before = 0;
        let of_chosen = self.files.iter().find(|file| {
            before += entries(&file.identities).len();
            self.chosen < before
        });
        of_chosen.or(self.files.first())
    }

    fn place(&self) -> Option<Place> {
        let file = self.file()?;
        let own = entries(&file.identities).into_iter();
        let certificates = own.filter(|entry| entry.certificate.is_some()).count();
        Some(Place::File {
            path: PathBuf::from(&file.path),
            several: certificates > 1,
            key: has_key(file),
        })
    }

    pub(super) fn command(&self) -> Option<String> {
        let path = &self.file()?.path;
        equivalent::of(&Job::Open(Source::Path(path.into())))
    }

    fn rows(&self, width: usize) -> Vec<Row> {
        let mut shown = Vec::new();
        let mut item = 0;
        for file in &self.files {
            shown.push(Row::heading(sanitize::line(&file.path)));
            for entry in entries(&file.identities) {
                shown.push(entry.row(width).item(item));
                item += 1;
            }
            for authority in &file.chain {
                let name = words::common_name(&authority.subject);
                shown.push(Row::text(t!("tui-chain", name = name)).look(Look::Dim));
            }
        }
        if shown.is_empty() {
            shown.push(Row::text(t!("tui-file-nothing")));
        }
        shown.extend(
            self.notes
                .iter()
                .map(|note| Row::text(note.clone()).look(Look::Warn)),
        );
        shown
    }
}

/// Whether a private key is in it.
fn has_key(file: &FileShow) -> bool {
    let mut keys = file.identities.iter().filter_map(|one| one.key.as_ref());
    keys.any(|key| key.seen == "private")
}

/// Lines of the details.
const DETAILS: u16 = 3;

fn above_details(area: Rect) -> Rect {
    let height = area.height.saturating_sub(DETAILS);
    Rect { height, ..area }
}

impl Widget for &Opened {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let list = above_details(area);
        let shown = self.rows(usize::from(area.width));
        rows(&shown, Some(self.chosen), list, buf);
        let identities = self.identities();
        if let Some(entry) = entries(&identities).get(self.chosen) {
            let below = Rect::new(area.x, list.bottom(), area.width, area.height - list.height);
            rows(
                &entry.details_in_file(self.form, usize::from(below.width)),
                None,
                below,
                buf,
            );
        }
    }
}
