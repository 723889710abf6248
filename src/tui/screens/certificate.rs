//! One certificate, or a key without one, with all that is known of it; also when its token lies in a drawer.

use std::path::PathBuf;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::certificates::{Entry, Form};
use super::super::dialog::Dialog;
use super::super::draw::rows;
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::results;
use super::super::task::{Checking, Comparing, Job, Pane};
use super::super::words;
use super::certificate_rows;
use super::delete::DeleteScreen;
use super::export::ExportScreen;
use super::path::{PathScreen, Purpose};
use super::plain::PlainScreen;
use super::{Screen, open};
use crate::i18n::t;
use crate::op::files::{Source, quoted};
use crate::op::shape::{CertificateRow, IdentityRow, IdentityState, KeyRow};
use crate::op::show::details;
use crate::sanitize;
use crate::telling;

/// The certificate or key, and what is said of it.
pub(in crate::tui) struct Certificate {
    /// `None`: a key without one.
    pub(super) row: Option<CertificateRow>,
    /// The key with what is known of it; `None` where no token or file was read.
    pub(super) identity: Option<IdentityRow>,
    pub(super) place: Place,
    pub(super) form: Form,
    first: usize,
}

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Place {
    /// On a token that is plugged in.
    Token {
        /// Its URI.
        uri: String,
        /// Its name, sanitised.
        name: String,
        /// It was looked at with its PIN.
        logged_in: bool,
    },
    /// Remembered only.
    Seen {
        /// Where and when, sanitised.
        text: String,
        /// It was seen on a token; else it is kept with a case.
        on_token: bool,
    },
    /// In a file.
    File {
        /// Which.
        path: PathBuf,
        /// More certificates are in it.
        several: bool,
        /// A private key is in it.
        key: bool,
    },
}

impl Certificate {
    /// Of a line on a token or in a file.
    pub(super) fn of_entry(entry: &Entry<'_>, place: Place) -> Self {
        Self {
            row: entry.certificate.cloned(),
            identity: Some(entry.identity.clone()),
            place,
            form: Form::default(),
            first: 0,
        }
    }

    /// Of one that is remembered.
    pub(super) fn seen(row: CertificateRow, text: String, on_token: bool) -> Self {
        Self {
            row: Some(row),
            identity: None,
            place: Place::Seen { text, on_token },
            form: Form::default(),
            first: 0,
        }
    }

    /// Its token was looked at with the PIN.
    pub(in crate::tui) fn proved(&mut self, pane: &Pane) {
        let Place::Token { uri, logged_in, .. } = &mut self.place else {
            return;
        };
        let Some(show) = pane.show.as_ref().filter(|_| pane.row.uri == *uri) else {
            return;
        };
        let mine = self.row.as_ref().map(|row| &row.sha256);
        let hash = self
            .identity
            .as_ref()
            .and_then(|one| one.key_sha256.clone());
        let found = show.identities.iter().find(|one| match mine {
            Some(mine) => one.certificates.iter().any(|it| it.sha256 == *mine),
            None => hash.is_some() && one.key_sha256 == hash,
        });
        if let Some(found) = found {
            self.identity = Some(found.clone());
            *logged_in = show.logged_in;
        }
    }

    /// Whether it has ended, or will soon.
    pub(super) fn ends(&self) -> bool {
        let state = self.row.as_ref().map(words::state_of);
        matches!(
            state,
            Some(IdentityState::Expiring | IdentityState::Expired)
        )
    }

    pub(super) fn key(&self) -> Option<&KeyRow> {
        self.identity.as_ref()?.key.as_ref()
    }

    /// By what operations find it: its serial number, else the hash or the id of its key.
    fn id(&self) -> Option<String> {
        if let Some(row) = &self.row {
            return Some(row.serial.hex.clone());
        }
        let identity = self.identity.as_ref()?;
        let hash = identity.key_sha256.as_ref();
        let hash = hash.map(|hash| format!("sha256:{hash}"));
        hash.or_else(|| identity.id.clone())
    }

    /// Holder, else the key's label; sanitised.
    pub(super) fn name(&self) -> String {
        match (&self.row, &self.identity) {
            (Some(row), _) => words::holder(row),
            (None, Some(identity)) => words::named(identity.label.as_deref()),
            (None, None) => words::named(None),
        }
    }

    /// The name, and what tells it from others of that name.
    fn named(&self) -> (String, String) {
        let detail = match (&self.row, self.id()) {
            (Some(row), _) => format!(
                "{} {}",
                t!("tui-detail-serial"),
                sanitize::line(&row.serial.groups)
            ),
            (None, id) => {
                let id = id.unwrap_or_default();
                format!("{} {}", t!("tui-detail-id"), sanitize::line(&id))
            }
        };
        (self.name(), detail)
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let waits = self.row.is_none() && matches!(self.place, Place::Token { .. });
        let enter = if self.ends() {
            Action::new(KeyCode::Enter, Verb::Renew, t!("tui-enter-renew"))
        } else if waits {
            Action::new(KeyCode::Enter, Verb::Install, t!("tui-enter-install"))
        } else {
            Action::new(KeyCode::Enter, Verb::Enter, t!("tui-action-done"))
        };
        let mut all = vec![enter];
        if waits {
            let nameless = self.id().is_none();
            let nameless = nameless.then(|| t!("tui-off-delete-nameless"));
            let install = Action::letter('i', Verb::Install, t!("tui-action-install"));
            let request = Action::letter('n', Verb::New, t!("tui-action-request-key"));
            all.extend([install.quiet(), request.unless(nameless)]);
        }
        let [check, compare, export, others @ ..] = self.with_certificate();
        all.extend([check, compare, export]);
        if let Place::Token { .. } = self.place {
            all.push(Action::letter('p', Verb::Pin, t!("tui-enter-look")));
        }
        all.extend(others);
        all.push(
            Action::new(KeyCode::Delete, Verb::Delete, t!("tui-action-delete"))
                .unless(self.not_deleted())
                .quiet(),
        );
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    /// What is done with a certificate; a key without one says why not, in the list of all.
    fn with_certificate(&self) -> [Action; 9] {
        let none = self.row.is_none().then(|| t!("tui-off-no-certificate"));
        let export = Action::letter('x', Verb::Export, t!("tui-action-export"));
        let compare = Action::letter('v', Verb::Compare, t!("tui-action-compare"));
        let forms = Action::letter('d', Verb::Details, t!("tui-action-every-form"));
        let tree = Action::letter('a', Verb::Tree, t!("tui-action-asn1"));
        let copy = Action::letter('y', Verb::Copy, t!("tui-action-copy"));
        let other = Action::letter('s', Verb::OtherForm, t!("tui-action-other-form"));
        let quiet = |action: Action| match self.row {
            Some(_) => action,
            None => action.quiet(),
        };
        let check = Action::letter('c', Verb::Check, t!("tui-action-check"));
        let away = matches!(self.place, Place::Seen { .. }).then(|| t!("tui-off-check-away"));
        [
            quiet(check.unless(none.clone().or(away))),
            quiet(compare.unless(none.clone())),
            quiet(export.unless(none.clone())),
            quiet(forms.unless(none.clone())),
            tree.unless(none.clone()).quiet(),
            Action::letter('e', Verb::Renew, t!("tui-enter-renew"))
                .unless(none.clone())
                .quiet(),
            quiet(copy.unless(none.clone())),
            quiet(other.unless(none)),
            Action::letter('f', Verb::Forget, t!("tui-action-forget"))
                .unless(self.not_forgotten())
                .quiet(),
        ]
    }

    /// Why it cannot be forgotten.
    fn not_forgotten(&self) -> Option<String> {
        match &self.place {
            Place::Seen { on_token: true, .. } => None,
            Place::Seen { .. } => Some(t!("tui-off-forget-case")),
            Place::Token { .. } => Some(t!("tui-off-forget-here")),
            Place::File { .. } => Some(t!("tui-off-forget-file")),
        }
    }

    /// Why it cannot be deleted.
    fn not_deleted(&self) -> Option<String> {
        match (&self.place, self.id()) {
            (Place::Token { .. }, Some(_)) => None,
            (Place::Token { .. }, None) => Some(t!("tui-off-delete-nameless")),
            (Place::Seen { .. }, _) => Some(t!("tui-off-delete-away")),
            (Place::File { .. }, _) => Some(t!("tui-off-delete-file")),
        }
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(verb) => self.did(*verb),
            _ => Effect::Stay,
        }
    }

    /// One of its actions from elsewhere; where it cannot be done, why.
    pub(in crate::tui) fn asked(mut self, verb: Verb) -> Effect {
        let action = self.actions().into_iter().find(|one| one.verb == verb);
        match action {
            Some(Action {
                off: Some(reason),
                words,
                ..
            }) => Effect::Say(Dialog::message(words, vec![reason])),
            Some(_) => self.did(verb),
            None => Effect::Stay,
        }
    }

    fn did(&mut self, verb: Verb) -> Effect {
        let last = certificate_rows::rows(self, READING)
            .len()
            .saturating_sub(1);
        match verb {
            Verb::Enter => return Effect::Back,
            Verb::Install => return open(Screen::Path(PathScreen::new(Purpose::Install))),
            Verb::New => return open(Screen::Plain(Box::new(PlainScreen::new(self.id())))),
            Verb::Export => return self.export(),
            Verb::Check => return self.check(),
            Verb::Compare => return self.compare(),
            Verb::Delete => return self.delete(),
            Verb::Up => self.first = self.first.saturating_sub(1),
            Verb::Down => self.first = (self.first + 1).min(last),
            Verb::PageUp => self.first = self.first.saturating_sub(PAGE),
            Verb::PageDown => self.first = (self.first + PAGE).min(last),
            Verb::OtherForm => self.form = self.form.next(),
            Verb::Pin => {
                if let Place::Token { uri, .. } = &self.place {
                    return Effect::Do(Job::Prove(uri.clone()));
                }
            }
            Verb::Details => return self.details(),
            Verb::Tree => return self.tree(),
            Verb::Renew | Verb::Copy | Verb::Forget => {
                if let Some(row) = &self.row {
                    return self.of_certificate(verb, row);
                }
            }
            _ => {}
        }
        Effect::Stay
    }

    fn of_certificate(&self, verb: Verb, row: &CertificateRow) -> Effect {
        match verb {
            Verb::Renew => Effect::Do(Job::Renew(row.serial.hex.clone())),
            Verb::Copy => Effect::Copy(self.form.of(row)),
            _ => Effect::Do(Job::Care(Care::Forget {
                sha256: row.sha256.clone(),
                name: self.name(),
            })),
        }
    }

    fn check(&self) -> Effect {
        let mut asked = Checking::default();
        match (&self.place, &self.row) {
            (Place::File { path, .. }, _) => asked.check.files = vec![Source::Path(path.clone())],
            (Place::Token { uri, .. }, Some(row)) => {
                asked.token = Some(uri.clone());
                asked.check.ids = vec![row.serial.hex.clone()];
            }
            _ => return Effect::Stay,
        }
        Effect::Do(Job::Check(Box::new(asked)))
    }

    /// All that it says.
    fn details(&self) -> Effect {
        let told = self.row.as_ref().and_then(|row| details::details(&row.der));
        told.map_or(Effect::Stay, |told| {
            let title = t!("tui-title-details", name = self.name());
            let page = results::page(title, &telling::details(&told), Vec::new());
            Effect::Open(Box::new(page))
        })
    }

    /// Its ASN.1.
    fn tree(&self) -> Effect {
        self.row.as_ref().map_or(Effect::Stay, |row| {
            let title = t!("tui-title-asn1", name = self.name());
            let lines = telling::asn1(&details::tree(&row.der));
            Effect::Open(Box::new(results::page(title, &lines, Vec::new())))
        })
    }

    fn compare(&self) -> Effect {
        let Some(row) = &self.row else {
            return Effect::Stay;
        };
        let path = match &self.place {
            Place::File { path, .. } => Some(path.clone()),
            Place::Token { .. } | Place::Seen { .. } => None,
        };
        Effect::Do(Job::Compare(Comparing::shown(row, path)))
    }

    fn export(&self) -> Effect {
        let Some(row) = &self.row else {
            return Effect::Stay;
        };
        let serial = row.serial.hex.clone();
        let screen = match &self.place {
            Place::File { path, several, key } => {
                ExportScreen::of_file(path.clone(), *several, *key)
            }
            Place::Token { uri, .. } => {
                ExportScreen::of_token(Some(uri.clone()), serial, self.named())
            }
            Place::Seen { .. } => ExportScreen::of_token(None, serial, self.named()),
        };
        open(Screen::Export(Box::new(screen)))
    }

    fn delete(&self) -> Effect {
        match (&self.place, self.id()) {
            (Place::Token { uri, .. }, Some(id)) => {
                let certificate = self.row.is_some();
                let screen = DeleteScreen::new(uri.clone(), id, self.named(), certificate);
                open(Screen::Delete(screen))
            }
            _ => Effect::Stay,
        }
    }

    /// The command line that shows the same.
    pub(super) fn command(&self) -> Option<String> {
        if let Some(row) = self.row.as_ref().filter(|_| self.ends()) {
            return equivalent::of(&Job::Renew(row.serial.hex.clone()));
        }
        let (object, token) = match &self.place {
            Place::Token { uri, .. } => (quoted(&self.id()?), Some(uri)),
            Place::Seen { .. } => (self.id()?, None),
            Place::File { path, .. } => (quoted(&path.to_string_lossy()), None),
        };
        let token = token.map(|uri| format!(" -t {}", quoted(uri)));
        Some(format!("parafa show {object}{}", token.unwrap_or_default()))
    }
}

/// Columns at which its lines are counted for scrolling.
const READING: usize = 80;
/// Lines of a page.
const PAGE: usize = 10;

impl Widget for &Certificate {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let shown = certificate_rows::rows(self, usize::from(area.width));
        let shown: Vec<_> = shown.into_iter().skip(self.first).collect();
        rows(&shown, None, area, buf);
    }
}
