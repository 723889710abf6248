//! What is registered at an authority against a certificate, judged while it is typed.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::draw::{Look, Row, rows};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::task::{Comparing, Job};
use super::super::words;
use super::field::Field as Line;
use super::page::{MARK, field_cursor, head, text};
use crate::i18n::t;
use crate::op::compare::{Basis, Compared, Field, FieldRow};
use crate::op::files::quoted;
use crate::telling;

/// The line, and what was found out of it.
pub(in crate::tui) struct CompareScreen {
    with: Comparing,
    of: Compared,
    basis: Basis,
    line: Line,
    /// The field that was chosen; `None`: told by what was typed.
    field: Option<Field>,
    found: Option<FieldRow>,
}

impl CompareScreen {
    /// Nothing typed yet.
    pub(in crate::tui) fn new(with: Comparing, of: Compared, basis: Basis) -> Self {
        Self {
            with,
            of,
            basis,
            line: Line::exact(),
            field: None,
            found: None,
        }
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let nothing = self.found.is_none().then(|| t!("tui-off-no-text"));
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Copy, t!("tui-compare-copy")).unless(nothing.clone()),
            Action::new(KeyCode::Tab, Verb::OtherForm, t!("tui-compare-as")).unless(nothing),
        ];
        all.extend(action::f1_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Copy) => {
                let found = self.found.as_ref();
                let right = found.map(|row| row.wanted.clone().unwrap_or(row.certificate.clone()));
                return right.map_or(Effect::Stay, Effect::Copy);
            }
            Event::Did(Verb::OtherForm) => {
                self.field = Some(match self.found.as_ref().map(|row| row.field) {
                    Some(Field::Serial) => Field::Issuer,
                    Some(Field::Issuer) => Field::Holder,
                    Some(Field::Holder) | None => Field::Serial,
                });
            }
            Event::Letter(letter) => self.line.letter(*letter),
            Event::Key(key) => self.line.key(*key),
            Event::Paste(pasted) => self.line.paste(pasted),
            Event::Did(_) | Event::Click { .. } => return Effect::Stay,
        }
        self.judge();
        Effect::Stay
    }

    fn judge(&mut self) {
        let typed = self.line.value();
        if typed.is_empty() {
            self.field = None;
        }
        let field = self.field.filter(|_| !typed.is_empty());
        self.found = match field {
            Some(field) => Some(self.basis.judge(field, typed)),
            None => self.basis.judge_any(typed),
        };
    }

    pub(super) fn command(&self) -> Option<String> {
        let line = equivalent::of(&Job::Compare(self.with.clone()))?;
        let Some(row) = &self.found else {
            return Some(line);
        };
        let option = match row.field {
            Field::Serial => "--serial",
            Field::Issuer => "--issuer",
            Field::Holder => "--holder",
        };
        Some(format!("{line} {option} {}", quoted(&row.registered)))
    }

    fn above(&self, width: usize) -> Vec<Row> {
        let mut above = head(t!("tui-title-compare"), &t!("tui-compare-hint"), width);
        let _ = above.pop();
        let of = telling::compared_with(&self.of);
        above.extend(text(&of.text, Look::Plain, width));
        above.push(Row::text(""));
        above
    }

    fn below(&self, width: usize) -> Vec<Row> {
        let mut below = vec![Row::text("")];
        let cut = self.line.cut();
        below.extend(cut.map(|cut| Row::text(cut).look(Look::Warn)));
        let Some(row) = &self.found else {
            return below;
        };
        let name = telling::field_name(row.field);
        below.push(Row::text(t!("tui-compare-taken", name = name)).look(Look::Dim));
        let lines = telling::compared_field(row, width.saturating_sub(MARK));
        for line in &lines {
            let (look, said) = words::told(line);
            // Both lines and the mark under them are no wider than the screen; sentences may be.
            if said.starts_with("    ") || look != Look::Plain {
                below.push(Row::text(said).look(look));
            } else {
                below.extend(text(said.trim_start(), look, width));
            }
        }
        below
    }

    pub(super) fn cursor(&self, area: Rect) -> Position {
        let above = self.above(usize::from(area.width)).len();
        field_cursor(&self.line, above, area)
    }
}

impl Widget for &CompareScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let width = usize::from(area.width);
        let mut shown = self.above(width);
        let (typed, _) = self.line.shown(width.saturating_sub(MARK + 2));
        shown.push(Row::text(format!("> {typed}")));
        shown.extend(self.below(width));
        rows(&shown, None, area, buf);
    }
}
