//! Lines on the screen: cut to the width, the chosen one marked, everything that does not fit scrolled.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::sanitize::fit;

/// How a line looks. The sign in it says the same without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Text.
    Plain,
    /// A heading.
    Heading,
    /// Less important.
    Dim,
    /// Good.
    Good,
    /// To be looked at.
    Warn,
    /// Bad.
    Bad,
}

impl Look {
    /// What a sign says.
    pub(super) fn of_sign(sign: &str) -> Self {
        match sign {
            "✓" => Self::Good,
            "!" => Self::Warn,
            "✗" => Self::Bad,
            _ => Self::Plain,
        }
    }

    /// Its style.
    pub(super) fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Heading => Style::new().add_modifier(Modifier::BOLD),
            Self::Dim => Style::new().fg(Color::DarkGray),
            Self::Good => Style::new().fg(Color::Green),
            Self::Warn => Style::new().fg(Color::Yellow),
            Self::Bad => Style::new().fg(Color::Red),
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// At the left.
    pub left: String,
    /// At the right end.
    pub right: String,
    /// How it looks.
    pub look: Look,
    /// Which item it stands for, where it can be chosen.
    pub item: Option<usize>,
}

impl Row {
    /// A line of text.
    pub(super) fn text(left: impl Into<String>) -> Self {
        Self {
            left: left.into(),
            right: String::new(),
            look: Look::Plain,
            item: None,
        }
    }

    /// A heading.
    pub(super) fn heading(left: impl Into<String>) -> Self {
        Self::text(left).look(Look::Heading)
    }

    /// With a look.
    pub(super) fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// With something at the right end.
    pub(super) fn right(mut self, right: impl Into<String>) -> Self {
        self.right = right.into();
        self
    }

    /// That can be chosen.
    pub(super) fn item(mut self, item: usize) -> Self {
        self.item = Some(item);
        self
    }
}

/// Draws rows; the chosen item is always in sight.
pub(super) fn rows(rows: &[Row], chosen: Option<usize>, area: Rect, buf: &mut Buffer) {
    let first = first_row(rows, chosen, area.height);
    for (row, y) in rows.iter().skip(first).zip(area.y..area.bottom()) {
        let here = row.item.is_some() && row.item == chosen;
        line(row, here, Rect::new(area.x, y, area.width, 1), buf);
    }
}

/// The item at a place of `area`, as drawn by [`rows`].
pub(super) fn item_at(rows: &[Row], chosen: Option<usize>, area: Rect, y: u16) -> Option<usize> {
    if y < area.y || y >= area.bottom() {
        return None;
    }
    let first = first_row(rows, chosen, area.height);
    rows.get(first + usize::from(y - area.y))?.item
}

/// The line of `area` in which [`rows`] draws the chosen item.
pub(super) fn line_of(rows: &[Row], chosen: usize, area: Rect) -> Option<u16> {
    let at = rows.iter().position(|row| row.item == Some(chosen))?;
    let down = at - first_row(rows, Some(chosen), area.height);
    let down = u16::try_from(down).ok()?;
    (down < area.height).then_some(area.y + down)
}

fn first_row(rows: &[Row], chosen: Option<usize>, height: u16) -> usize {
    let at = rows
        .iter()
        .position(|row| row.item.is_some() && row.item == chosen)
        .unwrap_or(0);
    (at + 1).saturating_sub(usize::from(height))
}

fn line(row: &Row, chosen: bool, area: Rect, buf: &mut Buffer) {
    let style = row.look.style();
    let style = if chosen {
        style.add_modifier(Modifier::BOLD)
    } else {
        style
    };
    let mark = match (row.item, chosen) {
        (Some(_), true) => " ▸ ",
        (Some(_), false) => "   ",
        (None, _) => " ",
    };
    let width = usize::from(area.width).saturating_sub(1);
    let right = fit(&row.right, width / 2);
    let room = width.saturating_sub(right.width() + usize::from(!right.is_empty()));
    let left = fit(&format!("{mark}{}", row.left), room);
    // Letters that join to a wider one end at the edge all the same.
    buf.set_stringn(area.x, area.y, &left, room, style);
    if !right.is_empty() {
        let from = u16::try_from(width.saturating_sub(right.width())).unwrap_or(0);
        let style = Look::Plain.style();
        buf.set_stringn(area.x + from, area.y, &right, width / 2, style);
    }
}

/// `text` in columns: cut and filled to `width`.
pub(super) fn cell(text: &str, width: usize) -> String {
    let cut = fit(text, width);
    let fill = width.saturating_sub(cut.width());
    format!("{cut}{}", " ".repeat(fill))
}

/// `text` broken at blanks into lines of at most `width` columns.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let mut word = word.to_owned();
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        while word.width() > width {
            let rest = word.split_off(end_of_column(&word, width));
            lines.push(std::mem::replace(&mut word, rest));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

/// Where the part of `text` ends that fits into `width` columns; never within a letter.
fn end_of_column(text: &str, width: usize) -> usize {
    let mut used = 0;
    let over = text.char_indices().find(|(_, letter)| {
        used += letter.width().unwrap_or(0);
        used > width
    });
    over.map_or(text.len(), |(at, _)| at)
}

/// Labels in a column as wide as the longest of them, beside their values, which go on below each other.
pub(super) fn labelled(pairs: &[(String, String)], width: usize) -> Vec<Row> {
    let longest = pairs.iter().map(|(label, _)| label.width()).max();
    let column = longest.unwrap_or(0).min(width / 3);
    // A blank before, two between, one after.
    let room = width.saturating_sub(column + 4);
    let mut shown = Vec::new();
    for (label, value) in pairs {
        for (index, line) in wrapped(value, room).into_iter().enumerate() {
            let label = if index == 0 { label.as_str() } else { "" };
            shown.push(Row::text(format!("{}  {line}", cell(label, column))));
        }
    }
    shown
}

/// Draws over what is there.
pub(super) fn blank(area: Rect, buf: &mut Buffer) {
    for y in area.y..area.bottom() {
        // A wide letter that begins before the area would cover its first column.
        let before = area.x.checked_sub(1).and_then(|x| buf.cell_mut((x, y)));
        if let Some(cell) = before.filter(|cell| cell.symbol().width() > 1) {
            cell.reset();
        }
        for x in area.x..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// Takes all colours away again, for `NO_COLOR`.
pub(super) fn without_colour(area: Rect, buf: &mut Buffer) {
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.set_fg(Color::Reset).set_bg(Color::Reset);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{cell, labelled, wrapped};

    #[test]
    fn text_is_broken_and_filled() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert!(
            wrapped(&"漢".repeat(40), 10)
                .iter()
                .all(|line| line.width() <= 10)
        );
        assert_eq!(wrapped("a 0123456789", 8), ["a", "01234567", "89"]);
        assert_eq!(cell("ab", 4), "ab  ");
        assert_eq!(cell("漢字漢", 4).width(), 4);
    }

    #[test]
    fn labels_are_as_wide_as_the_longest() {
        let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        let pairs = [pair("Who", "one two three"), pair("Where", "x")];
        let rows = labelled(&pairs, 18);
        let lines: Vec<&str> = rows.iter().map(|row| row.left.as_str()).collect();
        assert_eq!(lines, ["Who    one two", "       three", "Where  x"]);
    }
}
