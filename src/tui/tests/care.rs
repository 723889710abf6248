//! The screens of token care: what they show, and what they ask of the worker.

use std::sync::mpsc::Receiver;

use crossterm::event::KeyCode;

use super::super::app::App;
use super::super::care::{Care, Cared};
use super::super::task::{Job, Look, Reply};
use super::super::todo::Ahead;
use super::made::{answered, both, down_to, nothing_plugged_in};
use super::screens::{certificate, done_with, identity, pane, row};
use super::{idle_app, key, keys, text};
use crate::error::{Code, Failure};
use crate::op::delete::{Delete, DeleteOutcome, SavedRow, What};
use crate::op::forget::{ForgetOutcome, ForgottenRow};
use crate::op::init::{Init, InitOutcome};
use crate::op::pin::{Done, Pin, PinOutcome, UnlocksRow};
use crate::op::shape::{IdentityRow, IdentityState, OtherRow, TokenRowState};
use crate::token::{PinState, Role};

pub(super) const TOKEN: &str = "pkcs11:slot-id=1";
pub(super) const SERIAL: &str = "20050625001122334455";

pub(super) type Open = (App, Receiver<Job>);

fn identities() -> Vec<IdentityRow> {
    let mut first = certificate("ANA POP", 360);
    first.key_usage = Some(vec![
        "digitalSignature".to_owned(),
        "nonRepudiation".to_owned(),
    ]);
    first.extended_key_usage = Some(vec!["clientAuth".to_owned(), "1.2.3.4".to_owned()]);
    first.qualified = Some(true);
    vec![
        identity(IdentityState::Ready, "new", vec![first]),
        identity(IdentityState::AwaitingCertificate, "Farmacia", Vec::new()),
    ]
}

/// A token on which everything was seen.
pub(super) fn home(logged_in: bool) -> Open {
    let (mut app, jobs) = idle_app();
    let mut pane = pane("ANA POP", 1, identities());
    if let Some(show) = &mut pane.show {
        show.logged_in = logged_in;
    }
    let look = Look {
        panes: vec![pane],
        ..Look::default()
    };
    app.take(done_with(Reply::Look(look), Ahead::default()));
    down_to(&mut app, "valid     ANA POP");
    (app, jobs)
}

pub(super) fn came(app: &mut App, cared: Cared) {
    let reply = Reply::Cared(Box::new(cared));
    app.take(answered(reply, Ahead::default()));
}

pub(super) fn fail(app: &mut App, failure: Failure) {
    let reply = Reply::Failed(failure);
    app.take(answered(reply, Ahead::default()));
}

pub(super) fn asked(jobs: &Receiver<Job>) -> Care {
    match jobs.try_recv() {
        Ok(Job::Care(care)) => care,
        other => panic!("{other:?}"),
    }
}

fn pins(state: PinState) -> PinOutcome {
    let mut token = row("ANA POP", 1);
    token.pin.state = state;
    token.pin.failed_here = u32::from(state != PinState::NoWarning);
    (token.pin.min, token.pin.max) = (Some(4), Some(12));
    let unlocks = UnlocksRow {
        token: TOKEN.to_owned(),
        issuer: "certSIGN".to_owned(),
        text: Some("With the PUK from the letter, in certSIGN's own program".to_owned()),
        phone: Some("+40 31 101 1870".to_owned()),
        to_be_confirmed: true,
    };
    PinOutcome {
        done: Done::Status,
        role: None,
        tokens: vec![token],
        unlocks: (state != PinState::NoWarning)
            .then_some(unlocks)
            .into_iter()
            .collect(),
        modules: Vec::new(),
        cut: None,
    }
}

fn pin_screen(state: PinState) -> Open {
    let (mut app, jobs) = home(false);
    keys(&mut app, "p");
    assert_eq!(asked(&jobs), Care::pins(TOKEN));
    came(&mut app, Cared::Pins(pins(state)));
    (app, jobs)
}

#[test]
fn the_pins_of_a_token() {
    let (app, _jobs) = pin_screen(PinState::NoWarning);
    both("care_pins", &app);
    let (mut app, _jobs) = pin_screen(PinState::Locked);
    key(&mut app, KeyCode::Down);
    key(&mut app, KeyCode::Down);
    both("care_pins_locked", &app);
}

#[test]
fn each_line_of_the_pins_asks_for_its_own() {
    let wanted = [
        None,
        Some(Pin::Change(Role::User)),
        Some(Pin::Unblock),
        Some(Pin::Change(Role::So)),
    ];
    for (down, wanted) in wanted.into_iter().enumerate() {
        let (mut app, jobs) = pin_screen(PinState::NoWarning);
        for _ in 0..down {
            key(&mut app, KeyCode::Down);
        }
        keys(&mut app, "=");
        let said = text(&app);
        key(&mut app, KeyCode::Esc);
        key(&mut app, KeyCode::Enter);
        let Some(pin) = wanted else {
            assert_eq!(jobs.try_recv(), Ok(Job::Prove(TOKEN.to_owned())));
            assert!(said.contains("parafa show --login -t pkcs11:slot-id=1"));
            continue;
        };
        let care = asked(&jobs);
        assert!(said.contains(&care.command().unwrap()), "{said}");
        let token = TOKEN.to_owned();
        assert_eq!(care, Care::Pin { token, pin });
    }
}

#[test]
fn a_changed_pin_is_said_and_the_token_looked_at() {
    let (mut app, jobs) = pin_screen(PinState::CountLow);
    key(&mut app, KeyCode::Down);
    key(&mut app, KeyCode::Enter);
    let _ = asked(&jobs);
    let outcome = PinOutcome {
        done: Done::Changed,
        role: Some("user"),
        ..pins(PinState::NoWarning)
    };
    came(&mut app, Cared::Pins(outcome));
    assert!(text(&app).contains("✓ The user's PIN was changed."));
    assert_eq!(jobs.try_recv(), Ok(Job::Look));
    key(&mut app, KeyCode::Enter);
    let shown = text(&app);
    assert!(shown.contains("PIN          no warning"), "{shown}");
}

#[test]
fn where_a_pin_was_refused_its_state_is_asked_anew() {
    let (mut app, jobs) = pin_screen(PinState::NoWarning);
    key(&mut app, KeyCode::Down);
    key(&mut app, KeyCode::Enter);
    let _ = asked(&jobs);
    fail(&mut app, Failure::new(Code::WrongPin));
    assert_eq!(asked(&jobs), Care::pins(TOKEN));
    came(&mut app, Cared::Pins(pins(PinState::CountLow)));
    // The failure stays to be read, and the state behind it is the new one; no second screen lies above the first.
    assert!(text(&app).contains("That did not work"));
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("a wrong PIN was given since"));
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("Certificates on this token"));
}

#[test]
fn a_blank_token_has_no_pins_to_be_changed() {
    let (mut app, jobs) = home(false);
    keys(&mut app, "p");
    let _ = asked(&jobs);
    let mut outcome = pins(PinState::NotSet);
    for token in &mut outcome.tokens {
        token.state = TokenRowState::Uninitialised;
    }
    came(&mut app, Cared::Pins(outcome));
    key(&mut app, KeyCode::Enter);
    both("care_pins_blank", &app);
    assert!(jobs.try_recv().is_err());
}

#[test]
fn a_token_that_went_is_said() {
    let (mut app, jobs) = home(false);
    keys(&mut app, "p");
    let _ = asked(&jobs);
    let gone = PinOutcome {
        tokens: Vec::new(),
        ..pins(PinState::NoWarning)
    };
    came(&mut app, Cared::Pins(gone));
    assert!(text(&app).contains("That did not work"));
}

pub(super) fn details() -> Open {
    let (mut app, jobs) = home(true);
    key(&mut app, KeyCode::Enter);
    (app, jobs)
}

#[test]
fn all_about_a_certificate_and_a_key() {
    let (mut app, _jobs) = details();
    both("care_certificate", &app);
    keys(&mut app, "s");
    assert!(text(&app).contains(SERIAL));
    keys(&mut app, "f");
    assert!(text(&app).contains("would be remembered again"));
    key(&mut app, KeyCode::Esc);
    key(&mut app, KeyCode::Esc);
    key(&mut app, KeyCode::Down);
    keys(&mut app, "d");
    both("care_key_alone", &app);
}

#[test]
fn before_the_pin_enter_proves_and_d_shows() {
    let (mut app, jobs) = home(false);
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Prove(TOKEN.to_owned())));
    let (mut app, jobs) = home(false);
    keys(&mut app, "d");
    assert!(
        text(&app).contains("signatures that bind"),
        "{}",
        text(&app)
    );
    assert!(jobs.try_recv().is_err());
}

#[test]
fn what_the_pin_shows_comes_into_the_open_screen() {
    let (mut app, jobs) = idle_app();
    let hidden = |state, label: &str| {
        let mut certificate = certificate("ANA POP", 360);
        certificate.sha256 = label.repeat(64);
        identity(state, label, vec![certificate])
    };
    let look = |state| pane("ANA POP", 1, vec![hidden(state, "b"), hidden(state, "a")]);
    let first = Look {
        panes: vec![look(IdentityState::KeyNotVisible)],
        ..Look::default()
    };
    app.take(done_with(Reply::Look(first), Ahead::default()));
    key(&mut app, KeyCode::Down);
    keys(&mut app, "d");
    assert!(text(&app).contains("whether its key is here shows only after the PIN"));
    keys(&mut app, "p");
    assert_eq!(jobs.try_recv(), Ok(Job::Prove(TOKEN.to_owned())));
    let mut seen = look(IdentityState::Ready);
    // The other one has no key: it must not be taken for this one.
    if let Some(other) = seen
        .show
        .as_mut()
        .and_then(|show| show.identities.first_mut())
    {
        other.state = IdentityState::NoKey;
    }
    let reply = Reply::Prove(Box::new(seen));
    app.take(answered(reply, Ahead::default()));
    assert!(
        text(&app).contains("yes: its private key is here"),
        "{}",
        text(&app)
    );
}

#[test]
fn what_goes_off_a_token_is_chosen_and_said() {
    for (down, what) in [What::Certificate, What::Key, What::All]
        .into_iter()
        .enumerate()
    {
        let (mut app, jobs) = details();
        key(&mut app, KeyCode::Delete);
        for _ in 0..down {
            key(&mut app, KeyCode::Down);
        }
        if what == What::All {
            both("care_delete", &app);
        }
        key(&mut app, KeyCode::Enter);
        let wanted = Care::Delete {
            token: TOKEN.to_owned(),
            delete: Delete {
                id: SERIAL.to_owned(),
                what,
            },
        };
        assert_eq!(asked(&jobs), wanted);
        let gone = |class: &str| OtherRow {
            class: class.to_owned(),
            id: Some("0a1b".to_owned()),
            label: Some("new".to_owned()),
        };
        came(
            &mut app,
            Cared::Deleted(DeleteOutcome {
                removed: vec![gone("certificate")],
                kept: vec![gone("private_key")],
                saved: vec![SavedRow {
                    path: "/home/ana/new.pem".to_owned(),
                }],
            }),
        );
        let shown = text(&app);
        assert!(shown.contains("Saved before: /home/ana/new.pem"), "{shown}");
        assert!(shown.contains("Removed: certificate new"), "{shown}");
        assert_eq!(jobs.try_recv(), Ok(Job::Look));
        // The screen of what is not there any more is gone, too.
        key(&mut app, KeyCode::Enter);
        assert!(text(&app).contains("Certificates on this token"));
    }
}

#[test]
fn a_key_alone_goes_by_the_hash_of_its_public_half() {
    let (mut app, jobs) = home(true);
    key(&mut app, KeyCode::Down);
    key(&mut app, KeyCode::Enter);
    key(&mut app, KeyCode::Delete);
    key(&mut app, KeyCode::Enter);
    let Care::Delete { delete, .. } = asked(&jobs) else {
        panic!("no deletion");
    };
    assert_eq!(delete.id, format!("sha256:{}", "ef".repeat(32)));
    assert_eq!(delete.what, What::Key);
}

#[test]
fn deleting_is_on_no_bar() {
    for (app, _jobs) in [home(true), details(), pin_screen(PinState::NoWarning)] {
        let shown = text(&app);
        let bar = shown
            .lines()
            .rev()
            .find(|line| line.contains("help"))
            .unwrap();
        assert!(!bar.contains("Del") && !bar.contains("F8"), "{bar}");
    }
}

#[test]
fn a_token_is_set_up_anew_under_a_label() {
    let (mut app, jobs) = home(false);
    key(&mut app, KeyCode::F(8));
    keys(&mut app, "Farmacia Test");
    both("care_init", &app);
    // A label that no token takes is refused while it is typed.
    keys(&mut app, &"x".repeat(33));
    key(&mut app, KeyCode::Enter);
    assert!(jobs.try_recv().is_err());
    key(&mut app, KeyCode::Esc);
    let shown = text(&app);
    assert!(shown.contains("✗ "), "{shown}");
    for _ in 0..33 {
        key(&mut app, KeyCode::Backspace);
    }
    key(&mut app, KeyCode::Enter);
    let init = Init {
        label: "Farmacia Test".to_owned(),
    };
    let token = TOKEN.to_owned();
    assert_eq!(asked(&jobs), Care::Init { token, init });
    let token = row("Farmacia Test", 1);
    came(&mut app, Cared::Initialised(InitOutcome { token }));
    assert!(text(&app).contains("Initialised: Farmacia Test (serial 4A00F1)"));
    assert_eq!(jobs.try_recv(), Ok(Job::Look));
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("Certificates on this token"));
}

#[test]
fn a_remembered_certificate_is_forgotten() {
    let (mut app, jobs) = nothing_plugged_in();
    down_to(&mut app, "DAN POP");
    key(&mut app, KeyCode::Enter);
    keys(&mut app, "f");
    let Care::Forget { sha256, name } = asked(&jobs) else {
        panic!("nothing to be forgotten");
    };
    assert_eq!(name, "DAN POP");
    let outcome = ForgetOutcome {
        forgotten: vec![ForgottenRow {
            sha256,
            label: Some("DAN POP".to_owned()),
            serial: Some("2005".to_owned()),
            tokens: Vec::new(),
        }],
    };
    came(&mut app, Cared::Forgotten(outcome));
    let shown = text(&app);
    assert!(
        shown.contains("Not remembered any more: DAN POP"),
        "{shown}"
    );
    assert!(shown.contains("No token is plugged in."), "{shown}");
}

/// What the list of all that can be done does for what is typed there.
fn from_the_list((app, jobs): &mut Open, words: &str) {
    while jobs.try_recv().is_ok() {}
    keys(app, ":");
    keys(app, words);
    key(app, KeyCode::Enter);
}

#[test]
fn token_care_is_found_in_the_list_of_all_that_can_be_done() {
    let mut open = home(true);
    from_the_list(&mut open, "locked");
    assert_eq!(asked(&open.1), Care::pins(TOKEN));
    let mut open = home(true);
    from_the_list(&mut open, "forgotten");
    let token = TOKEN.to_owned();
    let pin = Pin::Unblock;
    assert_eq!(asked(&open.1), Care::Pin { token, pin });
    for (words, title) in [
        ("erase certificate", "Delete from the token"),
        ("backup copy", "Save to a file"),
        ("restore backup", "Import a key file"),
        ("initialise", "Set up a token anew"),
    ] {
        let mut open = home(true);
        from_the_list(&mut open, words);
        assert!(text(&open.0).contains(title), "{}", text(&open.0));
    }
    // What is on the token that is plugged in is not forgotten, and the list says why.
    let mut open = home(true);
    from_the_list(&mut open, "forget a remembered");
    assert!(text(&open.0).contains("would be remembered again"));
    assert!(open.1.try_recv().is_err());
}
