//! A case, to which one comes back for weeks: its steps, and what the chosen one says and asks for.

use std::path::PathBuf;

use crossterm::event::KeyCode;
use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::dialog::Dialog;
use super::super::draw::item_at;
use super::super::effect::{Effect, Event};
use super::super::order::FormOrder;
use super::super::results;
use super::super::task::{Checking, Connecting, Job};
use super::super::words;
use super::address::Address;
use super::lists::moved;
use super::path::{PathScreen, Purpose};
use super::tick::Tick;
use super::{Screen, case_rows, open, text::Text};
use crate::i18n::t;
use crate::op::check::Check;
use crate::op::connect::Connect;
use crate::op::export::{self, Export, From, To};
use crate::op::form::Form;
use crate::op::request::set::SetInput;
use crate::op::todo::{CaseRow, Exported, LogIn, StepRow};
use crate::sanitize;
use crate::telling;

/// The case and the chosen step.
pub(in crate::tui) struct Case {
    pub(super) case: CaseRow,
    pub(super) chosen: usize,
}

/// What Enter does at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Act {
    /// Installs what was received.
    Install,
    /// Makes the requests, or what is missing of them.
    Request,
    /// Takes over the requests of the authority's own generator.
    Adopt,
    /// Makes this paper.
    Form(String),
    /// Copies this.
    Copies(String),
    /// Writes this certificate to a file.
    Export(Exported),
    /// Looks whether the certificate will work.
    Check,
    /// Tries the log-in.
    Connect(LogIn),
    /// Shows what is left over.
    Tidy,
    /// Shows who revokes the certificate.
    Revoke,
    /// Shows the address to open.
    Address(String),
    /// Asks when it was done.
    Tick,
    /// Another step comes first.
    Wait(String),
    /// The program saw by itself that it is done.
    Seen,
}

impl Case {
    /// With the next step chosen.
    pub(in crate::tui) fn new(case: CaseRow) -> Self {
        let chosen = next(&case).unwrap_or(0);
        Self { case, chosen }
    }

    /// How the case stands now, if it is this one. When the chosen step was done, the next one is chosen.
    pub(in crate::tui) fn stands(&mut self, case: &CaseRow) {
        if case.case != self.case.case {
            return;
        }
        let open = |case: &CaseRow, at: usize| {
            let step = case.steps.get(at);
            step.is_some_and(|step| step.state != DONE)
        };
        let was_open = open(&self.case, self.chosen);
        self.case = case.clone();
        let last = self.case.steps.len().saturating_sub(1);
        self.chosen = self.chosen.min(last);
        if was_open && !open(&self.case, self.chosen) {
            self.chosen = next(&self.case).unwrap_or(self.chosen);
        }
    }

    fn step(&self) -> Option<&StepRow> {
        self.case.steps.get(self.chosen)
    }

    fn act(&self, step: &StepRow) -> Act {
        let done = step.state == DONE;
        if done {
            return match step.on {
                Some(_) => Act::Tick,
                None => Act::Seen,
            };
        }
        if step.state == WAITING {
            return Act::Wait(self.waits_for(step));
        }
        if let Some(exported) = &step.more.exports {
            return Act::Export(exported.clone());
        }
        if let Some(to) = &step.more.connects {
            return Act::Connect(to.clone());
        }
        // What has no command of its own yet is done elsewhere, and ticked.
        let copies = step
            .more
            .copies
            .as_ref()
            .and_then(|(_, value)| value.clone());
        let command = step.command.clone();
        let own = command.filter(|command| !command.starts_with("parafa done "));
        match (step.action.as_deref(), own) {
            (Some("install"), _) => Act::Install,
            (Some("request"), _) if step.more.adopts => Act::Adopt,
            (Some("request"), _) => Act::Request,
            (Some(action), Some(_)) if action.starts_with(FORM) => {
                Act::Form(action.trim_start_matches(FORM).to_owned())
            }
            (Some("check"), _) => Act::Check,
            (Some("tidy"), _) => Act::Tidy,
            (Some("revoke"), _) => Act::Revoke,
            (Some(action), _) => match (copies, action.strip_prefix("open:")) {
                (Some(value), _) => Act::Copies(value),
                (None, Some(url)) => Act::Address(sanitize::line(url)),
                (None, None) => Act::Tick,
            },
            (None, _) => Act::Tick,
        }
    }

    /// The first step that must be done before, in words.
    fn waits_for(&self, step: &StepRow) -> String {
        let mut steps = self.case.steps.iter();
        let before =
            steps.find(|other| other.state != DONE && step.more.after.contains(&other.more.step));
        let text = before.map(|before| before.text.as_str());
        sanitize::line(text.unwrap_or_default())
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let step = self.step();
        let nothing = step.is_none().then(|| t!("tui-off-no-step"));
        let enter = step.map_or_else(|| t!("tui-enter-open"), |step| self.enter(step));
        let copied = step.and_then(|step| self.copied(step));
        let no_command = copied.is_none().then(|| t!("tui-off-no-command"));
        // Where Enter asks the same, the bar says it once.
        let tick = Action::letter('d', Verb::Tick, t!("tui-action-tick"));
        let tick = match step.map(|step| self.act(step)) {
            Some(Act::Tick) => tick.quiet(),
            _ => tick,
        };
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Enter, enter).unless(nothing.clone()),
            tick.unless(nothing.clone()),
            Action::letter('m', Verb::More, t!("tui-action-more")).unless(nothing),
            Action::letter('y', Verb::Copy, t!("tui-action-copy-command"))
                .unless(no_command)
                .quiet(),
        ];
        if self.case.changes.is_some() {
            all.push(Action::letter('c', Verb::Changes, t!("tui-action-changes")));
        }
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    /// What Enter does there, in words.
    pub(super) fn enter(&self, step: &StepRow) -> String {
        match self.act(step) {
            Act::Install => t!("tui-enter-install"),
            Act::Request => t!("tui-enter-make"),
            Act::Adopt => t!("tui-enter-adopt"),
            Act::Form(_) => t!("tui-enter-form"),
            Act::Copies(_) => t!("tui-enter-copy"),
            Act::Export(_) => t!("tui-enter-write"),
            Act::Check => t!("tui-enter-check"),
            Act::Connect(_) => t!("tui-enter-connect"),
            Act::Tidy => t!("tui-enter-look-through"),
            Act::Revoke => t!("tui-enter-how"),
            Act::Address(_) => t!("tui-enter-address"),
            Act::Tick if step.state == DONE => t!("tui-enter-correct"),
            Act::Tick if step.more.records.is_some() => t!("tui-enter-record"),
            Act::Tick => t!("tui-enter-done"),
            Act::Wait(_) | Act::Seen => t!("tui-enter-why"),
        }
    }

    /// What is typed for the chosen step.
    pub(super) fn command(&self) -> Option<String> {
        self.step()?.command.clone()
    }

    /// What `y` copies: the address, else the command line.
    fn copied(&self, step: &StepRow) -> Option<String> {
        match self.act(step) {
            Act::Address(url) => Some(url),
            Act::Copies(value) => Some(value),
            _ => step.command.as_deref().map(sanitize::line),
        }
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(verb) => self.did(*verb),
            Event::Click { row, area, .. } => {
                let parts = case_rows::parts(self, *area);
                let at = item_at(&parts.steps, Some(self.chosen), parts.list, *row);
                self.chosen = at.unwrap_or(self.chosen);
                Effect::Stay
            }
            // A file that is dropped on a case is what the authority sent.
            Event::Paste(_) => {
                let mut screen = PathScreen::new(Purpose::Install);
                let _ = screen.update(event.clone());
                open(Screen::Path(screen))
            }
            Event::Letter(_) | Event::Key(_) => Effect::Stay,
        }
    }

    fn did(&mut self, verb: Verb) -> Effect {
        let Some(step) = self.step() else {
            return Effect::Stay;
        };
        match verb {
            Verb::Enter => self.go(step),
            Verb::Tick => self.tick(step),
            Verb::More => {
                let rows = case_rows::details(&self.case, step, READING);
                open(Screen::Text(Text::new(t!("tui-title-step"), rows)))
            }
            Verb::Changes => match &self.case.changes {
                Some(changes) => {
                    let lines = telling::changes(changes);
                    open(results::page(
                        words::case_name(&self.case),
                        &lines,
                        Vec::new(),
                    ))
                }
                None => Effect::Stay,
            },
            Verb::Copy => self.copied(step).map_or(Effect::Stay, Effect::Copy),
            verb => {
                self.chosen = moved(self.chosen, verb, self.case.steps.len());
                Effect::Stay
            }
        }
    }

    fn go(&self, step: &StepRow) -> Effect {
        let say = |text: Vec<String>| Effect::Say(Dialog::message(words_of(step), text));
        match self.act(step) {
            Act::Install => open(Screen::Path(PathScreen::new(Purpose::Install))),
            Act::Request => Effect::Do(Job::Resume(self.case.case.clone())),
            Act::Adopt => self.adopt(),
            Act::Form(kind) => self.form(kind, step),
            Act::Copies(value) => Effect::Copy(value),
            Act::Export(exported) => self.export(exported),
            Act::Check => self.check(step),
            Act::Connect(to) => self.connect(to),
            Act::Tidy => Effect::Do(Job::Care(Care::leftovers(None))),
            Act::Revoke => Effect::Do(Job::Revoke(step.more.revokes.clone())),
            Act::Address(url) => Effect::Do(Job::Browse(url)),
            Act::Tick => self.tick(step),
            Act::Wait(text) => say(vec![t!("tui-waits", text = text), t!("tui-waits-not")]),
            Act::Seen => say(vec![t!("tui-done-by-itself")]),
        }
    }

    /// Asks for the folder with the generator's requests.
    fn adopt(&self) -> Effect {
        let input = SetInput {
            profile: self.case.profile.clone().unwrap_or_default(),
            only: self.case.wanted.clone(),
            providers: self.case.providers.clone(),
            ..SetInput::default()
        };
        let purpose = Purpose::Adopt(Box::new(input));
        open(Screen::Path(PathScreen::new(purpose)))
    }

    /// Looks at the case's certificates on the tokens, by its authority's rules.
    fn check(&self, step: &StepRow) -> Effect {
        let check = Check {
            ids: step.more.checks.clone(),
            profile: self.case.profile.clone(),
            ..Check::default()
        };
        Effect::Do(Job::Check(Box::new(Checking { token: None, check })))
    }

    /// Asks for the address, where it is not known, and tries the log-in.
    fn connect(&self, to: LogIn) -> Effect {
        let connect = Connect {
            url: to.address.unwrap_or_default(),
            id: to.serial,
            profile: self.case.profile.clone(),
            ..Connect::default()
        };
        let asked = Connecting {
            token: None,
            connect,
        };
        open(Screen::Address(Box::new(Address::new(asked))))
    }

    /// Writes the certificate into the case's folder, under the name that the authority wants.
    fn export(&self, exported: Exported) -> Effect {
        let folder = self.case.folder.as_deref().map(PathBuf::from);
        let to = match (folder.filter(|_| self.case.folder_there), exported.name) {
            (Some(folder), Some(name)) => To::File(folder.join(name)),
            (Some(folder), None) => To::Folder(folder),
            (None, Some(name)) => To::File(PathBuf::from(name)),
            (None, None) => To::Here,
        };
        let form = if exported.der {
            export::Form::Der
        } else {
            export::Form::Pem
        };
        Effect::Do(Job::Care(Care::Export {
            token: None,
            export: Export {
                from: From::Token(exported.serial),
                form,
                what: export::What::Certificate,
                chain: false,
                to,
                case: None,
            },
        }))
    }

    /// The paper of this step, as its command makes it.
    fn form(&self, kind: String, step: &StepRow) -> Effect {
        Effect::Do(Job::Form(Box::new(FormOrder {
            form: Form {
                profile: self.case.profile.clone(),
                kind: Some(kind),
                providers: step.provider.iter().cloned().collect(),
                ..Form::default()
            },
            typed: Vec::new(),
        })))
    }

    fn tick(&self, step: &StepRow) -> Effect {
        let today = Zoned::now().date().to_string();
        open(Screen::Tick(Tick::new(&self.case.case, step, &today)))
    }
}

fn words_of(step: &StepRow) -> String {
    sanitize::fit(&sanitize::line(&step.text), 60)
}

/// The first step that can be done now.
fn next(case: &CaseRow) -> Option<usize> {
    case.steps.iter().position(|step| step.state == TODO)
}

/// Columns of text that is read.
const READING: usize = 78;
/// Before the id of a paper.
const FORM: &str = "form:";
/// The words for how far a step is.
pub(super) const DONE: &str = "done";
pub(super) const TODO: &str = "todo";
const WAITING: &str = "waiting";

impl Widget for &Case {
    fn render(self, area: Rect, buf: &mut Buffer) {
        case_rows::draw(self, area, buf);
    }
}
