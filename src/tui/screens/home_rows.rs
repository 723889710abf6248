//! How Home is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::draw::{Look, Row, rows, wrapped};
use super::super::task::Pane;
use super::super::words;
use super::home::Home;
use super::home_lines::{Line, lines};
use super::home_look::{Asked, BUSY, UNSAID};
use crate::i18n::t;
use crate::op::shape::{TokenRow, TokenRowState, TokenShow};
use crate::sanitize::{self, fit};
use crate::telling;

/// Lines of the details.
const DETAILS: u16 = 3;
/// From this width on, tokens stand in a pane on the left.
const WIDE: u16 = 100;
/// Its width.
const LEFT: u16 = 26;

/// Home.
pub(super) fn draw(home: &Home, area: Rect, buf: &mut Buffer) {
    let Some(pane) = home.pane() else {
        rows(&without(home, area.width), Some(home.chosen), area, buf);
        return;
    };
    rows(&[title(home, pane, area.width)], None, area, buf);
    if is_wide(home, area) {
        let left = Rect::new(area.x, area.y + 1, LEFT, area.height.saturating_sub(1));
        rows(&tab_rows(home), Some(home.tab), left, buf);
    }
    let (list_area, shown) = list(home, area);
    rows(&shown, Some(home.chosen), list_area, buf);
    if let Some(entry) = home.detailed() {
        let below = Rect::new(list_area.x, list_area.bottom(), list_area.width, DETAILS);
        rows(
            &entry.details(home.form, usize::from(below.width)),
            None,
            below,
            buf,
        );
    }
}

/// The list of what to do and what is there, and where it is drawn.
pub(super) fn list(home: &Home, area: Rect) -> (Rect, Vec<Row>) {
    if home.pane().is_none() {
        return (area, without(home, area.width));
    }
    let left = if is_wide(home, area) { LEFT } else { 0 };
    let place = Rect::new(
        area.x + left,
        area.y + 1,
        area.width.saturating_sub(left),
        area.height.saturating_sub(1 + DETAILS),
    );
    let Some(pane) = home.pane() else {
        return (place, Vec::new());
    };
    (place, list_rows(home, pane, usize::from(place.width)))
}

fn list_rows(home: &Home, pane: &Pane, width: usize) -> Vec<Row> {
    let mut shown = todo_rows(home, width);
    if pane.row.module.is_none() {
        shown.push(Row::heading(telling::heading(&pane.row)));
        shown.extend(told_rows(&telling::unread_card(&pane.row), width));
        shown.push(Row::text(""));
        shown.push(Row::text(format!("  w  {}", t!("tui-nothing-why"))));
        return shown;
    }
    let panes = home.look.as_ref().map_or(&[][..], |look| &look.panes);
    let all: Vec<TokenRow> = panes.iter().map(|pane| pane.row.clone()).collect();
    if let Some(group) = telling::card_group(&pane.row, &all) {
        let group = text_rows(&[group], width).into_iter();
        shown.extend(group.map(|row| row.look(Look::Dim)));
    }
    if let Some(time) = home.busy_since(pane).filter(|time| *time >= BUSY) {
        let words = t!("tui-token-busy", seconds = time.as_secs());
        let words = text_rows(&[words], width).into_iter();
        shown.extend(words.map(|row| row.look(Look::Warn)));
    }
    if let Some(failure) = &pane.failure {
        shown.push(Row::heading(t!("tui-token-unreadable")));
        shown.extend(text_rows(&words::failure(failure), width));
    }
    let words = match (&pane.show, pane.row.state) {
        (_, TokenRowState::Uninitialised) => Some(t!("tui-token-blank")),
        (_, TokenRowState::Unrecognised) => Some(t!("tui-token-unrecognised")),
        (_, TokenRowState::Error) => Some(t!("tui-token-silent")),
        (None, TokenRowState::Ready) if pane.reading => Some(t!("tui-token-reading")),
        (_, TokenRowState::Ready) => None,
    };
    match (&words, &pane.show) {
        (Some(words), _) if pane.failure.is_none() => {
            shown.extend(text_rows(std::slice::from_ref(words), width));
            if pane.row.state == TokenRowState::Uninitialised {
                shown.push(Row::text(""));
                shown.extend(first_steps());
            }
            let likely = telling::looks_like(&pane.row.looks_like);
            shown.extend(told_rows(&likely, width));
        }
        (None, Some(show)) => shown.extend(entry_rows(home, pane, show, width)),
        _ => {}
    }
    shown
}

/// What was read of a token.
fn entry_rows(home: &Home, pane: &Pane, show: &TokenShow, width: usize) -> Vec<Row> {
    let mut shown = vec![Row::heading(t!("tui-certificates"))];
    let lines = lines(home);
    let lines = lines.iter().enumerate();
    let mut entries = lines
        .filter(|(_, line)| matches!(line, Line::Entry(_)))
        .peekable();
    if entries.peek().is_none() && pane.failure.is_none() && !pane.reading {
        let words = if show.logged_in {
            t!("tui-token-empty")
        } else {
            t!("tui-token-empty-before-pin")
        };
        shown.extend(text_rows(&[words], width));
    }
    shown.extend(entries.map(|(item, line)| line.row(width).item(item)));
    for authority in &show.chain {
        let name = words::common_name(&authority.subject);
        shown.push(Row::text(t!("tui-chain", name = name)).look(Look::Dim));
    }
    if pane.reading {
        shown.push(Row::text(t!("tui-token-reading")).look(Look::Dim));
    }
    shown
}

/// What to do now, with its heading.
fn todo_rows(home: &Home, width: usize) -> Vec<Row> {
    let lines = lines(home);
    let todo: Vec<Row> = (0..)
        .zip(&lines)
        .filter(|(_, line)| matches!(line, Line::Todo(_) | Line::More(_) | Line::Fewer))
        .map(|(item, line)| line.row(width).item(item))
        .collect();
    let heading = (!todo.is_empty()).then(|| Row::heading(t!("tui-todo")));
    heading.into_iter().chain(todo).collect()
}

/// Cases and certificates that are remembered, and what was begun, with their heading.
fn remembered_rows(home: &Home, width: usize) -> Vec<Row> {
    let lines = lines(home);
    let mut shown: Vec<Row> = (0..)
        .zip(&lines)
        .filter(|(_, line)| matches!(line, Line::Case(_) | Line::Seen(_)))
        .map(|(item, line)| line.row(width).item(item))
        .collect();
    shown.extend(home.ahead.unfinished.iter().map(|open| {
        let label = words::named(Some(&open.label));
        let line = format!("  ! {}: {}", label, open.what);
        Row::text(line).right(open.when.clone()).look(Look::Warn)
    }));
    let heading = (!shown.is_empty()).then(|| Row::heading(t!("tui-remembered")));
    heading.into_iter().chain(shown).collect()
}

/// Lines of what both faces say.
fn told_rows(lines: &[telling::Line], width: usize) -> Vec<Row> {
    let rows = lines.iter().flat_map(|line| {
        let (look, text) = words::told(line);
        let rows = text_rows(&[text], width);
        rows.into_iter().map(move |row| row.look(look))
    });
    rows.collect()
}

fn text_rows(texts: &[String], width: usize) -> Vec<Row> {
    texts
        .iter()
        .flat_map(|text| wrapped(text, width.saturating_sub(3)))
        .map(Row::text)
        .collect()
}

fn is_wide(home: &Home, area: Rect) -> bool {
    area.width >= WIDE && home.pane().is_some()
}

/// Program, tokens as tabs, kind of token, state of its PIN.
fn title(home: &Home, pane: &Pane, width: u16) -> Row {
    let mut left = "parafa".to_owned();
    if width < WIDE {
        for (text, _, _) in tabs(home) {
            left.push_str("  ");
            left.push_str(&text);
        }
    }
    if pretends(&pane.row) {
        left = format!("{left}  {}", t!("tui-pretend"));
    }
    let title = Row::heading(left);
    if pane.row.module.is_none() {
        return title;
    }
    title.right(t!("tui-pin", text = words::pin(pane.row.pin.state)))
}

/// Each tab with its first column and the column after its last.
fn tabs(home: &Home) -> Vec<(String, usize, usize)> {
    let Some(look) = &home.look else {
        return Vec::new();
    };
    let room = 40 / look.panes.len().clamp(1, 4);
    let mut column = 1 + "parafa".width();
    let mut tabs = Vec::new();
    for (index, pane) in look.panes.iter().enumerate() {
        let mut name = fit(&token_name(&pane.row), room);
        if pane.reading {
            name.push_str(" …");
        }
        let text = if index == home.tab {
            format!("[{name}]")
        } else {
            format!(" {name} ")
        };
        let from = column + 2;
        column = from + text.width();
        tabs.push((text, from, column));
    }
    tabs
}

fn tab_rows(home: &Home) -> Vec<Row> {
    let panes = home.look.as_ref().map_or(&[][..], |look| &look.panes);
    let mut shown = vec![Row::heading(t!("tui-tokens"))];
    for (index, pane) in panes.iter().enumerate() {
        shown.push(Row::text(token_name(&pane.row)).item(index));
        let (look, state) = home.state_of(pane);
        shown.push(Row::text(format!("  {state}")).look(look));
    }
    shown
}

/// Which tab is at this place.
pub(super) fn tab_at(home: &Home, area: Rect, column: u16, row: u16) -> Option<usize> {
    if is_wide(home, area) {
        let at = row.checked_sub(area.y + 2)?;
        let tab = usize::from(at / 2);
        return (column < area.x + LEFT && tab < home.look.as_ref()?.panes.len()).then_some(tab);
    }
    let at = usize::from(column.checked_sub(area.x)?);
    (row == area.y)
        .then(|| {
            tabs(home)
                .iter()
                .position(|(_, from, to)| (*from..*to).contains(&at))
        })
        .flatten()
}

fn token_name(row: &TokenRow) -> String {
    let named = row
        .label
        .as_deref()
        .filter(|label| !label.trim().is_empty());
    match named.or(row.card.as_deref()) {
        Some(name) => sanitize::line(name),
        None => t!("tui-unnamed"),
    }
}

/// A token made of software only.
fn pretends(row: &TokenRow) -> bool {
    row.manufacturer
        .as_deref()
        .is_some_and(|maker| maker.to_lowercase().contains("softhsm"))
}

/// No token: what can be done then.
fn without(home: &Home, width: u16) -> Vec<Row> {
    let mut shown = vec![Row::heading("parafa"), Row::text("")];
    let Some(look) = &home.look else {
        shown.push(Row::text(t!("tui-looking")));
        return shown;
    };
    if let Some(failure) = &look.failure {
        shown.extend(text_rows(&words::failure(failure), usize::from(width)));
    } else if home.asked.is_empty() {
        shown.push(Row::heading(t!("tui-nothing")));
        shown.push(Row::text(t!("tui-nothing-safe")));
        shown.extend(told_rows(
            &telling::devices(&home.devices),
            usize::from(width),
        ));
    } else {
        shown.extend(asked_rows(home, usize::from(width)));
    }
    let found = look.modules.len();
    let known = found + look.absent;
    shown.push(Row::text(""));
    shown.extend(first_steps());
    shown.push(Row::text(format!(
        "  w  {}   {}",
        t!("tui-nothing-why"),
        t!("tui-drivers-found", count = found, limit = known)
    )));
    let width = usize::from(width);
    for block in [todo_rows(home, width), remembered_rows(home, width)] {
        if !block.is_empty() {
            shown.push(Row::text(""));
            shown.extend(block);
        }
    }
    shown
}

/// No token yet: which drivers let us wait, and what they do.
fn asked_rows(home: &Home, width: usize) -> Vec<Row> {
    let mut shown = vec![Row::heading(t!("tui-looking"))];
    let slow = |asked: &&Asked| asked.since.elapsed() >= UNSAID;
    for asked in home.asked.iter().filter(slow) {
        let seconds = asked.since.elapsed().as_secs();
        let words = t!(
            "tui-looking-since",
            name = home.driver(asked),
            seconds = seconds
        );
        shown.extend(text_rows(&[words], width));
        shown.extend(asked.doing().map(|it| Row::text(it).look(Look::Dim)));
    }
    shown.push(Row::text(t!("tui-nothing-safe")));
    shown
}

/// What can be done without a certificate on a token.
fn first_steps() -> [Row; 3] {
    [
        Row::text(format!("  n  {}", t!("tui-nothing-new"))),
        Row::text(format!("  t  {}", t!("tui-nothing-practise"))),
        Row::text(format!("  o  {}", t!("tui-nothing-open"))),
    ]
}

/// The drivers found, with their state.
pub(super) fn drivers(home: &Home) -> Vec<Row> {
    let Some(look) = &home.look else {
        return Vec::new();
    };
    let mut shown = Vec::new();
    for (driver, module) in look.modules.iter().enumerate() {
        let asked = home.asked.iter().find(|asked| asked.driver == driver);
        let (sign, word) = match asked.map(|asked| asked.since.elapsed().as_secs()) {
            Some(seconds) => ("·", t!("tui-driver-asked", seconds = seconds)),
            None => words::driver(module.state),
        };
        let name = sanitize::line(&module.name);
        shown.push(Row::text(format!("{sign} {name}: {word}")).look(Look::of_sign(sign)));
        shown.push(Row::text(format!("    {}", sanitize::line(&module.path))).look(Look::Dim));
        if let Some(detail) = &module.detail {
            shown.push(Row::text(format!("    {}", sanitize::line(detail))).look(Look::Dim));
        }
    }
    if look.modules.is_empty() {
        shown.push(Row::text(t!("tui-drivers-none")));
    }
    for (name, reason) in &look.skipped {
        shown.push(Row::text(format!("· {}: {reason}", sanitize::line(name))).look(Look::Dim));
    }
    shown.push(Row::text(""));
    shown.push(Row::text(t!("tui-drivers-absent", count = look.absent)));
    for advice in [t!("tui-advice-plug"), t!("tui-advice-driver")] {
        shown.extend(text_rows(&[advice], 78));
    }
    shown
}
