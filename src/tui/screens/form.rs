//! A form: one field a line, each judged while it is typed, and below them what helps with the chosen one.

use std::collections::BTreeMap;

use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::super::action::{self, Action, Verb};
use super::super::draw::{Look, Row, cell};
use super::super::effect::Event;
use super::super::words;
use super::field::Field;
use super::form_words::below;
use super::page::{MARK, Page};
use crate::error::Failure;
use crate::i18n::t;
use crate::op::asked::{Asked, Kept};
use crate::op::values::Fit;
use crate::sanitize;

/// The form.
pub(super) struct Form {
    /// With whom what is kept is kept.
    pub(super) whose: Option<String>,
    pub(super) entries: Vec<Entry>,
    at: usize,
}

/// A field with what was typed.
pub(super) struct Entry {
    /// What is asked.
    pub asked: Asked,
    field: Field,
    /// The same once more.
    again: Field,
    /// Whether the person wants it remembered.
    pub remember: bool,
    /// What the operation says of it; `None` where nothing was typed.
    pub judged: Option<Result<Fit, Failure>>,
}

/// How a value is judged.
pub(super) type Judge<'a> = dyn Fn(&str, &str) -> Result<Fit, Failure> + 'a;

/// A line of the form; the number is the entry's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A value.
    Value(usize),
    /// The same once more.
    Again(usize),
    /// Whether it is remembered.
    Remember(usize),
    /// On to what follows.
    Go,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// The form stays.
    Stay,
    /// All that is needed is there.
    Go,
}

impl Entry {
    /// What was typed.
    pub(super) fn value(&self) -> &str {
        self.field.value()
    }

    /// Whether something else is meant now than was known before.
    pub(super) fn is_new(&self) -> bool {
        self.asked.known.as_deref().unwrap_or_default() != self.value()
    }

    /// What was typed is to be typed again.
    fn wants_again(&self) -> bool {
        self.asked.twice && !self.value().is_empty() && self.is_new()
    }

    /// That the second time differs.
    pub(super) fn differs(&self) -> bool {
        self.wants_again() && self.again.value() != self.value()
    }

    /// That not all of what was pasted was taken.
    pub(super) fn cut(&self) -> Option<String> {
        self.field.cut()
    }

    fn judge(&mut self, judge: &Judge<'_>) {
        let value = self.field.value();
        self.judged = (!value.is_empty()).then(|| judge(&self.asked.id, value));
    }

    /// `*` needed, `✓` right, `!` doubtful, `✗` refused.
    fn sign(&self) -> &'static str {
        match &self.judged {
            Some(Ok(fit)) if fit.doubts.is_empty() => "✓",
            Some(Ok(_)) => "!",
            Some(Err(_)) => "✗",
            None if self.is_lacking() => "*",
            None => " ",
        }
    }

    fn is_lacking(&self) -> bool {
        self.asked.needed && self.value().is_empty() && self.asked.default.is_none()
    }

    /// The next of the values that it may have.
    fn next_choice(&mut self) {
        let choices = &self.asked.choices;
        let now = match self.field.value() {
            "" => self.asked.default.clone().unwrap_or_default(),
            value => value.to_owned(),
        };
        let at = choices.iter().position(|choice| *choice == now);
        let next = at.map_or(0, |at| (at + 1) % choices.len().max(1));
        if let Some(choice) = choices.get(next) {
            self.field.put(choice);
        }
    }
}

impl Form {
    /// With what is known, and over it what was typed before, by the field's id.
    pub(super) fn new(
        asked: Vec<Asked>,
        whose: Option<String>,
        typed: &BTreeMap<String, String>,
        judge: &Judge<'_>,
    ) -> Self {
        let entries = asked.into_iter().map(|asked| {
            let value = typed.get(&asked.id).or(asked.known.as_ref());
            let value = value.cloned().unwrap_or_default();
            let line = |value: &str| Field::new(String::new(), None, value);
            let mut entry = Entry {
                field: line(&value),
                again: line(&value),
                remember: false,
                judged: None,
                asked,
            };
            entry.judge(judge);
            entry
        });
        let mut form = Self {
            whose,
            entries: entries.collect(),
            at: 0,
        };
        form.at = form.problem().unwrap_or(0);
        form
    }

    /// All lines now.
    pub(super) fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            lines.push(Line::Value(index));
            if entry.wants_again() {
                lines.push(Line::Again(index));
            }
            let may = entry.asked.kept == Kept::OnDemand && self.whose.is_some();
            if may && !entry.value().is_empty() && entry.is_new() {
                lines.push(Line::Remember(index));
            }
        }
        lines.push(Line::Go);
        lines
    }

    /// The chosen line.
    pub(super) fn line(&self) -> Line {
        self.lines().get(self.at).copied().unwrap_or(Line::Go)
    }

    /// The first line that keeps from going on.
    fn problem(&self) -> Option<usize> {
        self.lines().iter().position(|line| match line {
            Line::Value(index) => self
                .entries
                .get(*index)
                .is_some_and(|entry| entry.is_lacking() || matches!(entry.judged, Some(Err(_)))),
            Line::Again(index) => self.entries.get(*index).is_some_and(Entry::differs),
            Line::Remember(_) | Line::Go => false,
        })
    }

    /// Goes to a field; `false`: it is not here.
    pub(super) fn show(&mut self, id: &str) -> bool {
        let here = |line: &Line| match line {
            Line::Value(index) => self.entries.get(*index).is_some_and(|it| it.asked.id == id),
            _ => false,
        };
        let at = self.lines().iter().position(here);
        self.at = at.unwrap_or(self.at);
        at.is_some()
    }

    /// Every field with what was typed.
    pub(super) fn values(&self) -> impl Iterator<Item = (&Asked, &str)> {
        self.entries
            .iter()
            .map(|entry| (&entry.asked, entry.value()))
    }

    /// `FIELD=VALUE` of what is to be kept with the provider and is not yet.
    pub(super) fn pairs(&self) -> impl Iterator<Item = String> {
        let kept = self.entries.iter().filter(|entry| {
            let kept = match entry.asked.kept {
                Kept::WithProvider => true,
                Kept::OnDemand => entry.remember,
                Kept::WithCase | Kept::Never => false,
            };
            kept && entry.is_new()
        });
        kept.map(|entry| format!("{}={}", entry.asked.id, entry.value()))
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let enter = match self.line() {
            Line::Go => t!("tui-enter-go-on"),
            _ => t!("tui-action-next-line"),
        };
        let mut all = vec![Action::new(KeyCode::Enter, Verb::Enter, enter)];
        match self.line() {
            Line::Remember(_) => all.push(Action::letter(' ', Verb::Tick, t!("tui-action-toggle"))),
            Line::Value(index) if self.chooses(index) => {
                all.push(Action::letter(
                    ' ',
                    Verb::Tick,
                    t!("tui-action-next-choice"),
                ));
            }
            _ => {}
        }
        all.extend([
            Action::new(KeyCode::Tab, Verb::Down, t!("tui-action-next-line")).quiet(),
            Action::new(KeyCode::BackTab, Verb::Up, t!("tui-action-line-before")).quiet(),
            Action::new(KeyCode::Up, Verb::Up, t!("tui-action-line-before")).quiet(),
            Action::new(KeyCode::Down, Verb::Down, t!("tui-action-next-line")).quiet(),
            Action::new(KeyCode::PageDown, Verb::PageDown, t!("tui-enter-go-on")),
        ]);
        all.extend(action::f1_and_back());
        all
    }

    fn chooses(&self, index: usize) -> bool {
        let entry = self.entries.get(index);
        entry.is_some_and(|entry| !entry.asked.choices.is_empty())
    }

    pub(super) fn update(&mut self, event: &Event, page: &Page, judge: &Judge<'_>) -> After {
        let count = self.lines().len();
        match event {
            Event::Did(Verb::Enter) if self.line() == Line::Go => return self.go(),
            Event::Did(Verb::PageDown) => return self.go(),
            Event::Did(Verb::Enter | Verb::Down) => self.at = (self.at + 1) % count,
            Event::Did(Verb::Up) => self.at = (self.at + count - 1) % count,
            Event::Did(Verb::Tick) => self.toggle(judge),
            Event::Did(_) => {}
            Event::Click { row, area, .. } => {
                self.at = page.clicked(self.at, *area, *row).unwrap_or(self.at);
            }
            Event::Letter(letter) => self.type_in(judge, |field| field.letter(*letter)),
            Event::Key(key) => self.type_in(judge, |field| field.key(*key)),
            Event::Paste(text) => self.type_in(judge, |field| field.paste(text.trim())),
        }
        self.at = self.at.min(self.lines().len().saturating_sub(1));
        After::Stay
    }

    fn go(&mut self) -> After {
        match self.problem() {
            Some(at) => {
                self.at = at;
                After::Stay
            }
            None => After::Go,
        }
    }

    fn toggle(&mut self, judge: &Judge<'_>) {
        match self.line() {
            Line::Remember(index) => {
                if let Some(entry) = self.entries.get_mut(index) {
                    entry.remember = !entry.remember;
                }
            }
            Line::Value(index) => {
                if let Some(entry) = self.entries.get_mut(index) {
                    entry.next_choice();
                    entry.judge(judge);
                }
            }
            Line::Again(_) | Line::Go => {}
        }
    }

    fn type_in(&mut self, judge: &Judge<'_>, change: impl FnOnce(&mut Field)) {
        let (index, again) = match self.line() {
            Line::Value(index) => (index, false),
            Line::Again(index) => (index, true),
            Line::Remember(_) | Line::Go => return,
        };
        let Some(entry) = self.entries.get_mut(index) else {
            return;
        };
        if again {
            change(&mut entry.again);
        } else {
            change(&mut entry.field);
            entry.judge(judge);
        }
    }

    /// The page; `head` stands above it.
    pub(super) fn page(&self, head: Vec<Row>, width: usize) -> Page {
        let lines = self.lines();
        let list = lines.iter().enumerate();
        Page {
            head,
            list: list
                .map(|(item, line)| self.row(*line, width).item(item))
                .collect(),
            below: below(self, width),
        }
    }

    pub(super) fn chosen(&self) -> usize {
        self.at
    }

    pub(super) fn cursor(&self, page: &Page, area: Rect) -> Option<Position> {
        let width = usize::from(area.width);
        let entry = |index: usize| self.entries.get(index);
        let field = match self.line() {
            Line::Value(index) => &entry(index)?.field,
            Line::Again(index) => &entry(index)?.again,
            Line::Remember(_) | Line::Go => return None,
        };
        let before = self.before(width);
        let (_, column) = field.shown(room(before, width));
        page.cursor(self.at, before + column, area)
    }

    /// Columns before what is typed: sign, label, gaps.
    fn before(&self, width: usize) -> usize {
        let labels = self.entries.iter().map(|entry| entry.asked.label.width());
        let longest = labels
            .max()
            .unwrap_or(0)
            .max(t!("tui-form-again").width() + 2);
        longest.min(width * 2 / 5) + 4
    }

    fn row(&self, line: Line, width: usize) -> Row {
        let before = self.before(width);
        let room = room(before, width);
        let column = before - 4;
        let (index, again) = match line {
            Line::Value(index) => (index, false),
            Line::Again(index) => (index, true),
            Line::Remember(index) => {
                let on = self.entries.get(index).is_some_and(|it| it.remember);
                let mark = if on { "[x]" } else { "[ ]" };
                let name = words::named(self.whose.as_deref());
                let text = t!("tui-form-remember", name = name);
                return Row::text(format!("{} {mark} {text}", cell("", column / 2)));
            }
            Line::Go => return Row::text(format!("→ {}", t!("tui-form-go"))),
        };
        let Some(entry) = self.entries.get(index) else {
            return Row::text("");
        };
        let (sign, label, field) = if again {
            let sign = if entry.differs() { "✗" } else { "✓" };
            (sign, format!("  {}", t!("tui-form-again")), &entry.again)
        } else {
            (
                entry.sign(),
                sanitize::line(&entry.asked.label),
                &entry.field,
            )
        };
        let (mut shown, _) = field.shown(room);
        if let (Some(default), "") = (&entry.asked.default, field.value()) {
            shown = format!("({})", sanitize::line(default));
        }
        let look = match sign {
            "*" => Look::Warn,
            sign => Look::of_sign(sign),
        };
        Row::text(format!("{sign} {}  {shown}", cell(&label, column))).look(look)
    }
}

/// Columns for what is typed: behind the mark and what stands before, with one for the cursor.
fn room(before: usize, width: usize) -> usize {
    width.saturating_sub(MARK + before + 2).max(8)
}
