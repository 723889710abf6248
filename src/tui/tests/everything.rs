//! What every screen has: the list of all that can be done, the command line, the language, practising, the first start.

use std::collections::BTreeSet;
use std::sync::Arc;

use crossterm::event::{Event, KeyCode};

use super::super::app::Flow;
use super::super::care::Care;
use super::super::commands;
use super::super::equivalent;
use super::super::message::Message;
use super::super::order::{Catalogue, Wanted};
use super::super::task::{Job, Look, Practice, Reply};
use super::super::todo::Ahead;
use super::made::{answered, both, case_screen, dolj, one_token};
use super::screens::{done, full};
use super::{idle_app, key, keys, text};
use crate::error::Code;
use crate::i18n::{self, in_romanian};
use crate::op::prefer::Preference;
use crate::profile::Profiles;

fn catalogue(language: &str, purpose: Option<&str>) -> Catalogue {
    Catalogue {
        profiles: Arc::new(Profiles::built_in()),
        providers: Vec::new(),
        language: language.to_owned(),
        purpose: purpose.map(str::to_owned),
    }
}

#[test]
fn all_that_can_be_done_is_found_by_everyday_words() {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(full())));
    while jobs.try_recv().is_ok() {}
    keys(&mut app, ":");
    both("palette", &app);
    keys(&mut app, "not seen");
    assert!(
        text(&app).contains("why is my token not seen?"),
        "{}",
        text(&app)
    );
    for _ in 0.."not seen".len() {
        key(&mut app, KeyCode::Backspace);
    }
    keys(&mut app, "lost");
    both("palette_lost", &app);
    key(&mut app, KeyCode::Enter);
    assert!(matches!(jobs.try_recv(), Ok(Job::Revoke(Some(_)))));
    assert!(
        !text(&app).contains("All that can be done"),
        "the list is left"
    );
}

#[test]
fn words_are_found_without_their_accents() {
    in_romanian(|| {
        let (mut app, jobs) = idle_app();
        app.take(done(Reply::Look(full())));
        while jobs.try_recv().is_ok() {}
        keys(&mut app, ":");
        keys(&mut app, "CURATARE");
        both("palette_ro", &app);
        key(&mut app, KeyCode::Enter);
        assert_eq!(jobs.try_recv(), Ok(Job::Care(Care::leftovers(None))));
    });
}

#[test]
fn an_action_of_the_screen_below_is_taken_from_the_list() {
    let (mut app, jobs) = case_screen(dolj());
    while jobs.try_recv().is_ok() {}
    keys(&mut app, ":");
    keys(&mut app, "all about this step");
    key(&mut app, KeyCode::Enter);
    assert!(!text(&app).contains("All that can be done"));
    assert!(text(&app).contains("All about this step"), "{}", text(&app));
}

#[test]
fn what_cannot_be_done_now_says_why() {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(Look::default())));
    while jobs.try_recv().is_ok() {}
    keys(&mut app, ":");
    keys(&mut app, "parafa renew");
    assert!(text(&app).contains("Nothing of that name"));
    for _ in 0..7 + 5 {
        key(&mut app, KeyCode::Backspace);
    }
    keys(&mut app, "extend");
    both("palette_off", &app);
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv().ok(), None);
    let reason = i18n::text("tui-off-no-certificate", &i18n::Args::new());
    assert!(text(&app).contains(&reason), "{}", text(&app));
}

#[test]
fn every_command_has_its_words_in_each_language() {
    let check = || {
        let mut seen = BTreeSet::new();
        for known in commands::ALL {
            for words in [known.words(), known.everyday()] {
                assert!(!words.contains('⟦'), "{}: {words}", known.name);
            }
            assert!(seen.insert(known.words()), "{} is told twice", known.name);
        }
    };
    check();
    in_romanian(check);
}

#[test]
fn the_command_line_is_shown_and_copied() {
    let (mut app, _jobs) = idle_app();
    app.take(done(Reply::Look(one_token())));
    keys(&mut app, "=");
    both("command", &app);
    let Flow::Copy(command) = key(&mut app, KeyCode::Char('y')) else {
        panic!("{}", text(&app))
    };
    assert!(command.starts_with("parafa "), "{command}");
    key(&mut app, KeyCode::Esc);
    // Where letters are typed, a function key tells it.
    keys(&mut app, "i");
    keys(&mut app, "/tmp/what came.cer");
    key(&mut app, KeyCode::F(3));
    assert!(text(&app).contains("parafa install '/tmp/what came.cer'"));
}

#[test]
fn the_first_start_asks_two_things_once() {
    let (mut app, jobs) = idle_app();
    app.begin(true);
    both("first_start", &app);
    key(&mut app, KeyCode::Enter);
    let sent: Vec<Job> = jobs.try_iter().collect();
    assert!(sent.contains(&Job::Prefer(Preference::Language("en".to_owned()))));
    assert!(sent.contains(&Job::Catalogue(Wanted::Purpose)));
    let ours = catalogue("en", None);
    let look = || Reply::Look(Look::default());
    let purpose = Reply::Catalogue(ours, Wanted::Purpose);
    for reply in [look(), Reply::Quiet, purpose, look()] {
        app.take(answered(reply, Ahead::default()));
    }
    both("purpose", &app);
    keys(&mut app, "cas dolj");
    key(&mut app, KeyCode::Enter);
    let sent: Vec<Job> = jobs.try_iter().collect();
    let purpose = Preference::Purpose("ro-siui-dolj".to_owned());
    assert_eq!(sent, [Job::Prefer(purpose)]);
    assert!(
        text(&app).contains("No token is plugged in."),
        "{}",
        text(&app)
    );
}

#[test]
fn the_first_start_can_be_passed() {
    let (mut app, jobs) = idle_app();
    app.begin(true);
    app.take(done(Reply::Look(Look::default())));
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("No token is plugged in."));
    let sent: Vec<Job> = jobs.try_iter().collect();
    assert!(sent.contains(&Job::Prefer(Preference::Begun)), "{sent:?}");
    assert!(!sent.contains(&Job::Catalogue(Wanted::Purpose)));
}

#[test]
fn what_it_is_for_stands_first() {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(Look::default())));
    let ours = catalogue("en", Some("ro-siui-dolj"));
    app.take(answered(
        Reply::Catalogue(ours, Wanted::Profiles),
        Ahead::default(),
    ));
    while jobs.try_recv().is_ok() {}
    both("authorities", &app);
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Profile("ro-siui-dolj".to_owned())));
}

#[test]
fn a_number_is_explained_and_another_refused() {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(Look::default())));
    keys(&mut app, ":");
    keys(&mut app, "error");
    key(&mut app, KeyCode::Enter);
    keys(&mut app, "P9999");
    key(&mut app, KeyCode::Enter);
    both("number_refused", &app);
    for _ in 0..4 {
        key(&mut app, KeyCode::Backspace);
    }
    keys(&mut app, "402");
    key(&mut app, KeyCode::Enter);
    both("number", &app);
    assert!(text(&app).contains("expired"));
    // Of a number about PINs, the worker finds out who unlocks the token.
    key(&mut app, KeyCode::Esc);
    for _ in 0..3 {
        key(&mut app, KeyCode::Backspace);
    }
    keys(&mut app, "041");
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Explain(Code::WrongPin)));
}

#[test]
fn a_pretend_token_is_marked_on_every_screen_and_left_again() {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(Look::default())));
    while jobs.try_recv().is_ok() {}
    keys(&mut app, "t");
    assert_eq!(jobs.try_recv(), Ok(Job::Practise));
    app.take(Message::Step("The pretend token is ready".to_owned()));
    both("practising", &app);
    let pin = Some("24681357".to_owned());
    app.take(answered(Reply::Changed(Practice { pin }), Ahead::default()));
    app.take(answered(Reply::Look(full()), Ahead::default()));
    both("practice", &app);
    keys(&mut app, "v");
    let ours = catalogue("en", None);
    app.take(answered(
        Reply::Catalogue(ours, Wanted::Providers),
        Ahead::default(),
    ));
    assert!(text(&app).contains("Pretend token, PIN"), "{}", text(&app));
    key(&mut app, KeyCode::Esc);
    while jobs.try_recv().is_ok() {}
    keys(&mut app, "t");
    assert_eq!(jobs.try_recv(), Ok(Job::EndPractice));
    app.take(answered(
        Reply::Changed(Practice { pin: None }),
        Ahead::default(),
    ));
    assert!(!text(&app).contains("pretend token"), "{}", text(&app));
}

#[test]
fn a_request_of_no_authority_is_judged_shown_and_made() {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(full())));
    while jobs.try_recv().is_ok() {}
    keys(&mut app, ":");
    keys(&mut app, "something else");
    key(&mut app, KeyCode::Enter);
    both("plain", &app);
    // Nothing goes on without a name.
    key(&mut app, KeyCode::PageDown);
    assert_eq!(jobs.try_recv().ok(), None);
    keys(&mut app, "Server Vzor, one");
    for _ in 0..4 {
        key(&mut app, KeyCode::Down);
    }
    keys(&mut app, "Romania");
    both("plain_refused", &app);
    for _ in 0..7 {
        key(&mut app, KeyCode::Backspace);
    }
    keys(&mut app, "RO");
    key(&mut app, KeyCode::PageDown);
    let Ok(Job::PlanPlain(wanted)) = jobs.try_recv() else {
        panic!("{}", text(&app))
    };
    let plan = wanted.input().check().unwrap().dry_run().unwrap();
    app.take(answered(Reply::PlannedPlain(plan), Ahead::default()));
    both("plain_review", &app);
    key(&mut app, KeyCode::F(3));
    let typed = "parafa request --subject 'C=RO,CN=Server Vzor";
    assert!(text(&app).contains(typed), "{}", text(&app));
    key(&mut app, KeyCode::Esc);
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::MakePlain(wanted)));
}

#[test]
fn a_connection_is_tried_with_the_token_on_the_screen() {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(one_token())));
    while jobs.try_recv().is_ok() {}
    keys(&mut app, ":");
    keys(&mut app, "semaphore");
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("(Enter connect)"), "{}", text(&app));
    keys(&mut app, "ftp://a");
    key(&mut app, KeyCode::Enter);
    both("address_refused", &app);
    assert!(jobs.try_recv().is_err(), "what is no address was gone to");
    for _ in 0..7 {
        key(&mut app, KeyCode::Backspace);
    }
    app.take(Message::Input(Event::Paste(
        "  www.example.org:8443/x \n".to_owned(),
    )));
    key(&mut app, KeyCode::Enter);
    let Ok(Job::Connect(asked)) = jobs.try_recv() else {
        panic!("no connection was tried");
    };
    assert_eq!(asked.connect.url, "www.example.org:8443/x");
    let line = equivalent::of(&Job::Connect(asked)).unwrap();
    let start = "parafa connect www.example.org:8443/x -t pkcs11:";
    assert!(line.starts_with(start), "{line}");
}

#[test]
fn a_file_is_signed_by_the_token_on_the_screen() {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(one_token())));
    while jobs.try_recv().is_ok() {}
    keys(&mut app, ":");
    keys(&mut app, "p7s");
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("FILE.p7s"), "{}", text(&app));
    keys(&mut app, "report.xml");
    key(&mut app, KeyCode::Enter);
    let Ok(Job::Sign(file, Some(token))) = jobs.try_recv() else {
        panic!("no signature was asked for");
    };
    assert_eq!(file, std::path::Path::new("report.xml"));
    assert!(token.starts_with("pkcs11:"), "{token}");
    let line = equivalent::of(&Job::Sign(file, Some(token.clone()))).unwrap();
    assert!(line.starts_with("parafa sign report.xml -t "), "{line}");
}
