//! Home's own words for each state of tokens and drivers, at both sizes.

use std::time::{Duration, Instant};

use crossterm::event::KeyCode;

use super::super::app::App;
use super::super::lookout::{Back, Sight, Sighted};
use super::super::message::Message;
use super::super::task::{Look, Pane, Reply};
use super::super::todo::Ahead;
use super::screens::{certificate, done_with, full, identity, module, pane, row};
use super::{drawn, idle_app, text};
use crate::error::{Code, Failure};
use crate::op::shape::{IdentityState, ModuleState, TokenRow, TokenRowState};
use crate::op::start::Running;
use crate::token::TokenState;

fn both(name: &str, app: &App) {
    insta::assert_snapshot!(format!("{name}_80x24"), drawn(app, 80, 24).to_string());
    insta::assert_snapshot!(format!("{name}_120x40"), drawn(app, 120, 40).to_string());
}

/// Two drivers, asked so long ago.
fn asking(ago: u64) -> App {
    let (mut app, _) = idle_app();
    let modules = vec![
        module("certsign", ModuleState::Ok),
        module("opensc", ModuleState::Ok),
    ];
    let look = Look {
        modules,
        ..Look::default()
    };
    app.take(done_with(Reply::Asking(look), Ahead::default()));
    let since = Instant::now()
        .checked_sub(Duration::from_secs(ago))
        .unwrap();
    app.home.since(since);
    app
}

fn sight(app: &mut App, driver: usize, what: Sighted) {
    app.take(Message::Sight(Box::new(Sight { driver, what })));
}

fn back(app: &mut App, driver: usize, state: ModuleState, failure: Option<Failure>) {
    let name = ["certsign", "opensc"][driver];
    app.take(Message::Back(Box::new(Back {
        driver,
        module: module(name, state),
        failure,
        notices: Vec::new(),
        ahead: Ahead::default(),
    })));
}

fn seen(pane: Pane) -> Sighted {
    Sighted::Token(Box::new(pane))
}

fn rows(states: &[(&str, TokenRowState)]) -> Sighted {
    let one = |(slot, (label, state)): (u64, &(&str, TokenRowState))| TokenRow {
        state: *state,
        serial: Some((*label).to_owned()),
        ..row(label, slot)
    };
    Sighted::Tokens((1..).zip(states).map(one).collect())
}

#[test]
fn the_first_look_says_who_lets_us_wait() {
    let mut app = asking(0);
    both("first_look", &app);
    app = asking(5);
    let running = Running {
        module: "opensc".to_owned(),
        call: "C_Initialize".to_owned(),
        changing: false,
        elapsed: Duration::from_secs(5),
        soft: Duration::from_secs(5),
        limit: Duration::from_secs(10),
        usual: Some(Duration::from_secs(4)),
    };
    app.take(Message::Running(running));
    back(&mut app, 0, ModuleState::Ok, None);
    both("first_look_slow", &app);
}

#[test]
fn tokens_of_all_kinds_have_their_words() {
    let mut app = asking(0);
    let kinds = [
        ("Empty", TokenRowState::Ready),
        ("Blank", TokenRowState::Uninitialised),
        ("Foreign", TokenRowState::Unrecognised),
        ("Silent", TokenRowState::Error),
        ("Unread", TokenRowState::Ready),
    ];
    sight(&mut app, 0, rows(&kinds));
    back(&mut app, 1, ModuleState::Ok, None);
    both("token_reading", &app);
    let mut empty = pane("Empty", 1, Vec::new());
    if let Some(show) = &mut empty.show {
        show.chain.clear();
    }
    sight(&mut app, 0, seen(empty));
    let failure = Failure::new(Code::ModuleCrashed)
        .with("module", "certsign")
        .with("call", "C_FindObjects")
        .detail("call", "C_FindObjects")
        .state(TokenState::NothingChanged);
    let mut unread = Pane::of(row("Unread", 5));
    unread.failure = Some(failure);
    sight(&mut app, 0, seen(unread));
    back(&mut app, 0, ModuleState::Ok, None);
    for name in ["empty", "blank", "foreign", "silent", "unread"] {
        both(&format!("token_{name}"), &app);
        if name == "blank" {
            super::key(&mut app, KeyCode::Enter);
            assert!(super::text(&app).contains("Set up a token anew"));
            super::key(&mut app, KeyCode::Esc);
        }
        super::key(&mut app, KeyCode::Tab);
    }
}

#[test]
fn a_busy_token_keeps_what_was_seen() {
    let mut app = asking(0);
    sight(&mut app, 0, rows(&[("ANA POP", TokenRowState::Ready)]));
    let ana = || {
        let all = vec![certificate("ANA POP", 360)];
        pane(
            "ANA POP",
            1,
            vec![identity(IdentityState::Ready, "new", all)],
        )
    };
    let mut part = ana();
    part.reading = true;
    sight(&mut app, 0, seen(part));
    both("token_partly", &app);
    sight(&mut app, 0, seen(ana()));
    back(&mut app, 0, ModuleState::Ok, None);
    let look = Look {
        modules: vec![
            module("certsign", ModuleState::Ok),
            module("opensc", ModuleState::Ok),
        ],
        ..Look::default()
    };
    app.take(done_with(Reply::Asking(look), Ahead::default()));
    let since = Instant::now().checked_sub(Duration::from_secs(12)).unwrap();
    app.home.since(since);
    both("token_busy", &app);
    sight(&mut app, 0, rows(&[]));
    assert!(!text(&app).contains("ANA POP"));
}

#[test]
fn a_token_that_two_drivers_show_stands_there_once() {
    let mut app = asking(0);
    let both_see = || rows(&[("4A00F1", TokenRowState::Ready)]);
    sight(&mut app, 1, both_see());
    assert_eq!(text(&app).matches("4A00F1").count(), 1);
    sight(&mut app, 0, both_see());
    let screen = drawn(&app, 120, 40).to_string();
    assert_eq!(screen.matches(" 4A00F1 ").count(), 1, "{screen}");
    // The other one shows it when the first is gone.
    back(&mut app, 0, ModuleState::Crashed, None);
    let screen = drawn(&app, 120, 40).to_string();
    assert_eq!(screen.matches(" 4A00F1 ").count(), 1, "{screen}");
    sight(&mut app, 1, rows(&[]));
    assert!(!text(&app).contains("4A00F1"));
}

#[test]
fn the_chosen_line_stays_when_others_come() {
    let (mut app, _jobs) = idle_app();
    let look = || {
        let mut look = full();
        let shows = look.panes.iter_mut().filter_map(|pane| pane.show.as_mut());
        let rows = shows.flat_map(|show| &mut show.identities);
        let certificates = rows.flat_map(|row| &mut row.certificates);
        for (number, certificate) in certificates.enumerate() {
            certificate.sha256 = number.to_string();
        }
        look
    };
    app.take(done_with(Reply::Look(look()), Ahead::default()));
    for _ in 0..4 {
        super::key(&mut app, KeyCode::Down);
    }
    let chosen = |app: &App| {
        let screen = text(app);
        let mut lines = screen.lines().filter(|line| line.contains('▸'));
        lines.next().unwrap_or_default().to_owned()
    };
    let before = chosen(&app);
    app.take(done_with(
        Reply::Look(full()),
        super::screens::interrupted(),
    ));
    assert_eq!(chosen(&app), before);
}
