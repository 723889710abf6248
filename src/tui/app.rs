//! The screens above each other, the one dialog, the job that runs: what a message does to them, and how all is drawn.

use std::time::{Duration, Instant};

use crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::Jobs;
use super::action::{Action, Verb};
use super::dialog::{Dialog, Stays};
use super::draw;
use super::effect::{Effect, Event};
use super::message::Message;
use super::screens::Screen;
use super::screens::home::Home;
use super::task::{Done, Job, Reply};
use super::watch::Stopping;
use super::{frame, results, words};
use crate::i18n::t;
use crate::op::start::Running;

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
pub(super) struct App {
    home: Home,
    above: Vec<Screen>,
    dialog: Option<Dialog>,
    busy: Vec<Busy>,
    /// A sentence above the bar, until the next key.
    note: Option<String>,
    jobs: Jobs,
    stopping: Stopping,
    size: Rect,
    broken: bool,
    colour: bool,
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
            colour: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }

    /// Looks for the first time.
    pub(super) fn begin(&mut self) {
        if let Ok((width, height)) = crossterm::terminal::size() {
            self.size = Rect::new(0, 0, width, height);
        }
        self.start(Job::Look);
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
            Message::Running(running) => {
                if let Some(busy) = self.busy.first_mut() {
                    busy.running = Some(running);
                }
            }
            Message::Told(notice) => {
                if let Some(busy) = self.busy.first_mut() {
                    busy.told = Some(words::notice(&notice));
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

    fn start(&mut self, job: Job) {
        if job.is_waited_for() && self.waited_for().is_some() {
            return;
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
    fn waited_for(&self) -> Option<&Busy> {
        self.busy.iter().find(|busy| busy.job.is_waited_for())
    }

    fn done(&mut self, done: Done) -> Flow {
        if !done.unasked && !self.busy.is_empty() {
            self.busy.remove(0);
        }
        if self.stopping.program_stops() && self.busy.is_empty() {
            return Flow::Quit;
        }
        let notes: Vec<String> = done.notices.iter().map(words::notice).collect();
        match done.reply {
            Reply::Look(look) => {
                self.home.looked(look);
                self.note = notes.into_iter().next();
            }
            Reply::Prove(pane) => {
                if let Some(failure) = &pane.failure {
                    self.dialog = Some(results::failure(failure, &notes));
                } else if !notes.is_empty() {
                    self.dialog = Some(Dialog::message(t!("tui-title-note"), notes));
                }
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
            Reply::Failed(failure) => {
                self.dialog = Some(results::failure(&failure, &notes));
            }
        }
        Flow::Go
    }

    fn input(&mut self, input: Input) -> Flow {
        match input {
            // Windows sends the release of a key, too.
            Input::Key(key) if key.kind != KeyEventKind::Release => self.key(key),
            Input::Resize(width, height) => {
                self.size = Rect::new(0, 0, width, height);
                Flow::Go
            }
            Input::Paste(text) => match &mut self.dialog {
                Some(dialog) => {
                    dialog.paste(&text);
                    zeroize::Zeroize::zeroize(&mut text.into_bytes());
                    Flow::Go
                }
                None => self.event(Event::Paste(text)),
            },
            Input::Mouse(mouse) => self.mouse(mouse),
            _ => Flow::Go,
        }
    }

    fn mouse(&mut self, mouse: MouseEvent) -> Flow {
        if self.dialog.is_some() || self.waited_for().is_some() {
            return Flow::Go;
        }
        let event = match mouse.kind {
            MouseEventKind::ScrollUp => Event::Did(Verb::Up),
            MouseEventKind::ScrollDown => Event::Did(Verb::Down),
            MouseEventKind::Down(MouseButton::Left) => Event::Click {
                column: mouse.column,
                row: mouse.row,
                area: frame::inner(self.size),
            },
            _ => return Flow::Go,
        };
        self.event(event)
    }

    fn key(&mut self, key: KeyEvent) -> Flow {
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            return match key.code {
                KeyCode::Char('c') => self.stop(),
                _ => Flow::Go,
            };
        }
        if let Some(dialog) = &mut self.dialog {
            if dialog.key(key.code) == Stays::Closed {
                self.dialog = None;
            }
            return Flow::Go;
        }
        if self.waited_for().is_some() {
            if key.code == KeyCode::Esc {
                self.stopping.stop_job();
            }
            return Flow::Go;
        }
        self.note = None;
        let action = self
            .actions()
            .into_iter()
            .find(|action| action.key == key.code);
        match (action, key.code) {
            (Some(action), _) => self.act(action),
            (None, KeyCode::Char(letter)) => self.event(Event::Letter(letter)),
            (None, code) => self.event(Event::Key(code)),
        }
    }

    fn act(&mut self, action: Action) -> Flow {
        if let Some(reason) = action.off {
            self.dialog = Some(Dialog::message(action.words, vec![reason]));
            return Flow::Go;
        }
        match action.verb {
            Verb::Help => self.perform(Effect::Help),
            Verb::Back => self.perform(Effect::Back),
            Verb::Quit => self.perform(Effect::Quit),
            verb => self.event(Event::Did(verb)),
        }
    }

    fn event(&mut self, event: Event) -> Flow {
        let effect = match self.above.last_mut() {
            Some(screen) => screen.update(event),
            None => self.home.update(&event),
        };
        self.perform(effect)
    }

    fn perform(&mut self, effect: Effect) -> Flow {
        match effect {
            Effect::Stay => {}
            Effect::Open(screen) => self.above.push(*screen),
            Effect::Back => {
                let _ = self.above.pop();
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
                if self.is_idle() {
                    return Flow::Quit;
                }
                return self.stop();
            }
        }
        Flow::Go
    }

    /// Stops after the running call; at the second time at once.
    fn stop(&mut self) -> Flow {
        self.dialog = None;
        let again = self.stopping.program_stops() && self.note.is_some();
        self.stopping.stop_program();
        if again || self.is_idle() {
            self.stopping.leave_call();
            return Flow::Quit;
        }
        self.note = Some(t!("tui-stopping"));
        Flow::Go
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
        let looking = self.busy.first().map(|busy| busy.since.elapsed());
        let slow = looking.filter(|time| *time > Duration::from_millis(900));
        frame::below(self.note.as_deref(), slow, &self.actions(), area, buf);
        match (&self.dialog, self.waited_for()) {
            (Some(dialog), _) => dialog.render(area, buf),
            (None, Some(busy)) => {
                frame::progress(busy, self.stopping.job_stops(), area, buf);
            }
            (None, None) => {}
        }
        if !self.colour {
            draw::without_colour(area, buf);
        }
    }
}
