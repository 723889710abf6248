//! A step was done: on which day, where, with which number.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::draw::{Look, Row, item_at, rows, wrapped};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::task::Job;
use super::field::Field;
use crate::i18n::t;
use crate::op::done::Done;
use crate::op::todo::StepRow;
use crate::sanitize;

/// What a line of the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The computer.
    Place,
    /// The number that is recorded.
    Value,
    /// The day.
    Day,
}

/// The form.
pub(in crate::tui) struct Tick {
    /// What is known before anything is typed.
    done: Done,
    /// What is to be done, and for whom.
    about: Vec<String>,
    fields: Vec<(Asked, Field)>,
    at: usize,
}

impl Tick {
    /// For a step of a case; `today` as `2026-11-25`.
    pub(super) fn new(case: &str, step: &StepRow, today: &str) -> Self {
        let more = &step.more;
        let mut fields = Vec::new();
        if more.on_computers {
            let place = more.on.as_deref().unwrap_or_default();
            let hint = Some(t!("tui-tick-place-hint"));
            fields.push((Asked::Place, Field::new(t!("tui-tick-place"), hint, place)));
        }
        if let Some(records) = &more.records {
            let value = step.value.as_deref().unwrap_or_default();
            let field = Field::new(records.label.clone(), records.hint.clone(), value);
            fields.push((Asked::Value, field));
        }
        let day = step.on.as_deref().unwrap_or(today);
        let hint = t!("tui-tick-day-hint", date = today.to_owned());
        fields.push((Asked::Day, Field::new(t!("tui-tick-day"), Some(hint), day)));
        let whose = [step.provider.clone(), more.on.clone()];
        let mut about = vec![sanitize::line(&step.text)];
        about.extend(whose.iter().flatten().map(|name| sanitize::line(name)));
        let mut screen = Self {
            done: Done {
                step: more.step.clone(),
                place: more.on.clone(),
                case: Some(case.to_owned()),
                providers: step.provider.iter().cloned().collect(),
                on: None,
                value: None,
            },
            about,
            fields,
            at: 0,
        };
        screen.at = screen.empty().unwrap_or(screen.fields.len() - 1);
        screen
    }

    /// The first line in which nothing stands.
    fn empty(&self) -> Option<usize> {
        let mut fields = self.fields.iter();
        fields.position(|(_, field)| field.value().is_empty())
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let mut all = vec![Action::new(
            KeyCode::Enter,
            Verb::Enter,
            t!("tui-enter-note"),
        )];
        if self.fields.len() > 1 {
            all.push(Action::new(
                KeyCode::Tab,
                Verb::Complete,
                t!("tui-action-next-line"),
            ));
        }
        all.extend([
            Action::new(KeyCode::Up, Verb::Up, t!("tui-action-up")).quiet(),
            Action::new(KeyCode::Down, Verb::Down, t!("tui-action-down")).quiet(),
        ]);
        all.extend(action::f1_and_back());
        all
    }

    pub(super) fn update(&mut self, event: Event) -> Effect {
        let count = self.fields.len();
        match event {
            Event::Did(Verb::Enter) => return self.go(),
            Event::Did(Verb::Complete) => self.at = (self.at + 1) % count,
            Event::Did(Verb::Up) => self.at = self.at.saturating_sub(1),
            Event::Did(Verb::Down) => self.at = (self.at + 1).min(count - 1),
            Event::Did(_) => {}
            Event::Click { row, area, .. } => {
                let (shown, _) = self.rows(area);
                if let Some(item) = item_at(&shown, Some(self.at), area, row) {
                    self.at = item;
                }
            }
            Event::Letter(letter) => self.with_field(|field| field.letter(letter)),
            Event::Key(key) => self.with_field(|field| field.key(key)),
            Event::Paste(text) => self.with_field(|field| field.paste(text.trim())),
        }
        Effect::Stay
    }

    fn with_field(&mut self, change: impl FnOnce(&mut Field)) {
        if let Some((_, field)) = self.fields.get_mut(self.at) {
            change(field);
        }
    }

    /// Writes it down; where something is missing, goes there.
    fn go(&mut self) -> Effect {
        if let Some(empty) = self.empty() {
            self.at = empty;
            return Effect::Stay;
        }
        Effect::Do(self.job())
    }

    pub(super) fn command(&self) -> Option<String> {
        equivalent::of(&self.job())
    }

    fn job(&self) -> Job {
        let mut done = self.done.clone();
        for (asked, field) in &self.fields {
            let value = Some(field.value().to_owned()).filter(|value| !value.is_empty());
            match asked {
                Asked::Place => done.place = value,
                Asked::Value => done.value = value,
                Asked::Day => done.on = value,
            }
        }
        Job::Tick(done)
    }

    /// All lines, and where the cursor stands: the line's number and its column.
    fn rows(&self, area: Rect) -> (Vec<Row>, (usize, usize)) {
        let width = usize::from(area.width);
        let mut shown = vec![Row::heading(t!("tui-title-tick"))];
        let about = self.about.iter();
        let about = about.flat_map(|text| wrapped(text, width.saturating_sub(3)));
        shown.extend(about.map(|line| Row::text(line).look(Look::Dim)));
        let mut cursor = (0, 0);
        for (index, (_, field)) in self.fields.iter().enumerate() {
            shown.push(Row::text(""));
            let (lines, column) = field.rows(index, width);
            shown.extend(lines);
            if index == self.at {
                cursor = (shown.len() - 1, column);
            }
        }
        (shown, cursor)
    }

    pub(super) fn cursor(&self, area: Rect) -> Position {
        let (_, (row, column)) = self.rows(area);
        // The chosen line is always in sight.
        let down = row.min(usize::from(area.height.saturating_sub(1)));
        let least = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        Position::new(
            area.x.saturating_add(least(column)),
            area.y.saturating_add(least(down)),
        )
    }
}

impl Widget for &Tick {
    fn render(self, area: Rect, buf: &mut Buffer) {
        rows(&self.rows(area).0, Some(self.at), area, buf);
    }
}
