//! One certificate with all that is known of it, also when its token lies in a drawer.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::certificates::Form;
use super::super::draw::{Look, Row, labelled, rows, wrapped};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::task::Job;
use super::super::words;
use crate::i18n::t;
use crate::op::shape::{CertificateRow, IdentityState};
use crate::sanitize;

/// The certificate, and what is said of it.
pub(in crate::tui) struct Certificate {
    row: CertificateRow,
    /// Where it is, or was seen last.
    place: String,
    form: Form,
}

impl Certificate {
    /// `place`: where it is or was seen last, sanitised.
    pub(super) fn new(row: CertificateRow, place: String) -> Self {
        Self {
            row,
            place,
            form: Form::default(),
        }
    }

    /// Whether it has ended, or will soon.
    fn ends(&self) -> bool {
        let state = words::state_of(&self.row);
        matches!(state, IdentityState::Expiring | IdentityState::Expired)
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let enter = if self.ends() {
            Action::new(KeyCode::Enter, Verb::Renew, t!("tui-enter-renew"))
        } else {
            Action::new(KeyCode::Enter, Verb::Enter, t!("tui-action-done"))
        };
        let renew = Action::letter('e', Verb::Renew, t!("tui-enter-renew")).quiet();
        let mut all = vec![
            enter,
            renew,
            Action::letter('s', Verb::OtherForm, t!("tui-action-other-form")),
            Action::letter('y', Verb::Copy, t!("tui-action-copy")),
        ];
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => return Effect::Back,
            Event::Did(Verb::Renew) => {
                return Effect::Do(Job::Renew(self.row.serial.hex.clone()));
            }
            Event::Did(Verb::OtherForm) => self.form = self.form.next(),
            Event::Did(Verb::Copy) => return Effect::Copy(self.form.of(&self.row)),
            _ => {}
        }
        Effect::Stay
    }

    pub(super) fn command(&self) -> Option<String> {
        let serial = &self.row.serial.hex;
        if self.ends() {
            return equivalent::of(&Job::Renew(serial.clone()));
        }
        Some(format!("parafa show {serial}"))
    }

    fn rows(&self, width: usize) -> Vec<Row> {
        let row = &self.row;
        let (sign, state) = words::state(row);
        let mut shown = vec![Row::heading(words::holder(row)), Row::text("")];
        if self.ends() {
            let lines = wrapped(&t!("tui-why-ends"), width.saturating_sub(3)).into_iter();
            shown.extend(lines.map(|line| Row::text(line).look(Look::Warn)));
            shown.push(Row::text(""));
        }
        let dates = format!(
            "{} - {}",
            words::day(&row.not_before),
            words::day(&row.not_after)
        );
        let pairs = [
            (
                t!("tui-detail-validity"),
                format!("{dates}  {sign} {state}"),
            ),
            (t!("tui-detail-serial"), sanitize::line(&self.form.of(row))),
            (t!("tui-detail-issuer"), sanitize::line(&row.issuer)),
            (t!("tui-detail-subject"), sanitize::line(&row.subject)),
            (t!("tui-detail-token"), self.place.clone()),
            ("SHA-256".to_owned(), sanitize::line(&row.sha256)),
        ];
        shown.extend(labelled(&pairs, width));
        shown
    }
}

impl Widget for &Certificate {
    fn render(self, area: Rect, buf: &mut Buffer) {
        rows(&self.rows(usize::from(area.width)), None, area, buf);
    }
}
