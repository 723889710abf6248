//! What is pasted: certificates are opened, what is of no use is refused with a sentence, a private key is never shown.

use std::sync::mpsc::channel;

use crossterm::event::{Event, KeyCode};

use super::super::app::App;
use super::super::care::Care;
use super::super::message::{Asked, Message};
use super::super::task::{Job, Reply};
use super::screens::{done, full};
use super::{idle_app, key, keys, text};
use crate::ask::{SecretAnswer, SecretKind, SecretWanted};
use crate::op::files::Source;
use crate::token::{PinState, Role};

const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nMIIBszCC\n-----END CERTIFICATE-----\n";
const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIHRoaXNpc3NlY3JldA\n-----END PRIVATE KEY-----\n";

fn paste(app: &mut App, text: &str) {
    app.take(Message::Input(Event::Paste(text.to_owned())));
}

fn home() -> (App, std::sync::mpsc::Receiver<Job>) {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(full())));
    (app, jobs)
}

/// Home, the file chooser for two purposes, and a dialog with a secret.
fn each(check: impl Fn(&mut App)) {
    for before in ["", "o", "i", "?"] {
        let (mut app, _jobs) = home();
        keys(&mut app, before);
        check(&mut app);
    }
}

#[test]
fn a_pasted_certificate_is_opened_or_installed() {
    let (mut app, jobs) = home();
    paste(&mut app, CERTIFICATE);
    let pasted = || Source::Pasted(CERTIFICATE.as_bytes().to_vec());
    assert_eq!(jobs.try_recv().unwrap(), Job::Open(pasted()));
    for (letter, job) in [("i", Job::Install(pasted())), ("o", Job::Open(pasted()))] {
        let (mut app, jobs) = home();
        keys(&mut app, letter);
        paste(&mut app, CERTIFICATE);
        assert!(text(&app).contains("what was pasted, "), "{}", text(&app));
        assert!(jobs.try_recv().is_err());
        key(&mut app, KeyCode::Enter);
        assert_eq!(jobs.try_recv().unwrap(), job);
    }
    // What is typed after it takes its place.
    let (mut app, jobs) = home();
    keys(&mut app, "i");
    paste(&mut app, CERTIFICATE);
    keys(&mut app, "/x");
    key(&mut app, KeyCode::Enter);
    assert_eq!(
        jobs.try_recv().unwrap(),
        Job::Install(Source::Path("/x".into()))
    );
}

#[test]
fn a_private_key_is_refused_everywhere_and_never_shown() {
    each(|app| {
        paste(app, KEY);
        let shown = text(app);
        let said: String = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("holds a private key"), "{shown}");
        assert!(
            !shown.contains("MC4C") && !shown.contains("BEGIN"),
            "{shown}"
        );
    });
}

#[test]
fn what_is_of_no_use_is_refused_with_a_sentence() {
    let long = "x".repeat(1 << 20);
    let binary = "\u{0}\u{1}ELF\u{fffd}".repeat(1000);
    for text_pasted in [&long, &binary] {
        each(|app| {
            paste(app, text_pasted);
            assert!(text(app).contains("Not taken"), "{}", text(app));
            key(app, KeyCode::Enter);
            assert!(!text(app).contains("Not taken"));
            assert!(!text(app).contains("xxxx") && !text(app).contains("ELF"));
        });
    }
    let (mut app, _jobs) = home();
    paste(&mut app, "one\ntwo\n");
    assert!(text(&app).contains("Not taken"));
}

#[test]
fn a_secret_takes_a_line_and_nothing_else() {
    let (mut app, _jobs) = home();
    let (reply, answer) = channel();
    let wanted = SecretWanted {
        what: SecretKind::Pin(Role::User),
        token: "ANA POP".to_owned(),
        serial: "4A00F1".to_owned(),
        state: PinState::NoWarning,
    };
    app.take(Message::Asked(Asked::Secret(wanted, reply)));
    for refused in [KEY, CERTIFICATE, "12\u{0}34", &"9".repeat(1 << 20)] {
        paste(&mut app, refused);
        assert!(!text(&app).contains('•'), "{}", text(&app));
    }
    assert!(text(&app).contains("too long"), "{}", text(&app));
    paste(&mut app, "1234\n");
    assert!(text(&app).contains("> ••••_"));
    key(&mut app, KeyCode::Enter);
    let SecretAnswer::Given(secret) = answer.recv().unwrap() else {
        panic!("not given");
    };
    assert_eq!(secret.expose(), b"1234");
}

#[test]
fn nothing_is_taken_while_a_job_is_waited_for() {
    let (mut app, jobs) = home();
    app.start(Job::Care(Care::leftovers(None)));
    assert_eq!(jobs.try_recv().unwrap(), Job::Care(Care::leftovers(None)));
    paste(&mut app, CERTIFICATE);
    assert!(jobs.try_recv().is_err());
}
