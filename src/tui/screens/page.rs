//! A page with a question: what it asks, the lines among which the cursor moves, and what the chosen one says.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::draw::{Look, Row, item_at, line_of, rows, wrapped};
use super::super::words;
use super::field::Field;
use crate::error::Failure;

/// The smallest list.
const LIST: u16 = 4;

/// The parts of the page.
#[derive(Default)]
pub(super) struct Page {
    /// What is asked.
    pub head: Vec<Row>,
    /// The lines.
    pub list: Vec<Row>,
    /// What the chosen one says.
    pub below: Vec<Row>,
}

impl Page {
    /// Where the list and what stands below it are drawn. The list gets what it needs where the rest can do with what is
    /// left, else half.
    fn places(&self, area: Rect) -> (Rect, Rect) {
        let top = lines(&self.head).min(area.height);
        let room = area.height - top;
        let half = (room / 2).max(LIST).min(room);
        let rest = room.saturating_sub(lines(&self.below)).max(half);
        let height = lines(&self.list).max(1).min(rest);
        let list = Rect::new(area.x, area.y + top, area.width, height);
        let below = Rect::new(area.x, list.bottom(), area.width, room - height);
        (list, below)
    }

    /// Draws it.
    pub(super) fn draw(&self, chosen: usize, area: Rect, buf: &mut Buffer) {
        let (list, below) = self.places(area);
        rows(&self.head, None, area, buf);
        rows(&self.list, Some(chosen), list, buf);
        rows(&self.below, None, below, buf);
    }

    /// The line that was clicked.
    pub(super) fn clicked(&self, chosen: usize, area: Rect, row: u16) -> Option<usize> {
        let (list, _) = self.places(area);
        item_at(&self.list, Some(chosen), list, row)
    }

    /// The cursor in the chosen line, at this column behind its mark.
    pub(super) fn cursor(&self, chosen: usize, column: usize, area: Rect) -> Option<Position> {
        let (list, _) = self.places(area);
        let y = line_of(&self.list, chosen, list)?;
        let column = u16::try_from(MARK + column).ok()?;
        Some(Position::new(area.x.saturating_add(column), y))
    }
}

/// Columns of the mark before a line.
pub(super) const MARK: usize = 3;

fn lines(rows: &[Row]) -> u16 {
    u16::try_from(rows.len()).unwrap_or(u16::MAX)
}

/// A text as lines of a page, `width` columns wide.
pub(super) fn text(text: &str, look: Look, width: usize) -> Vec<Row> {
    let lines = wrapped(text, width.saturating_sub(3));
    lines
        .into_iter()
        .map(|line| Row::text(line).look(look))
        .collect()
}

/// The heading of a page, what it says, and an empty line.
pub(super) fn head(title: String, hint: &str, width: usize) -> Vec<Row> {
    let mut shown = vec![Row::heading(title)];
    shown.extend(text(hint, Look::Dim, width));
    shown.push(Row::text(""));
    shown
}

/// A screen with one line to fill in; below it, why what stands there cannot be taken.
pub(super) fn question(
    above: Vec<Row>,
    field: &Field,
    refused: Option<&Failure>,
    width: usize,
) -> Vec<Row> {
    let mut shown = above;
    let (typed, _) = field.shown(width.saturating_sub(MARK + 2));
    shown.push(Row::text(format!("> {typed}")));
    if let Some(failure) = refused {
        shown.push(Row::text(""));
        for line in words::failure(failure) {
            shown.extend(text(&line, Look::Warn, width));
        }
    }
    shown
}

/// Where the cursor stands in the only line of a screen, below so many rows.
pub(super) fn field_cursor(field: &Field, above: usize, area: Rect) -> Position {
    let width = usize::from(area.width);
    let (_, column) = field.shown(width.saturating_sub(MARK + 2));
    let least = |number: usize| u16::try_from(number).unwrap_or(0);
    Position::new(
        area.x.saturating_add(least(MARK + column)),
        area.y.saturating_add(least(above)),
    )
}
