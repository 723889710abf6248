//! Home: what to do now, and what is on the token; or that nothing is plugged in.

use std::path::PathBuf;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::certificates::{Entry, Form};
use super::super::draw::{Row, item_at};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::order::Wanted;
use super::super::paste;
use super::super::task::{Checking, Connecting, Job, Look, Pane};
use super::super::todo::{Ahead, Todo};
use super::address::Address;
use super::case::Case;
use super::certificate::{Certificate, Place};
use super::home_lines::{self, Length, Line, lines};
use super::home_look::Asked;
use super::home_rows;
use super::init::InitScreen;
use super::lists::moved;
use super::path::{PathScreen, Purpose};
use super::{Screen, open, text::Text};
use crate::error::Failure;
use crate::i18n::t;
use crate::op::check::Check;
use crate::op::connect::Connect;
use crate::op::files::Source;
use crate::op::pin::Pin;
use crate::op::shape::{DeviceRow, TokenRowState};
use crate::op::todo::CaseRow;
use crate::telling;

/// Home's state.
#[derive(Default)]
pub(in crate::tui) struct Home {
    /// What was seen; `None` before the first look has ended.
    pub(super) look: Option<Look>,
    /// What is remembered, and what it asks for.
    pub(super) ahead: Ahead,
    /// How much of what to do is shown.
    pub(super) length: Length,
    /// Which token.
    pub(super) tab: usize,
    /// Which line.
    pub(super) chosen: usize,
    /// In which form serial numbers are shown.
    pub(super) form: Form,
    /// Drivers that are looking now.
    pub(super) asked: Vec<Asked>,
    /// Tokens that another driver shows already.
    pub(super) doubles: Vec<Pane>,
    /// USB devices that look like tokens, where nothing else is there.
    pub(super) devices: Vec<DeviceRow>,
    /// Why drivers could not be asked.
    pub(super) failures: Vec<(usize, Failure)>,
    /// Whether the tokens are pretended.
    practising: bool,
}

impl Home {
    /// Nothing looked at yet.
    pub(in crate::tui) fn new(practising: bool) -> Self {
        Self {
            practising,
            ..Self::default()
        }
    }

    /// What lies ahead now.
    pub(in crate::tui) fn ahead(&mut self, ahead: Ahead) {
        self.change(|home| home.ahead = ahead);
    }

    /// A case under way.
    pub(in crate::tui) fn case(&self, id: &str) -> Option<&CaseRow> {
        self.ahead.case(id)
    }

    pub(super) fn pane(&self) -> Option<&Pane> {
        self.look.as_ref()?.panes.get(self.tab)
    }

    /// How many tokens there are.
    pub(in crate::tui) fn tabs(&self) -> usize {
        self.look.as_ref().map_or(0, |look| look.panes.len())
    }

    pub(super) fn count(&self) -> usize {
        lines(self).len()
    }

    /// The certificate or key of the chosen line, else the first of the token.
    pub(super) fn detailed(&self) -> Option<Entry<'_>> {
        let mut lines = lines(self);
        let entry = |line: &Line<'_>| matches!(line, Line::Entry(_));
        let chosen = lines.get(self.chosen).is_some_and(entry);
        let at = if chosen {
            self.chosen
        } else {
            lines.iter().position(entry)?
        };
        match lines.swap_remove(at) {
            Line::Entry(entry) => Some(entry),
            _ => None,
        }
    }

    /// What can be done here now.
    pub(in crate::tui) fn actions(&self) -> Vec<Action> {
        if self.has_no_token() {
            return self.actions_without();
        }
        let enter = match lines(self).get(self.chosen) {
            Some(Line::Entry(_)) if self.logged_in() => t!("tui-action-details"),
            Some(line) => line.enter(),
            None if self.is_blank() => t!("tui-enter-set-up"),
            None => t!("tui-enter-prove"),
        };
        let plain = |entry: Option<Entry<'_>>| {
            entry
                .and_then(|entry| entry.certificate)
                .is_none()
                .then(|| t!("tui-off-no-certificate"))
        };
        let no_certificate = plain(self.detailed());
        let no_line = self
            .detailed()
            .is_none()
            .then(|| t!("tui-off-no-certificate"));
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Enter, enter),
            Action::letter('n', Verb::New, t!("tui-action-new")),
            Action::letter('i', Verb::Install, t!("tui-action-install")),
            Action::letter('c', Verb::Check, t!("tui-action-check")),
            Action::letter('p', Verb::Pin, t!("tui-action-pin")),
            Action::letter('s', Verb::OtherForm, t!("tui-action-other-form"))
                .unless(no_certificate.clone())
                .quiet(),
            Action::letter('y', Verb::Copy, t!("tui-action-copy"))
                .unless(no_certificate)
                .quiet(),
            Action::letter('o', Verb::OpenFile, t!("tui-action-open")),
            Action::letter('d', Verb::Details, t!("tui-action-details")).unless(no_line),
            Action::letter('v', Verb::Providers, t!("tui-action-providers")),
            Action::letter('w', Verb::Drivers, t!("tui-action-drivers")).quiet(),
            Action::letter('r', Verb::Again, t!("tui-action-again")),
            Action::letter('k', Verb::Import, t!("tui-action-import")).quiet(),
            Action::letter('u', Verb::Tidy, t!("tui-action-tidy")).quiet(),
            Action::new(KeyCode::F(8), Verb::Init, t!("tui-action-init")).quiet(),
            Action::letter('t', Verb::Practise, self.practise_words()).quiet(),
        ];
        all.extend(self.between_tokens());
        all.extend(action::moving());
        all.extend(home_end());
        all
    }

    fn between_tokens(&self) -> Vec<Action> {
        if self.tabs() < 2 {
            return Vec::new();
        }
        let (next, before) = (t!("tui-action-next-token"), t!("tui-action-token-before"));
        vec![
            Action::new(KeyCode::Tab, Verb::NextToken, next.clone()),
            Action::new(KeyCode::Right, Verb::NextToken, next).quiet(),
            Action::new(KeyCode::Left, Verb::TokenBefore, before).quiet(),
        ]
    }

    fn actions_without(&self) -> Vec<Action> {
        let lines = lines(self);
        let chosen = lines.get(self.chosen);
        let enter = chosen.map(|line| Action::new(KeyCode::Enter, Verb::Enter, line.enter()));
        let mut all: Vec<Action> = enter.into_iter().collect();
        all.extend([
            Action::letter('n', Verb::New, t!("tui-action-new")),
            Action::letter('t', Verb::Practise, self.practise_words()),
            Action::letter('o', Verb::OpenFile, t!("tui-action-open")),
            Action::letter('w', Verb::Drivers, t!("tui-action-drivers"))
                .unless(self.look.is_none().then(|| t!("tui-looking"))),
            Action::letter('v', Verb::Providers, t!("tui-action-providers")),
            Action::letter('r', Verb::Again, t!("tui-action-again")),
            Action::letter('i', Verb::Install, t!("tui-action-install"))
                .unless(Some(t!("tui-off-no-token")))
                .quiet(),
        ]);
        all.extend(self.between_tokens());
        if !lines.is_empty() {
            all.extend(action::moving());
        }
        all.extend(home_end());
        all
    }

    /// What happened.
    pub(in crate::tui) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(verb) => self.did(*verb),
            Event::Click { row, column, area } => {
                let (list, shown) = home_rows::list(self, *area);
                let inside = *column >= list.x;
                if let Some(item) = item_at(&shown, Some(self.chosen), list, *row)
                    && inside
                {
                    self.chosen = item;
                } else if let Some(tab) = home_rows::tab_at(self, *area, *column, *row) {
                    self.show_tab(tab);
                }
                Effect::Stay
            }
            // A file that is dropped on Home is opened: looking changes nothing.
            Event::Paste(text) => {
                if let Some(refusal) = paste::no_path(text) {
                    return Effect::Say(refusal);
                }
                let mut screen = PathScreen::new(Purpose::Open);
                let _ = screen.update(event.clone());
                Effect::Open(Box::new(Screen::Path(screen)))
            }
            Event::Letter(_) | Event::Key(_) => Effect::Stay,
        }
    }

    fn did(&mut self, verb: Verb) -> Effect {
        match verb {
            Verb::Enter => return self.enter(),
            Verb::Install => return path(Purpose::Install),
            Verb::OpenFile => return path(Purpose::Open),
            Verb::Pin => return self.pin(Pin::Status),
            Verb::Details => return self.details(),
            Verb::Import => return path(Purpose::Import(self.token())),
            Verb::Tidy => return Effect::Do(Job::Care(Care::leftovers(None))),
            Verb::Init => return self.init(),
            Verb::New => return Effect::Do(Job::Catalogue(Wanted::Certificate)),
            Verb::Check => return self.check(),
            Verb::Providers => return Effect::Do(Job::Catalogue(Wanted::Providers)),
            Verb::Again => return Effect::Do(Job::LookAnew),
            Verb::OtherForm => self.form = self.form.next(),
            Verb::Copy => {
                if let Some(certificate) = self.detailed().and_then(|entry| entry.certificate) {
                    return Effect::Copy(self.form.of(certificate));
                }
            }
            Verb::Drivers => return Effect::Do(Job::Doctor),
            Verb::NextToken => self.show_tab((self.tab + 1) % self.tabs().max(1)),
            Verb::TokenBefore => {
                let count = self.tabs().max(1);
                self.show_tab((self.tab + count - 1) % count);
            }
            _ => self.chosen = moved(self.chosen, verb, self.count()),
        }
        Effect::Stay
    }

    fn practise_words(&self) -> String {
        if self.practising {
            t!("tui-action-practise-end")
        } else {
            t!("tui-action-practise")
        }
    }

    /// The drivers found, line by line.
    pub(in crate::tui) fn driver_rows(&self) -> Vec<Row> {
        home_rows::drivers(self)
    }

    /// The drivers found.
    pub(in crate::tui) fn drivers(&self) -> Effect {
        let rows = home_rows::drivers(self);
        let screen = Text::new(t!("tui-title-drivers"), rows);
        Effect::Open(Box::new(Screen::Text(screen)))
    }

    /// Whether nothing is plugged in, or what is chosen is read by no driver.
    pub(in crate::tui) fn has_no_token(&self) -> bool {
        self.pane().is_none_or(|pane| pane.row.module.is_none())
    }

    /// The serial number of the certificate whose details are shown.
    pub(in crate::tui) fn serial(&self) -> Option<String> {
        let lines = lines(self);
        if let Some(Line::Seen(seen)) = lines.get(self.chosen) {
            return Some(seen.certificate.serial.hex.clone());
        }
        let certificate = self.detailed()?.certificate?;
        Some(certificate.serial.hex.clone())
    }

    /// All about the chosen line, else about the token's first.
    pub(in crate::tui) fn certificate(&self) -> Option<Certificate> {
        if let Some(Line::Seen(seen)) = lines(self).get(self.chosen) {
            return Some(home_lines::of_seen(seen));
        }
        let (entry, pane) = (self.detailed()?, self.pane()?);
        let place = Place::Token {
            uri: pane.row.uri.clone(),
            name: telling::heading(&pane.row),
            logged_in: self.logged_in(),
        };
        Some(Certificate::of_entry(&entry, place))
    }

    /// What is typed for the same as Enter on the chosen line.
    pub(in crate::tui) fn command(&self) -> Option<String> {
        let lines = lines(self);
        match lines.get(self.chosen) {
            Some(Line::Todo(todo)) => self.command_for(todo),
            Some(Line::Case(case)) => Some(format!("parafa todo {}", case.case)),
            Some(Line::Seen(seen)) => {
                let serial = &seen.certificate.serial.hex;
                Some(format!("parafa show {serial}"))
            }
            Some(Line::More(_) | Line::Fewer) => Some("parafa todo".to_owned()),
            Some(Line::Entry(_)) => self.proving(),
            None => self.proving().or_else(|| equivalent::of(&Job::Look)),
        }
    }

    fn proving(&self) -> Option<String> {
        equivalent::of(&Job::Prove(self.token()?))
    }

    fn command_for(&self, todo: &Todo) -> Option<String> {
        match todo {
            Todo::Settle(_) => self.proving(),
            Todo::Install { .. } => equivalent::of(&Job::Install(Source::Path(PathBuf::new()))),
            Todo::Step { case, .. } => {
                let case = self.ahead.case(case)?;
                let next = case.steps.iter().find(|step| step.state == "todo");
                next?.command.clone()
            }
            Todo::Deadline { case, .. }
            | Todo::Renewal {
                case: Some(case), ..
            } => Some(format!("parafa todo {case}")),
            Todo::Renewal { serial, .. }
            | Todo::Expiring { serial, .. }
            | Todo::Expired { serial, .. } => equivalent::of(&Job::Renew(serial.clone())),
        }
    }

    fn show_tab(&mut self, tab: usize) {
        self.tab = tab;
        self.chosen = 0;
    }

    fn enter(&mut self) -> Effect {
        let lines = lines(self);
        match lines.get(self.chosen) {
            Some(Line::Todo(todo)) => self.enter_todo(todo),
            Some(Line::Case(case)) => case_screen(case),
            Some(Line::Seen(seen)) => {
                let screen = home_lines::of_seen(seen);
                Effect::Open(Box::new(Screen::Certificate(Box::new(screen))))
            }
            Some(Line::More(_)) => {
                self.length = Length::All;
                Effect::Stay
            }
            Some(Line::Fewer) => {
                self.length = Length::Few;
                let more = |line: &Line<'_>| matches!(line, Line::More(_));
                self.chosen = home_lines::lines(self).iter().position(more).unwrap_or(0);
                Effect::Stay
            }
            Some(Line::Entry(_)) if self.logged_in() => self.details(),
            None if self.is_blank() => self.init(),
            Some(Line::Entry(_)) | None => self.prove(),
        }
    }

    fn enter_todo(&self, todo: &Todo) -> Effect {
        match todo {
            Todo::Settle(_) => self.prove(),
            Todo::Install { .. } => path(Purpose::Install),
            Todo::Step { case, .. } | Todo::Deadline { case, .. } => {
                self.ahead.case(case).map_or(Effect::Stay, case_screen)
            }
            Todo::Renewal {
                case: Some(case), ..
            } => self.ahead.case(case).map_or(Effect::Stay, case_screen),
            Todo::Renewal { serial, .. }
            | Todo::Expiring { serial, .. }
            | Todo::Expired { serial, .. } => Effect::Do(Job::Renew(serial.clone())),
        }
    }

    /// Whether the token was looked at with its PIN.
    fn logged_in(&self) -> bool {
        let show = self.pane().and_then(|pane| pane.show.as_ref());
        show.is_some_and(|show| show.logged_in)
    }

    /// All that is known of the chosen line.
    fn details(&self) -> Effect {
        let screen = self.certificate();
        screen.map_or(Effect::Stay, |one| open(Screen::Certificate(Box::new(one))))
    }

    /// The URI of the token that is shown.
    pub(in crate::tui) fn token(&self) -> Option<String> {
        let pane = self.pane().filter(|pane| pane.row.module.is_some());
        pane.map(|pane| pane.row.uri.clone())
    }

    /// Whether what is on it will work; without a token, all that is plugged in.
    pub(in crate::tui) fn check(&self) -> Effect {
        Effect::Do(Job::Check(Box::new(Checking {
            token: self.token(),
            check: Check::default(),
        })))
    }

    /// A log-in to a server, with a certificate of its token; without one, with one of those that are plugged in.
    pub(in crate::tui) fn connect(&self) -> Effect {
        let asked = Connecting {
            token: self.token(),
            connect: Connect::default(),
        };
        open(Screen::Address(Box::new(Address::new(asked))))
    }

    /// Something about its PINs.
    pub(in crate::tui) fn pin(&self, pin: Pin) -> Effect {
        match self.token() {
            Some(token) => Effect::Do(Job::Care(Care::Pin { token, pin })),
            None => Effect::Stay,
        }
    }

    /// It is set up anew.
    pub(in crate::tui) fn init(&self) -> Effect {
        match self.pane() {
            Some(pane) if !self.has_no_token() => {
                open(Screen::Init(Box::new(InitScreen::new(&pane.row))))
            }
            _ => Effect::Stay,
        }
    }

    fn is_blank(&self) -> bool {
        let pane = self.pane();
        pane.is_some_and(|pane| pane.row.state == TokenRowState::Uninitialised)
    }

    fn prove(&self) -> Effect {
        match self.token() {
            Some(token) => Effect::Do(Job::Prove(token)),
            None => Effect::Stay,
        }
    }
}

fn case_screen(case: &CaseRow) -> Effect {
    Effect::Open(Box::new(Screen::Case(Case::new(case.clone()))))
}

fn path(purpose: Purpose) -> Effect {
    Effect::Open(Box::new(Screen::Path(PathScreen::new(purpose))))
}

/// Help and the end: Home has nothing to go back to.
fn home_end() -> Vec<Action> {
    let mut all = vec![
        Action::letter('l', Verb::Language, t!("tui-action-language")).quiet(),
        Action::letter('L', Verb::Log, t!("tui-action-log")).quiet(),
    ];
    all.extend(action::help_and_back());
    all.retain(|action| action.verb != Verb::Back);
    all
}

impl Widget for &Home {
    fn render(self, area: Rect, buf: &mut Buffer) {
        home_rows::draw(self, area, buf);
    }
}
