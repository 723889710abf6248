//! The lines of Home among which the cursor moves, as one list.

use super::super::certificates::{Entry, entries};
use super::super::draw::{Look, Row, cell};
use super::super::todo::{self, Todo};
use super::super::words;
use super::certificate::Certificate;
use super::home::Home;
use crate::i18n::t;
use crate::op::remembered::Remembered;
use crate::op::shape::CertificateRow;
use crate::op::todo::CaseRow;
use crate::sanitize;

/// How many things to do are shown before the rest is asked for.
const MOST: usize = 5;

/// One line.
#[derive(Debug, Clone)]
pub(super) enum Line<'a> {
    /// Something to do.
    Todo(Todo),
    /// So many more things to do.
    More(usize),
    /// Fewer of them again.
    Fewer,
    /// A certificate or key on the token.
    Entry(Entry<'a>),
    /// A case under way.
    Case(&'a CaseRow),
    /// A certificate that was seen once.
    Seen(&'a Remembered),
}

/// How much of what to do is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Length {
    /// The first few.
    #[default]
    Few,
    /// All.
    All,
}

/// All lines of Home now.
pub(super) fn lines(home: &Home) -> Vec<Line<'_>> {
    let show = home.pane().and_then(|pane| pane.show.as_ref());
    let todo = todo::all(show, &home.ahead);
    let count = todo.len();
    let shown = match home.length {
        Length::Few => MOST,
        Length::All => count,
    };
    let mut lines: Vec<Line<'_>> = todo.into_iter().take(shown).map(Line::Todo).collect();
    match home.length {
        _ if count <= MOST => {}
        Length::Few => lines.push(Line::More(count - MOST)),
        Length::All => lines.push(Line::Fewer),
    }
    match (home.pane(), show) {
        (_, Some(show)) => lines.extend(entries(&show.identities).into_iter().map(Line::Entry)),
        (Some(_), None) => {}
        (None, None) => {
            lines.extend(home.ahead.todo.cases.iter().map(Line::Case));
            let seen = home.ahead.remembered.iter();
            lines.extend(seen.filter(|seen| !seen.followed).map(Line::Seen));
        }
    }
    lines
}

impl Line<'_> {
    /// The line, `width` columns wide.
    pub(super) fn row(&self, width: usize) -> Row {
        match self {
            Self::Todo(todo) => {
                let sign = todo.sign();
                let enter = format!("{} {}", t!("tui-key-enter"), todo.enter());
                let row = Row::text(format!("{sign} {}", todo.line())).right(enter);
                row.look(Look::of_sign(sign))
            }
            Self::More(count) => Row::text(t!("tui-todo-more", count = count)).look(Look::Dim),
            Self::Fewer => Row::text(t!("tui-todo-fewer")).look(Look::Dim),
            Self::Entry(entry) => entry.row(width),
            Self::Case(case) => case_row(case),
            Self::Seen(seen) => seen_row(seen, width),
        }
    }

    /// By what it is found again after a change.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Todo(todo) => todo.line(),
            Self::More(_) => "more".to_owned(),
            Self::Fewer => "fewer".to_owned(),
            Self::Entry(entry) => match (entry.certificate, &entry.identity.key_sha256) {
                (Some(certificate), _) => certificate.sha256.clone(),
                (None, Some(hash)) => hash.clone(),
                (None, None) => format!("{:?}", (&entry.identity.id, &entry.identity.label)),
            },
            Self::Case(case) => case.case.clone(),
            Self::Seen(seen) => seen.certificate.sha256.clone(),
        }
    }

    /// What Enter does there.
    pub(super) fn enter(&self) -> String {
        match self {
            Self::Todo(todo) => todo.enter(),
            Self::More(_) => t!("tui-enter-all"),
            Self::Fewer => t!("tui-enter-fewer"),
            Self::Entry(_) => t!("tui-enter-prove"),
            Self::Case(_) | Self::Seen(_) => t!("tui-enter-open"),
        }
    }
}

fn case_row(case: &CaseRow) -> Row {
    let mut name = words::case_name(case);
    if !case.providers.is_empty() {
        name = format!("{name}, {}", words::names(&case.providers));
    }
    let done = case.steps.iter().filter(|step| step.state == "done");
    let (count, limit) = (done.count(), case.steps.len());
    let right = t!("tui-case-progress", count = count, limit = limit);
    Row::text(format!("  {name}")).right(right)
}

fn seen_row(seen: &Remembered, width: usize) -> Row {
    let (sign, word) = words::state(&seen.certificate);
    let right = last_seen(seen);
    let issuer = words::common_name(&seen.certificate.issuer);
    let holder = words::holder(&seen.certificate);
    // Mark, sign, state and gaps take 17 columns, the right end half at most; holder and issuer share the rest.
    let beside = unicode_width::UnicodeWidthStr::width(right.as_str()).min(width / 2);
    let room = width.saturating_sub(17 + beside).max(8);
    let first = room / 2;
    let text = format!(
        "{sign} {} {} {}",
        cell(&word, 9),
        cell(&holder, first),
        cell(&issuer, room - first),
    );
    Row::text(text).right(right).look(Look::of_sign(sign))
}

fn last_seen(seen: &Remembered) -> String {
    let (Some(token), Some(time)) = (&seen.token, &seen.last_seen) else {
        return t!("tui-kept-with-case");
    };
    let name = match token.serial.trim() {
        "" => words::named(Some(&token.label)),
        serial => sanitize::line(serial),
    };
    t!("tui-last-seen", date = words::day(time), token = name)
}

/// The screen of a certificate that was seen once.
pub(super) fn of_seen(seen: &Remembered) -> Certificate {
    let row: CertificateRow = seen.certificate.clone();
    let place = match &seen.token {
        Some(token) => format!("{}, {}", words::named(Some(&token.label)), last_seen(seen)),
        None => last_seen(seen),
    };
    Certificate::seen(row, place, seen.token.is_some())
}
