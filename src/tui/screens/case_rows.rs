//! How a case is drawn: what it is, its steps, and below them what the chosen one says.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::draw::{Look, Row, cell, labelled, rows, wrapped};
use super::super::words;
use super::case::{Case, DONE, TODO};
use crate::i18n::t;
use crate::op::changes::{ChangedPart, Changes};
use crate::op::todo::{CaseRow, DeadlineRow, StepRow};
use crate::sanitize::{self, fit};

/// From this width on, the steps say whose they are.
const WIDE: u16 = 120;
/// Columns beside a step's text: mark, sign, number, `?`, and the last one.
const BEFORE: usize = 10;
/// The smallest list of steps.
const LIST: u16 = 4;

/// The parts of the screen.
pub(super) struct Parts {
    head: Vec<Row>,
    /// The steps.
    pub(super) steps: Vec<Row>,
    /// Where the steps are drawn.
    pub(super) list: Rect,
    below: Vec<Row>,
    pane: Rect,
}

/// What is drawn where. The steps get what they need where the pane below can do with the rest, else half each.
pub(super) fn parts(screen: &Case, area: Rect) -> Parts {
    let head = head(&screen.case, usize::from(area.width));
    let steps = steps(screen, area.width);
    let below = match screen.case.steps.get(screen.chosen) {
        Some(step) => pane(&screen.case, screen.chosen, step, area.width),
        None => vec![Row::text(t!("tui-off-no-step"))],
    };
    let top = lines(&head).min(area.height);
    let room = area.height - top;
    let half = (room / 2).max(LIST).min(room);
    let wanted = lines(&steps).max(1);
    let rest = room.saturating_sub(lines(&below)).max(half);
    let height = wanted.min(rest);
    let list = Rect::new(area.x, area.y + top, area.width, height);
    let pane = Rect::new(area.x, list.bottom(), area.width, room - height);
    Parts {
        head,
        steps,
        list,
        below,
        pane,
    }
}

/// The screen.
pub(super) fn draw(screen: &Case, area: Rect, buf: &mut Buffer) {
    let mut parts = parts(screen, area);
    rows(&parts.head, None, area, buf);
    rows(&parts.steps, Some(screen.chosen), parts.list, buf);
    let room = usize::from(parts.pane.height);
    if parts.below.len() > room {
        parts.below.truncate(room.saturating_sub(1));
        parts
            .below
            .push(Row::text(t!("tui-case-more")).look(Look::Dim));
    }
    rows(&parts.below, None, parts.pane, buf);
}

fn lines(rows: &[Row]) -> u16 {
    u16::try_from(rows.len()).unwrap_or(u16::MAX)
}

/// What it is and for whom, with the next deadline at the right where there is room, else below with the others.
fn head(case: &CaseRow, width: usize) -> Vec<Row> {
    let renewal = case.occasion == crate::case::RENEWAL;
    let occasion = match (&case.holder, renewal) {
        (Some(holder), true) => t!("tui-case-renewal-of", name = sanitize::line(holder)),
        (None, true) => t!("tui-case-renewal"),
        (_, false) => t!("tui-case-first"),
    };
    let mut title = Row::heading(format!("{} · {occasion}", words::case_name(case)));
    let mut deadlines = case.deadlines.iter().peekable();
    if let Some(first) = deadlines.peek().map(|first| deadline(first)) {
        let beside = title.left.width() + first.width() + 4 <= width;
        if beside && first.width() <= width / 2 {
            title.right = first;
            let _ = deadlines.next();
        }
    }
    let mut shown = vec![title];
    if !case.providers.is_empty() {
        let names = words::names(&case.providers);
        shown.push(Row::text(t!("tui-case-for", names = names)));
    }
    shown.extend(
        case.changes
            .iter()
            .flat_map(|changes| beside(changes, width)),
    );
    shown.extend(deadlines.map(|row| {
        let look = if words::is_near(row) {
            Look::Warn
        } else {
            Look::Plain
        };
        Row::text(deadline(row)).look(look)
    }));
    shown
}

/// Old and new certificate side by side, in short.
fn beside(changes: &Changes, width: usize) -> Vec<Row> {
    let of = |part| {
        let row = changes.parts.iter().find(|row| row.part == part);
        row.map(|row| (sanitize::line(&row.old), sanitize::line(&row.new)))
            .unwrap_or_default()
    };
    let (old, new) = of(ChangedPart::Serial);
    let (ended, ends) = of(ChangedPart::NotAfter);
    let until = |day: &str| words::date(day);
    let pairs = [
        (t!("tui-case-old"), format!("{old}  {}", until(&ended))),
        (t!("tui-case-new"), format!("{new}  {}", until(&ends))),
    ];
    labelled(&pairs, width)
}

fn deadline(row: &DeadlineRow) -> String {
    let text = sanitize::line(&row.text);
    let date = words::day(&row.due);
    let line = if row.days_left < 0 {
        t!("tui-case-deadline-over", date = date, text = text)
    } else {
        t!(
            "tui-case-deadline",
            days = row.days_left,
            date = date,
            text = text
        )
    };
    if words::is_near(row) {
        format!("! {line}")
    } else {
        line
    }
}

/// Every step on a line; the columns are as wide as what stands in them.
fn steps(screen: &Case, width: u16) -> Vec<Row> {
    let all = &screen.case.steps;
    let most = usize::from(width);
    let ends: Vec<String> = all.iter().map(|step| end(screen, step)).collect();
    let whom: Vec<String> = all.iter().map(whom).collect();
    let who: Vec<String> = match width {
        WIDE.. => all.iter().map(who).collect(),
        _ => vec![String::new(); all.len()],
    };
    let end_column = longest(&ends, most / 3);
    let columns = [longest(&whom, most / 5), longest(&who, most / 5)];
    let gap = |column: usize| if column == 0 { 0 } else { column + 2 };
    let beside = gap(end_column) + columns.iter().map(|column| gap(*column)).sum::<usize>();
    let room = most.saturating_sub(BEFORE + beside).max(8);
    let mut shown = Vec::new();
    for (index, step) in all.iter().enumerate() {
        let (sign, look) = sign(step);
        let doubt = if step.to_be_confirmed { "?" } else { " " };
        let number = number(&screen.case, index);
        let text = sanitize::line(&step.text);
        let beside = [&whom, &who].map(|texts| texts.get(index).map_or("", String::as_str));
        // Where nothing stands beside it, a text goes on to the end.
        let mut left = format!("{sign} {number:>2}{doubt} ");
        if beside.iter().all(|text| text.is_empty()) {
            left.push_str(&text);
        } else {
            left.push_str(&cell(&text, room));
            for (text, column) in beside.into_iter().zip(columns) {
                if column > 0 {
                    left.push_str("  ");
                    left.push_str(&cell(text, column));
                }
            }
        }
        let end = ends.get(index).map_or("", String::as_str);
        let row = Row::text(left).right(fit(end, end_column)).look(look);
        shown.push(row.item(index));
    }
    shown
}

fn longest(texts: &[String], most: usize) -> usize {
    let widths = texts.iter().map(|text| text.width());
    widths.max().unwrap_or(0).min(most)
}

/// Which step this is; rows of the same step have one number, at the first of them.
fn number(case: &CaseRow, index: usize) -> String {
    let id = |index: usize| case.steps.get(index).map(|step| &step.more.step);
    let begins = |index: usize| index == 0 || id(index) != id(index - 1);
    if !begins(index) {
        return String::new();
    }
    let count = (0..=index).filter(|index| begins(*index)).count();
    count.to_string()
}

fn sign(step: &StepRow) -> (&'static str, Look) {
    match step.state {
        DONE => ("✓", Look::Good),
        TODO => ("○", Look::Plain),
        _ => (" ", Look::Dim),
    }
}

/// For which provider, on which computer, for which request.
fn whom(step: &StepRow) -> String {
    let whom = step.provider.as_ref().or(step.more.on.as_ref());
    whom.map(|name| sanitize::line(name)).unwrap_or_default()
}

fn who(step: &StepRow) -> String {
    step.who.as_deref().map(sanitize::line).unwrap_or_default()
}

/// When it was done and with which number; what Enter does where it can be done now.
fn end(screen: &Case, step: &StepRow) -> String {
    match step.state {
        DONE => {
            let on = step.on.as_deref().map(words::date);
            let value = step.value.as_deref().map(sanitize::line);
            let parts: Vec<String> = on.into_iter().chain(value).collect();
            parts.join(" · ")
        }
        TODO => format!("{} {}", t!("tui-key-enter"), screen.enter(step)),
        _ => String::new(),
    }
}

/// The pane below the steps.
fn pane(case: &CaseRow, index: usize, step: &StepRow, width: u16) -> Vec<Row> {
    let begins = (0..=index).rev().map(|index| number(case, index));
    let number = begins.into_iter().find(|number| !number.is_empty());
    let mut parts = vec![t!("tui-case-step", position = number.unwrap_or_default())];
    parts.push(match step.state {
        DONE => t!("tui-case-done"),
        TODO => t!("tui-case-todo"),
        _ => t!("tui-case-waiting"),
    });
    if step.to_be_confirmed {
        parts.push(format!("? {}", t!("tui-case-unconfirmed")));
    }
    let mut shown = vec![Row::text(""), Row::heading(parts.join(" · "))];
    shown.extend(details(case, step, usize::from(width)));
    shown
}

/// All that a step says, `width` columns wide.
pub(super) fn details(case: &CaseRow, step: &StepRow, width: usize) -> Vec<Row> {
    let text = sanitize::line(&step.text);
    let lines = wrapped(&text, width.saturating_sub(3));
    let mut shown: Vec<Row> = lines.into_iter().map(Row::text).collect();
    let more = &step.more;
    let days = more.usual_days.map(|days| t!("tui-days", days = days));
    let on = step.on.as_deref().map(words::date);
    let folder = case.folder.clone().map(|path| {
        if case.folder_there {
            path
        } else {
            t!("tui-folder-gone", path = path)
        }
    });
    let pairs = [
        (t!("tui-step-who"), step.who.clone()),
        (t!("tui-step-where"), step.place.clone()),
        (t!("tui-step-provider"), step.provider.clone()),
        (t!("tui-step-on"), more.on.clone()),
        (t!("tui-step-day"), on),
        (t!("tui-step-value"), step.value.clone()),
        (t!("tui-step-expect"), step.expect.clone()),
        (t!("tui-step-usual"), days),
        (t!("tui-step-skipped"), more.if_skipped.clone()),
        (t!("tui-step-lost"), more.if_lost.clone()),
        (t!("tui-step-note"), more.note.clone()),
        (t!("tui-step-folder"), folder),
    ];
    let known: Vec<(String, String)> = pairs
        .into_iter()
        .filter_map(|(label, value)| Some((label, sanitize::line(&value?))))
        .collect();
    shown.extend(labelled(&known, width));
    shown
}
