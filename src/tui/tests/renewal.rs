//! Renewals and what the case screen says of them; steps that run.

use std::sync::mpsc::{Receiver, TryRecvError};

use crossterm::event::{Event, KeyCode};

use super::super::app::App;
use super::super::message::Message;
use super::super::task::{Job, Reply};
use super::made::{ahead, answered, both, case_screen, dolj, nothing_plugged_in, step};
use super::{key, keys, text};
use crate::op::changes::{ChangedPart, ChangedRow, Changes};
use crate::op::shape::{FileRow, RequestOutcome};
use crate::op::todo::CaseRow;
use crate::telling::{Line, Weight};

fn drain(jobs: &Receiver<Job>) {
    while jobs.try_recv() != Err(TryRecvError::Empty) {}
}

/// A case whose only step has this action.
fn with_step(action: &str, change: impl FnOnce(&mut CaseRow)) -> (App, Receiver<Job>) {
    let mut case = dolj();
    let mut row = step("s", "Do it", "todo");
    row.action = Some(action.to_owned());
    case.steps = vec![row];
    change(&mut case);
    let (app, jobs) = case_screen(case);
    drain(&jobs);
    (app, jobs)
}

#[test]
fn old_and_new_stand_side_by_side() {
    let row = |part, old: &str, new: &str| ChangedRow {
        part,
        old: old.to_owned(),
        new: new.to_owned(),
        changed: old != new,
    };
    let mut case = dolj();
    case.changes = Some(Changes {
        parts: vec![
            row(ChangedPart::Serial, "0BF4EAB0", "0100000168F0A805"),
            row(ChangedPart::NotAfter, "2026-12-04", "2027-11-20"),
            row(ChangedPart::Subject, "CN=ANA POP", "CN=ANA POP"),
        ],
        report: vec!["The house: serial number and issuer".to_owned()],
        keep: vec!["The activation key".to_owned()],
    });
    let (mut app, _jobs) = case_screen(case);
    both("case_changes", &app);
    keys(&mut app, "c");
    both("changes", &app);
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("Old certificate"));
}

#[test]
fn steps_run_what_their_command_does() {
    let (mut app, jobs) = with_step("request", |_| {});
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Resume("c-7k2m9x".to_owned())));
    let (mut app, jobs) = with_step("tidy", |_| {});
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Tidy));
    let mut shown = dolj();
    let (mut app, jobs) = with_step("revoke", |case| {
        case.steps[0].more.revokes = Some("0bf4".to_owned());
        shown = case.clone();
    });
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Revoke(Some("0bf4".to_owned()))));
    // What is to be read comes as a page, and goes again.
    let line = |weight, text: &str| Line {
        weight,
        text: text.to_owned(),
    };
    let lines = vec![
        line(Weight::Heading, "ANA POP"),
        line(Weight::Plain, "  1. Tell the issuer"),
        line(Weight::Warning, "Never again."),
    ];
    let page = Reply::Page("Who revokes it".to_owned(), lines);
    app.take(answered(page, ahead(shown, Vec::new())));
    both("revoke", &app);
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("Do it"), "{}", text(&app));
}

#[test]
fn the_generators_folder_is_asked_for() {
    let (mut app, jobs) = with_step("request", |case| case.steps[0].more.adopts = true);
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Err(TryRecvError::Empty));
    both("adopt", &app);
    app.take(Message::Input(Event::Paste("/no/such".to_owned())));
    key(&mut app, KeyCode::Enter);
    let Ok(Job::Adopt(input)) = jobs.try_recv() else {
        panic!("nothing is taken over");
    };
    assert_eq!(input.profile, "ro-siui-dolj");
    assert_eq!(input.only, ["qualified"]);
    assert_eq!(input.providers, ["Cabinet Pop", "Medpop SRL"]);
    assert_eq!(input.from.as_deref(), Some("/no/such".as_ref()));
}

#[test]
fn a_folder_that_is_gone_is_said() {
    let gone = |there| {
        let (app, _jobs) = with_step("request", |case| {
            case.folder = Some("/gone/folder".to_owned());
            case.folder_there = there;
        });
        text(&app)
    };
    assert!(gone(false).contains("/gone/folder (is not there any more)"));
    assert!(!gone(true).contains("any more"));
}

#[test]
fn what_no_authority_asked_for_shows_its_files() {
    let (mut app, _jobs) = nothing_plugged_in();
    let outcome = RequestOutcome {
        case: "c-none".to_owned(),
        files: vec![FileRow {
            path: "/tmp/ana.csr".to_owned(),
            kind: "csr".to_owned(),
            purpose: None,
            sha256: String::new(),
        }],
        next_steps: vec!["parafa install CERTIFICATE".to_owned()],
        ..RequestOutcome::default()
    };
    app.take(answered(
        Reply::Made(Box::new(outcome)),
        ahead(dolj(), Vec::new()),
    ));
    let shown = text(&app);
    assert!(shown.contains("✓ /tmp/ana.csr"), "{shown}");
}
