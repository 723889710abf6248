//! The one dialog: a message, a PIN, a typed word, yes or no, one of several. Esc always turns away.

use std::sync::mpsc::Sender;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, BorderType, Widget};

use super::draw::{self, Look, Row, wrapped};
use super::masked::Masked;
use super::message::Asked;
use super::words;
use crate::ask::{Answer, SecretAnswer, SecretKind, SecretWanted};
use crate::i18n::{self, Args, t};
use crate::sanitize;
use crate::secret::Secret;
use crate::token::PinState;

/// What stands before everything else.
pub(super) struct Dialog {
    title: String,
    text: Vec<String>,
    kind: Kind,
}

enum Kind {
    Message,
    Secret(SecretWanted, Masked, Option<Secret>, Sender<SecretAnswer>),
    YesNo(Sender<Answer>),
    Typed(String, String, Sender<Answer>),
    Choose(Vec<String>, usize, Sender<Option<usize>>),
}

/// Whether the dialog stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stays {
    /// It does.
    Open,
    /// It is answered, or was turned away.
    Closed,
}

impl Dialog {
    /// Something to read.
    pub(super) fn message(title: String, text: Vec<String>) -> Self {
        Self {
            title,
            text,
            kind: Kind::Message,
        }
    }

    /// An operation's question.
    pub(super) fn asked(asked: Asked) -> Self {
        match asked {
            Asked::Secret(wanted, reply) => Self {
                title: secret_title(&wanted),
                text: secret_text(&wanted),
                kind: Kind::Secret(wanted, Masked::new(), None, reply),
            },
            Asked::YesNo(question, reply) => Self {
                title: t!("tui-title-question"),
                text: vec![i18n::text(question.id, &words::safe(&question.args))],
                kind: Kind::YesNo(reply),
            },
            Asked::Typed(confirmation, reply) => Self {
                title: t!("tui-title-confirm"),
                text: vec![
                    i18n::text(confirmation.id, &words::safe(&confirmation.args)),
                    t!("tui-type-word", name = sanitize::line(&confirmation.word)),
                ],
                kind: Kind::Typed(confirmation.word, String::new(), reply),
            },
            Asked::Choose(id, choices, reply) => Self {
                title: t!("tui-title-question"),
                text: vec![i18n::text(id, &Args::new())],
                kind: Kind::Choose(
                    choices
                        .iter()
                        .map(|choice| sanitize::line(&choice.text))
                        .collect(),
                    0,
                    reply,
                ),
            },
        }
    }

    /// A key. Dropping the dialog without an answer is turning away.
    pub(super) fn key(&mut self, key: KeyCode) -> Stays {
        if key == KeyCode::Esc {
            return Stays::Closed;
        }
        match (&mut self.kind, key) {
            (Kind::Message, KeyCode::Enter | KeyCode::Char(_)) => return Stays::Closed,
            (Kind::Secret(_, line, ..), KeyCode::Char(letter)) => line.push(letter),
            (Kind::Secret(_, line, ..), KeyCode::Backspace) => line.pop(),
            (Kind::Secret(..), KeyCode::Enter) => return self.secret_entered(),
            (Kind::YesNo(reply), KeyCode::Char(letter)) => {
                if t!("tui-yes-key").contains(letter) {
                    let _ = reply.send(Answer::Yes);
                    return Stays::Closed;
                }
                if t!("tui-no-key").contains(letter) {
                    return Stays::Closed;
                }
            }
            (Kind::Typed(_, line, _), KeyCode::Char(letter)) if !letter.is_control() => {
                line.push(letter);
            }
            (Kind::Typed(_, line, _), KeyCode::Backspace) => {
                line.pop();
            }
            (Kind::Typed(word, line, reply), KeyCode::Enter) => {
                let right = line.trim() == word.trim();
                let _ = reply.send(if right { Answer::Yes } else { Answer::No });
                return Stays::Closed;
            }
            (Kind::Choose(_, at, _), KeyCode::Up) => *at = at.saturating_sub(1),
            (Kind::Choose(choices, at, _), KeyCode::Down) => {
                *at = (*at + 1).min(choices.len().saturating_sub(1));
            }
            (Kind::Choose(_, at, reply), KeyCode::Enter) => {
                let _ = reply.send(Some(*at));
                return Stays::Closed;
            }
            _ => {}
        }
        Stays::Open
    }

    /// Pasted text goes into the line; a word that confirms a loss has to be typed.
    pub(super) fn paste(&mut self, text: &str) {
        if let Kind::Secret(_, line, ..) = &mut self.kind {
            text.trim_end_matches(['\r', '\n'])
                .chars()
                .for_each(|letter| line.push(letter));
        }
    }

    /// A secret, once, or twice for a new one.
    fn secret_entered(&mut self) -> Stays {
        let Kind::Secret(wanted, line, before, reply) = &mut self.kind else {
            return Stays::Open;
        };
        if line.letters() == 0 {
            return Stays::Open;
        }
        let secret = line.take();
        let twice = matches!(
            wanted.what,
            SecretKind::FirstPin(_) | SecretKind::NewPin(_) | SecretKind::NewPassword
        );
        match (twice, before.take()) {
            (true, None) => {
                *before = Some(secret);
                self.text = vec![t!("tui-pin-again")];
                Stays::Open
            }
            (true, Some(first)) if !first.same_as(&secret) => {
                self.text = vec![t!("tui-pin-differs")];
                Stays::Open
            }
            _ => {
                let _ = reply.send(SecretAnswer::Given(secret));
                Stays::Closed
            }
        }
    }

    fn lines(&self, width: usize) -> Vec<Row> {
        let mut rows: Vec<Row> = self
            .text
            .iter()
            .flat_map(|text| wrapped(text, width))
            .map(Row::text)
            .collect();
        rows.push(Row::text(""));
        match &self.kind {
            Kind::Message | Kind::YesNo(_) => {}
            Kind::Secret(_, line, ..) => {
                let dots = "•".repeat(line.letters().min(width.saturating_sub(4)));
                rows.push(Row::heading(format!("> {dots}_")));
            }
            Kind::Typed(_, line, _) => {
                rows.push(Row::heading(format!("> {}_", sanitize::line(line))));
            }
            Kind::Choose(choices, ..) => rows.extend(
                choices
                    .iter()
                    .enumerate()
                    .map(|(index, choice)| Row::text(choice.clone()).item(index)),
            ),
        }
        let keys = match &self.kind {
            Kind::Message => t!("tui-keys-message"),
            Kind::YesNo(_) => t!("tui-keys-yes-no"),
            Kind::Choose(..) => t!("tui-keys-choose"),
            Kind::Secret(..) | Kind::Typed(..) => t!("tui-keys-line"),
        };
        rows.push(Row::text(keys).look(Look::Dim));
        rows
    }
}

impl Widget for &Dialog {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let width = area.width.saturating_sub(8).min(72);
        let rows = self.lines(usize::from(width).saturating_sub(4));
        let chosen = match &self.kind {
            Kind::Choose(_, at, _) => Some(*at),
            _ => None,
        };
        boxed(&self.title, &rows, chosen, width, area, buf);
    }
}

/// Rows in a box in the middle.
pub(super) fn boxed(
    title: &str,
    rows: &[Row],
    chosen: Option<usize>,
    width: u16,
    area: Rect,
    buf: &mut Buffer,
) {
    let wanted = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
    let height = wanted.min(area.height.saturating_sub(2));
    let frame = Rect::new(
        area.x + area.width.saturating_sub(width) / 2,
        area.y + area.height.saturating_sub(height) / 2,
        width,
        height,
    );
    draw::blank(frame, buf);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .title(format!(" {title} "));
    let inner = block.inner(frame);
    block.render(frame, buf);
    draw::rows(rows, chosen, inner, buf);
}

fn secret_title(wanted: &SecretWanted) -> String {
    match wanted.what {
        SecretKind::Pin(role) => words::role(role),
        SecretKind::FirstPin(role) | SecretKind::NewPin(role) => {
            t!("tui-title-new-pin", role = words::role(role))
        }
        SecretKind::Password | SecretKind::NewPassword => t!("tui-title-password"),
    }
}

fn secret_text(wanted: &SecretWanted) -> Vec<String> {
    let token = words::named(Some(&wanted.token));
    let serial = words::named(Some(&wanted.serial));
    let mut text = match wanted.what {
        SecretKind::Password => vec![token],
        _ => vec![t!("tui-pin-of", token = token, serial = serial)],
    };
    let quiet = matches!(wanted.state, PinState::NoWarning | PinState::Unknown);
    if matches!(wanted.what, SecretKind::Pin(_)) {
        if !quiet {
            text.push(t!("tui-pin-state", text = words::pin(wanted.state)));
        }
        text.push(t!("tui-pin-once"));
    }
    text
}
