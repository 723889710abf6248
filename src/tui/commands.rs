//! Every command of the program as an action of the screens. A test compares the list with the command line's own, so
//! that a new command brings its way here.

use super::action::Verb;
use super::care::Care;
use super::effect::Effect;
use super::order::Wanted;
use super::screens::Screen;
use super::screens::home::Home;
use super::screens::number::Number;
use super::screens::path::{PathScreen, Purpose};
use super::screens::plain::PlainScreen;
use super::task::{Comparing, Job};
use crate::i18n::{self, Args, t};
use crate::op::pin::Pin;
use crate::token::Role;

/// A command, and how the screens do it.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// As it is typed, without `parafa`.
    pub name: &'static str,
    /// What must be there.
    needs: Needs,
    /// The way to it.
    open: fn(&Home) -> Effect,
}

/// What a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing.
    Nothing,
    /// A token that is plugged in.
    Token,
    /// A certificate on the screen.
    Certificate,
    /// A certificate or a key.
    Entry,
}

/// All of them, in the order of the command line's help.
pub(super) const ALL: &[Known] = &[
    free("todo", |_| Effect::Home),
    free("request", |_| {
        Effect::Do(Job::Catalogue(Wanted::Certificate))
    }),
    free("request --subject", |_| {
        open(Screen::Plain(Box::new(PlainScreen::new(None))))
    }),
    on_token("install", |_| path(Purpose::Install)),
    on_certificate("renew", |home| with_serial(home, Job::Renew)),
    free("form", |_| Effect::Do(Job::Catalogue(Wanted::Papers))),
    free("done", |_| Effect::Home),
    free("provider", |_| {
        Effect::Do(Job::Catalogue(Wanted::Providers))
    }),
    on_entry("show", show),
    free("check", Home::check),
    free("compare", compare),
    free("identify", |_| path(Purpose::Identify)),
    free("tokens", |_| Effect::Home),
    free("revoke", |home| Effect::Do(Job::Revoke(home.serial()))),
    free("doctor", |_| Effect::Do(Job::Doctor)),
    free("explain", |_| open(Screen::Number(Number::new()))),
    on_token("import", |home| path(Purpose::Import(home.token()))),
    on_certificate("export", |home| on_screen(home, Verb::Export)),
    on_token("pin status", |home| home.pin(Pin::Status)),
    on_token("pin change", |home| home.pin(Pin::Change(Role::User))),
    on_token("pin unblock", |home| home.pin(Pin::Unblock)),
    on_entry("delete", |home| on_screen(home, Verb::Delete)),
    free("tidy", |_| Effect::Do(Job::Care(Care::leftovers(None)))),
    on_certificate("forget", |home| on_screen(home, Verb::Forget)),
    on_token("init", Home::init),
    free("modules list", Home::drivers),
    free("modules add", |_| path(Purpose::Driver)),
    free("modules probe", |_| Effect::Do(Job::Probe)),
    free("profiles list", |_| {
        Effect::Do(Job::Catalogue(Wanted::Profiles))
    }),
    free("profiles show", |_| {
        Effect::Do(Job::Catalogue(Wanted::Profiles))
    }),
    free("profiles check", |_| path(Purpose::Profile)),
    free("connect", Home::connect),
    on_token("sign", |home| path(Purpose::Sign(home.token()))),
    free("calendar", |_| path(Purpose::Calendar)),
    free("demo", |_| Effect::Do(Job::Practise)),
];

const fn free(name: &'static str, open: fn(&Home) -> Effect) -> Known {
    known(name, Needs::Nothing, open)
}

const fn on_token(name: &'static str, open: fn(&Home) -> Effect) -> Known {
    known(name, Needs::Token, open)
}

const fn on_certificate(name: &'static str, open: fn(&Home) -> Effect) -> Known {
    known(name, Needs::Certificate, open)
}

const fn on_entry(name: &'static str, open: fn(&Home) -> Effect) -> Known {
    known(name, Needs::Entry, open)
}

const fn known(name: &'static str, needs: Needs, open: fn(&Home) -> Effect) -> Known {
    Known { name, needs, open }
}

impl Known {
    /// What it does, in words.
    pub(super) fn words(&self) -> String {
        i18n::text(&self.id(), &Args::new())
    }

    /// What people call it who do not know its name.
    pub(super) fn everyday(&self) -> String {
        i18n::attribute(&self.id(), "find")
    }

    /// The id of its texts.
    pub(super) fn id(&self) -> String {
        format!(
            "tui-command-{}",
            self.name.replace(" --", "-").replace(' ', "-")
        )
    }

    /// Why it cannot be done now.
    pub(super) fn off(&self, home: &Home) -> Option<String> {
        match self.needs {
            Needs::Token if home.has_no_token() => Some(t!("tui-off-no-token")),
            Needs::Certificate if home.serial().is_none() => Some(t!("tui-off-no-certificate")),
            Needs::Entry if home.certificate().is_none() => Some(t!("tui-off-no-certificate")),
            _ => None,
        }
    }

    /// Does it.
    pub(super) fn effect(&self, home: &Home) -> Effect {
        (self.open)(home)
    }
}

/// What is known of the certificate on the screen.
fn show(home: &Home) -> Effect {
    let screen = home.certificate();
    screen.map_or(Effect::Stay, |one| open(Screen::Certificate(Box::new(one))))
}

/// With the certificate on the screen, else with the only one that is known.
fn compare(home: &Home) -> Effect {
    let shown = home.certificate().filter(|_| home.serial().is_some());
    match shown {
        Some(one) => one.asked(Verb::Compare),
        None => Effect::Do(Job::Compare(Comparing::the_only_one())),
    }
}

/// What the certificate's own screen does.
fn on_screen(home: &Home, verb: Verb) -> Effect {
    home.certificate()
        .map_or(Effect::Stay, |one| one.asked(verb))
}

fn path(purpose: Purpose) -> Effect {
    open(Screen::Path(PathScreen::new(purpose)))
}

fn open(screen: Screen) -> Effect {
    Effect::Open(Box::new(screen))
}

/// A job about the certificate on the screen.
fn with_serial(home: &Home, job: fn(String) -> Job) -> Effect {
    home.serial()
        .map_or(Effect::Stay, |serial| Effect::Do(job(serial)))
}
