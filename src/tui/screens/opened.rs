//! A certificate file that was opened, read-only: no driver is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::certificates::{Form, entries};
use super::super::draw::{Look, Row, item_at, rows};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::task::Job;
use super::super::words;
use super::lists::moved;
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
        let mut all = vec![
            Action::letter('s', Verb::OtherForm, t!("tui-action-other-form")).unless(none.clone()),
            Action::letter('y', Verb::Copy, t!("tui-action-copy")).unless(none),
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

    pub(super) fn command(&self) -> Option<String> {
        let path = &self.files.first()?.path;
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
                &entry.details(self.form, usize::from(below.width)),
                None,
                below,
                buf,
            );
        }
    }
}
