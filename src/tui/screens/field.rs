//! A line of a form: a label, what helps to fill it in, and what was typed.

use crossterm::event::KeyCode;
use tui_input::{Input, InputRequest};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::draw::{Look, Row, wrapped};
use crate::sanitize;

/// Columns before what is typed.
const BEFORE: usize = 3;
/// Letters at most; the rules for a value are stricter, and said by the operation.
const MOST: usize = 500;

/// One line of a form.
pub(super) struct Field {
    label: String,
    hint: Option<String>,
    input: Input,
}

impl Field {
    /// With what stands there already.
    pub(super) fn new(label: String, hint: Option<String>, value: &str) -> Self {
        let mut field = Self {
            label,
            hint,
            input: Input::default(),
        };
        field.paste(value);
        field
    }

    /// What was typed, without blanks around it.
    pub(super) fn value(&self) -> &str {
        self.input.value().trim()
    }

    /// A letter; what could do more than be seen is left out.
    pub(super) fn letter(&mut self, letter: char) {
        let mut bytes = [0; 4];
        let text: &str = letter.encode_utf8(&mut bytes);
        let full = self.input.value().chars().count() >= MOST;
        if !full && sanitize::line(text) == text {
            self.input.handle(InputRequest::InsertChar(letter));
        }
    }

    /// Several letters.
    pub(super) fn paste(&mut self, text: &str) {
        text.chars().for_each(|letter| self.letter(letter));
    }

    /// A key that moves or removes.
    pub(super) fn key(&mut self, key: KeyCode) {
        let request = match key {
            KeyCode::Backspace => InputRequest::DeletePrevChar,
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            _ => return,
        };
        self.input.handle(request);
    }

    /// Its lines, the typed one last; and the column of the cursor in that one.
    pub(super) fn rows(&self, item: usize, width: usize) -> (Vec<Row>, usize) {
        let room = width.saturating_sub(BEFORE + 2).max(8);
        let lines = |text: &str, look| {
            let lines = wrapped(&sanitize::line(text), room);
            lines
                .into_iter()
                .map(move |line| Row::text(line).look(look))
        };
        let mut rows: Vec<Row> = lines(&self.label, Look::Heading).collect();
        if let Some(hint) = &self.hint {
            rows.extend(lines(hint, Look::Dim));
        }
        let (shown, column) = window(self.input.value(), self.input.cursor(), room);
        rows.push(Row::text(shown).item(item));
        (rows, BEFORE + column)
    }
}

/// As much of `text` as fits into `room` columns with the cursor in it, and the cursor's column.
fn window(text: &str, cursor: usize, room: usize) -> (String, usize) {
    let mut before: String = text.chars().take(cursor).collect();
    while before.width() >= room {
        before.remove(0);
    }
    let column = before.width();
    let mut used = column;
    let after = text.chars().skip(cursor).take_while(|letter| {
        used += letter.width().unwrap_or(0);
        used <= room
    });
    let shown = before.chars().chain(after).collect();
    (shown, column)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Field, window};

    #[test]
    fn the_cursor_is_in_sight() {
        assert_eq!(window("abcdef", 0, 4), ("abcd".to_owned(), 0));
        assert_eq!(window("abcdef", 6, 4), ("def".to_owned(), 3));
        for cursor in 0..=20 {
            let (shown, column) = window(&"漢".repeat(20), cursor, 9);
            assert!(shown.width() <= 9 && column < 9, "{cursor}");
        }
    }

    #[test]
    fn only_what_can_be_seen_is_typed() {
        let mut field = Field::new(String::new(), None, " 12\u{1b}[\u{202e}3\n ");
        assert_eq!(field.value(), "12[3");
        field.paste(&"x".repeat(10_000));
        assert_eq!(field.value().chars().count(), 499);
    }
}
