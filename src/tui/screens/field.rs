//! A line of a form: a label, what helps to fill it in, and what was typed.

use crossterm::event::KeyCode;
use tui_input::{Input, InputRequest};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::draw::{Look, Row, wrapped};
use crate::i18n::t;
use crate::sanitize;

/// Columns before what is typed.
const BEFORE: usize = 3;
/// Letters at most; the rules for a value are stricter, and said by the operation.
const MOST: usize = 500;
/// The same where all is taken as it stands: a whole name of a certificate.
const MOST_EXACT: usize = 4000;

/// One line of a form.
pub(super) struct Field {
    label: String,
    hint: Option<String>,
    input: Input,
    /// More was given than there is room for.
    cut: bool,
    /// What is done with letters that cannot be seen.
    takes: Takes,
}

/// Which letters a line takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// Those that can be seen; a line's end becomes a blank.
    Seen,
    /// All: what is compared must not be changed. Those that can do more than be seen are shown by number.
    All,
}

impl Field {
    /// With what stands there already.
    pub(super) fn new(label: String, hint: Option<String>, value: &str) -> Self {
        let mut field = Self {
            label,
            hint,
            input: Input::default(),
            cut: false,
            takes: Takes::Seen,
        };
        field.paste(value);
        field
    }

    /// Takes what is pasted as it stands.
    pub(super) fn exact() -> Self {
        Self {
            takes: Takes::All,
            ..Self::new(String::new(), None, "")
        }
    }

    fn most(&self) -> usize {
        match self.takes {
            Takes::Seen => MOST,
            Takes::All => MOST_EXACT,
        }
    }

    /// What was typed, without blanks around it.
    pub(super) fn value(&self) -> &str {
        self.input.value().trim()
    }

    /// A letter; what could do more than be seen is left out.
    pub(super) fn letter(&mut self, letter: char) {
        let mut bytes = [0; 4];
        let text: &str = letter.encode_utf8(&mut bytes);
        if self.takes == Takes::Seen && sanitize::line(text) != text {
            return;
        }
        if self.input.value().chars().count() >= self.most() {
            self.cut = true;
        } else {
            self.input.handle(InputRequest::InsertChar(letter));
        }
    }

    /// Several letters; a line's end becomes a blank.
    pub(super) fn paste(&mut self, text: &str) {
        let mut letters = text.chars();
        for letter in letters.by_ref().take(self.most() * 2) {
            let blank = letter.is_whitespace() && self.takes == Takes::Seen;
            self.letter(if blank { ' ' } else { letter });
        }
        self.cut |= letters.next().is_some();
    }

    /// Puts this in place of what was typed.
    pub(super) fn put(&mut self, text: &str) {
        self.input = Input::default();
        self.cut = false;
        self.paste(text);
    }

    /// That not all was taken, where it was not.
    pub(super) fn cut(&self) -> Option<String> {
        self.cut.then(|| t!("tui-field-cut", count = self.most()))
    }

    /// As much of what was typed as fits into `room` columns, and the cursor's column in it.
    pub(super) fn shown(&self, room: usize) -> (String, usize) {
        let cursor = self.input.cursor();
        let before: String = self.input.value().chars().take(cursor).collect();
        let cursor = sanitize::whole(&before).chars().count();
        window(&sanitize::whole(self.input.value()), cursor, room)
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
        self.cut = false;
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
        if let Some(cut) = self.cut() {
            rows.extend(lines(&cut, Look::Warn));
        }
        let (shown, column) = self.shown(room);
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
    use crossterm::event::KeyCode;
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
        assert_eq!(field.cut(), None);
        field.paste(&"x".repeat(1 << 20));
        assert_eq!(field.value().chars().count(), 499);
        assert!(field.cut().is_some_and(|words| words.contains("500")));
        field.key(KeyCode::Backspace);
        assert_eq!(field.cut(), None);
    }
}
