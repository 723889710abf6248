//! The screens above each other, the one dialog, the job that runs: what a message does to them, and how all is drawn.

use std::time::Instant;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::Jobs;
use super::action::Action;
use super::dialog::Dialog;
use super::draw;
use super::effect::Effect;
use super::lookout::Back;
use super::message::Message;
use super::order::Wanted;
use super::screens::Screen;
use super::screens::home::Home;
use super::screens::languages::Languages;
use super::task::{Done, Job, Practice, Reply};
use super::todo::Ahead;
use super::watch::Stopping;
use super::{frame, results, words};
use crate::error::{Code, Failure};
use crate::i18n::{self, t};
use crate::op::prefer::Preference;
use crate::op::start::Running;
use crate::op::todo::CaseRow;
use crate::token::TokenState;

/// What the loop shall do after a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Flow {
    /// Draw.
    Go,
    /// Copy this, then draw.
    Copy(String),
    /// Leave.
    Quit,
}

/// A job under way.
pub(super) struct Busy {
    /// Which.
    pub job: Job,
    /// Since when.
    pub since: Instant,
    /// The call that runs now.
    pub running: Option<Running>,
    /// What the operation said last.
    pub told: Option<String>,
}

/// Everything on the screen.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub(super) struct App {
    pub(super) home: Home,
    pub(super) above: Vec<Screen>,
    pub(super) dialog: Option<Dialog>,
    busy: Vec<Busy>,
    /// A sentence above the bar, until the next key.
    pub(super) note: Option<String>,
    jobs: Jobs,
    pub(super) stopping: Stopping,
    pub(super) size: Rect,
    broken: bool,
    stopped_once: bool,
    colour: bool,
    /// The questions of the first start are being asked.
    pub(super) first_start: bool,
    /// The tokens are pretended.
    pub(super) practice: Practice,
}

impl App {
    /// Home, nothing looked at yet.
    pub(super) fn new(jobs: Jobs, stopping: Stopping) -> Self {
        Self {
            home: Home::default(),
            above: Vec::new(),
            dialog: None,
            busy: Vec::new(),
            note: None,
            jobs,
            stopping,
            size: Rect::new(0, 0, 80, 24),
            broken: false,
            stopped_once: false,
            first_start: false,
            practice: Practice { pin: None },
            colour: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }

    /// Sends jobs elsewhere.
    #[cfg(test)]
    pub(super) fn send_to(&mut self, jobs: Jobs) {
        self.jobs = jobs;
    }

    /// Looks for the first time; at the very first start, two things are asked meanwhile.
    pub(super) fn begin(&mut self, first_start: bool) {
        if let Ok((width, height)) = crossterm::terminal::size() {
            self.size = Rect::new(0, 0, width, height);
        }
        self.start(Job::Look);
        self.first_start = first_start;
        if first_start {
            self.above.push(Screen::Languages(Languages::new(true)));
        }
    }

    /// Whether nothing runs.
    pub(super) fn is_idle(&self) -> bool {
        self.busy.is_empty()
    }

    /// Whether the worker or the terminal went away.
    pub(super) fn broken(&self) -> bool {
        self.broken
    }

    /// Takes a message in.
    pub(super) fn take(&mut self, message: Message) -> Flow {
        match message {
            Message::Input(input) => return self.input(input),
            Message::Running(running) => self.running(running),
            Message::Told(notice) => {
                if let Some(busy) = self.busy.first_mut() {
                    busy.told = Some(words::notice(&notice));
                }
            }
            Message::Sight(sight) => self.home.sight(*sight),
            Message::Back(back) => self.looked(*back),
            Message::Unread(unread) => self.home.unread(*unread),
            Message::Step(words) => {
                if let Some(busy) = self.busy.first_mut() {
                    busy.told = Some(words);
                }
            }
            Message::Asked(asked) => self.dialog = Some(Dialog::asked(asked)),
            Message::Done(done) => return self.done(*done),
            Message::Tick => {}
            Message::Stop => return self.stop(),
            Message::Closed => {
                self.broken = true;
                return Flow::Quit;
            }
        }
        Flow::Go
    }

    pub(super) fn start(&mut self, job: Job) {
        if job.is_waited_for() && self.waited_for().is_some() {
            return;
        }
        if job.is_waited_for() {
            self.stopping.begin_job();
        }
        if self.jobs.send(job.clone()).is_ok() {
            self.busy.push(Busy {
                job,
                since: Instant::now(),
                running: None,
                told: None,
            });
        }
    }

    /// The job that a person waits for.
    pub(super) fn waited_for(&self) -> Option<&Busy> {
        self.busy.iter().find(|busy| busy.job.is_waited_for())
    }

    /// A call is running: of the job, or of a driver that looks by itself.
    fn running(&mut self, running: Running) {
        if let Some(running) = self.home.running(running)
            && let Some(busy) = self.busy.first_mut()
        {
            busy.running = Some(running);
        }
    }

    /// A driver has looked.
    fn looked(&mut self, back: Back) {
        let Back {
            driver,
            module,
            failure,
            notices,
            ahead,
        } = back;
        self.ahead(ahead);
        self.home.back(driver, module, failure);
        if let Some(notice) = notices.first() {
            self.note = Some(words::notice(notice));
        }
    }

    fn ahead(&mut self, ahead: Ahead) {
        self.above
            .iter_mut()
            .for_each(|screen| screen.ahead(&ahead));
        self.home.ahead(ahead);
    }

    /// Whether the person stopped the program already.
    pub(super) fn stops(&self) -> bool {
        self.stopped_once
    }

    /// Whether nothing on the screen changes with time.
    pub(super) fn is_still(&self) -> bool {
        self.is_idle() && self.home.asked().is_none()
    }

    fn done(&mut self, done: Done) -> Flow {
        if !self.busy.is_empty() {
            self.busy.remove(0);
        }
        if self.stopping.program_stops() && self.busy.is_empty() {
            return Flow::Quit;
        }
        let notes: Vec<String> = done.notices.iter().map(words::notice).collect();
        if let Some(ahead) = done.ahead {
            self.ahead(ahead);
        }
        match done.reply {
            Reply::Asking(look) => self.home.asking(look),
            Reply::Look(look) => {
                self.home.looked(look);
                // What was said of the job before stays until the next key.
                self.note = notes.into_iter().next().or(self.note.take());
            }
            Reply::Prove(pane) => {
                if let Some(failure) = &pane.failure {
                    self.failed(failure, &notes);
                } else if !notes.is_empty() {
                    self.dialog = Some(Dialog::message(t!("tui-title-note"), notes));
                }
                self.proved(&pane);
                self.home.proved(*pane);
            }
            Reply::Open(outcome) => {
                let _ = self.above.pop();
                self.above.push(results::opened(outcome, notes));
            }
            Reply::Install(outcome) => {
                let _ = self.above.pop();
                self.above.push(results::installed(&outcome, &notes));
                self.start(Job::Look);
            }
            Reply::Ticked(case) => self.ticked(&case, notes),
            Reply::Failed(failure) => self.failed(&failure, &notes),
            other => self.answered(other, notes),
        }
        Flow::Go
    }

    /// Back from the form to the case, which shows what was ticked.
    fn ticked(&mut self, case: &CaseRow, notes: Vec<String>) {
        if matches!(self.above.last(), Some(Screen::Tick(_))) {
            let _ = self.above.pop();
        }
        self.above.iter_mut().for_each(|screen| screen.stands(case));
        if !notes.is_empty() {
            self.dialog = Some(Dialog::message(t!("tui-title-note"), notes));
        }
        let over = case.steps.iter().all(|step| step.state == "done");
        self.note = Some(if over {
            t!("tui-case-over")
        } else {
            t!("tui-noted")
        });
    }

    /// What the person himself stopped needs no dialog. What was begun is shown as its case.
    fn failed(&mut self, failure: &Failure, notes: &[String]) {
        if let Some(case) = failure.detail.get("case").and_then(|case| case.as_str())
            && matches!(self.above.last(), Some(Screen::New(_)))
        {
            let case = case.to_owned();
            self.show_case(&case);
        }
        if let Some(screen) = self.above.last_mut() {
            screen.failed(failure);
        }
        let nothing = matches!(failure.token_state, None | Some(TokenState::NothingChanged));
        if nothing && matches!(failure.code, Code::Declined | Code::Interrupted) {
            self.note = Some(t!("tui-stopped"));
        } else {
            self.dialog = Some(results::failure(failure, notes));
            self.pins_again();
        }
    }

    pub(super) fn perform(&mut self, effect: Effect) -> Flow {
        match effect {
            Effect::Stay => {}
            Effect::Open(screen) => self.above.push(*screen),
            Effect::Back => {
                let _ = self.above.pop();
            }
            Effect::Picked(folder) => {
                let _ = self.above.pop();
                let effect = self.above.last_mut().map(|screen| screen.picked(folder));
                return self.perform(effect.unwrap_or(Effect::Stay));
            }
            Effect::Home => self.above.clear(),
            Effect::Act(key) => {
                let _ = self.above.pop();
                let action = self.actions().into_iter().find(|it| it.key == key);
                return action.map_or(Flow::Go, |action| self.act(action));
            }
            Effect::Command(name) => {
                let _ = self.above.pop();
                return self.command(name);
            }
            Effect::Language(language) => self.speak(&language),
            Effect::Prefer(preference) => {
                let _ = self.above.pop();
                self.first_start = false;
                self.start(Job::Prefer(preference));
            }
            Effect::Do(job) => self.start(job),
            Effect::Say(dialog) => self.dialog = Some(dialog),
            Effect::Copy(text) => {
                self.note = Some(t!("tui-copied", text = crate::sanitize::line(&text)));
                return Flow::Copy(text);
            }
            Effect::Help => {
                let screen = results::help(&self.actions());
                self.above.push(screen);
            }
            Effect::Quit => {
                if self.waited_for().is_none() {
                    return Flow::Quit;
                }
                return self.stop();
            }
        }
        Flow::Go
    }

    /// Stops after the running call; at the second time at once.
    pub(super) fn stop(&mut self) -> Flow {
        self.dialog = None;
        let again = std::mem::replace(&mut self.stopped_once, true);
        self.stopping.stop_program();
        if again || self.waited_for().is_none() {
            self.stopping.leave_call();
            return Flow::Quit;
        }
        self.note = Some(t!("tui-stopping"));
        Flow::Go
    }

    /// Speaks another language from now on. All that was said stands in the old one: it is asked for anew.
    fn speak(&mut self, language: &str) {
        let _ = self.above.pop();
        if i18n::select(Some(language)).is_err() {
            return;
        }
        self.start(Job::Prefer(Preference::Language(language.to_owned())));
        if self.first_start {
            self.start(Job::Catalogue(Wanted::Purpose));
        }
        self.start(Job::Look);
    }

    /// What can be done now.
    pub(super) fn actions(&self) -> Vec<Action> {
        match self.above.last() {
            Some(screen) => screen.actions(),
            None => self.home.actions(),
        }
    }

    /// Where the cursor stands.
    pub(super) fn cursor(&self, area: Rect) -> Option<Position> {
        let covered = self.dialog.is_some() || self.waited_for().is_some();
        if covered || frame::too_small(area) {
            return None;
        }
        self.above.last()?.cursor(frame::inner(area))
    }
}

impl Widget for &App {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if frame::too_small(area) {
            frame::say_too_small(area, buf);
            return;
        }
        let inner = frame::inner(area);
        match self.above.last() {
            Some(screen) => screen.render(inner, buf),
            None => self.home.render(inner, buf),
        }
        let asked = self
            .home
            .asked()
            .map(|asked| (asked, self.home.driver(asked)));
        // Where no token is there, Home itself says who is still looking.
        let said = self.above.is_empty() && self.home.tabs() == 0;
        let still = || frame::asked(asked.as_ref()).filter(|_| !said);
        let pretend = self.practice.pin.as_deref();
        let pretend = || pretend.map(|pin| t!("tui-practice-line", pin = pin));
        let note = self.note.clone().or_else(still).or_else(pretend);
        frame::below(note, &self.actions(), area, buf);
        match (&self.dialog, self.waited_for()) {
            (Some(dialog), _) => dialog.render(area, buf),
            (None, Some(busy)) => {
                let stops = self.stopping.job_stops();
                frame::progress(busy, asked.as_ref(), stops, area, buf);
            }
            (None, None) => {}
        }
        if !self.colour {
            draw::without_colour(area, buf);
        }
    }
}
