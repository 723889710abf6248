//! What came of making requests, of renewals, and of looking things up.

use super::app::App;
use super::dialog::Dialog;
use super::order::{NextUp, Renewal, Wanted};
use super::results;
use super::screens::Screen;
use super::screens::authorities::{self, Authorities};
use super::screens::case::Case;
use super::screens::checked::CheckedScreen;
use super::screens::home::Home;
use super::screens::new::Wizard;
use super::screens::papers::Papers;
use super::screens::providers::Providers;
use super::screens::purpose::Purpose;
use super::task::{Checking, Job, Reply};
use crate::i18n::t;
use crate::op::check::CheckOutcome;
use crate::op::shape::RequestOutcome;
use crate::sanitize;

impl App {
    /// Shows what came of a job.
    pub(super) fn answered(&mut self, reply: Reply, notes: Vec<String>) {
        match reply {
            Reply::Catalogue(catalogue, Wanted::Certificate) => {
                self.above
                    .push(Screen::New(Box::new(Wizard::new(catalogue))));
            }
            Reply::Catalogue(catalogue, Wanted::Providers) => {
                if matches!(self.above.last(), Some(Screen::Provider(_))) {
                    let _ = self.above.pop();
                }
                match self.above.last_mut() {
                    Some(Screen::Providers(screen)) => screen.are(catalogue),
                    _ => self
                        .above
                        .push(Screen::Providers(Providers::new(catalogue))),
                }
            }
            Reply::Catalogue(catalogue, Wanted::Papers) => {
                let screen = Authorities::new(&catalogue, authorities::Purpose::Papers);
                self.above.push(Screen::Authorities(screen));
            }
            Reply::Catalogue(catalogue, Wanted::Profiles) => {
                let screen = Authorities::new(&catalogue, authorities::Purpose::Read);
                self.above.push(Screen::Authorities(screen));
            }
            Reply::Catalogue(catalogue, Wanted::Purpose) => {
                self.above.push(Screen::Purpose(Purpose::new(&catalogue)));
            }
            Reply::Changed(practice) => {
                self.home = Home::new(practice.pin.is_some());
                self.practice = practice;
                self.above.clear();
                self.start(Job::Look);
            }
            Reply::Renewal(renewal) => self.renewal(*renewal),
            Reply::Planned(planned) => {
                if let Some(Screen::New(screen)) = self.above.last_mut() {
                    screen.planned(&planned);
                }
            }
            Reply::PlannedPlain(plan) => {
                if let Some(Screen::Plain(screen)) = self.above.last_mut() {
                    screen.planned(&plan);
                }
            }
            Reply::Made(outcome) => self.made(&outcome),
            Reply::Lacking(lacking) => {
                self.leave_question();
                self.above
                    .push(Screen::Papers(Box::new(Papers::new(*lacking))));
            }
            Reply::Papers(lines, path) => {
                self.leave_question();
                let title = t!("tui-title-papers-made");
                self.above
                    .push(results::opening(title, &lines, notes, path));
                return;
            }
            Reply::Checked(checked) => {
                self.checked(*checked, notes);
                return;
            }
            Reply::Compare(screen) => self.above.push(Screen::Compare(screen)),
            Reply::Shown => self.note = Some(t!("tui-shown")),
            Reply::Page(title, lines) => {
                self.above.push(results::page(title, &lines, notes));
                return;
            }
            Reply::Cared(cared) => {
                self.cared(*cared, notes);
                return;
            }
            _ => {}
        }
        if !notes.is_empty() && self.dialog.is_none() {
            self.dialog = Some(Dialog::message(t!("tui-title-note"), notes));
        }
    }

    /// Asked again with the PIN, it stands in the place of what was there.
    fn checked(&mut self, (asked, outcome): (Checking, CheckOutcome), notes: Vec<String>) {
        if let Some(Screen::Checked(_)) = self.above.last() {
            self.above.pop();
        }
        let screen = CheckedScreen::new(asked, outcome, notes);
        self.above.push(Screen::Checked(Box::new(screen)));
    }

    fn renewal(&mut self, renewal: Renewal) {
        if let NextUp::Case(case) = &renewal.next {
            let case = case.clone();
            self.show_case(&case);
            return;
        }
        if let Some(screen) = Wizard::renewing(renewal) {
            self.above.push(Screen::New(Box::new(screen)));
        }
    }

    /// The case that was opened, or went on; without an authority, what was written.
    fn made(&mut self, outcome: &RequestOutcome) {
        let folder = outcome.files.last().map(|file| {
            let path = std::path::Path::new(&file.path);
            let folder = path.parent().unwrap_or(path);
            sanitize::line(&folder.display().to_string())
        });
        if self.show_case(&outcome.case) {
            let path = folder.unwrap_or_default();
            self.note = Some(if outcome.keys.is_empty() {
                t!("tui-opened-case", path = path)
            } else {
                t!("tui-made", path = path)
            });
        } else {
            self.leave_question();
            self.above.push(results::made(outcome));
        }
        // A new key shows on its token.
        self.start(Job::Look);
    }

    /// Opens a case in place of the question that led to it; `false`: none such is under way.
    pub(super) fn show_case(&mut self, id: &str) -> bool {
        let Some(case) = self.home.case(id).cloned() else {
            return false;
        };
        self.leave_question();
        match self.above.last_mut() {
            Some(screen @ Screen::Case(_)) => screen.stands(&case),
            _ => self.above.push(Screen::Case(Case::new(case))),
        }
        true
    }

    fn leave_question(&mut self) {
        if matches!(
            self.above.last(),
            Some(
                Screen::New(_)
                    | Screen::Path(_)
                    | Screen::Plain(_)
                    | Screen::Certificate(_)
                    | Screen::Papers(_)
            )
        ) {
            let _ = self.above.pop();
        }
    }
}
