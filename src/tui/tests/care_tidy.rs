//! The screen of what is left over: what it shows, and what it asks of the worker.

use std::path::PathBuf;

use crossterm::event::{Event, KeyCode};

use super::super::care::{Care, Cared};
use super::super::message::Message;
use super::super::task::Job;
use super::care::{Open, asked, came, fail, home};
use super::made::both;
use super::{key, keys, text};
use crate::error::{Code, Failure};
use crate::op::delete::SavedRow;
use crate::op::shape::OtherRow;
use crate::op::tidy::{Chosen, LeftoverRow, Tidy, TidyOutcome, Why};

fn leftover(label: &str, why: Why, successor: Option<&str>) -> LeftoverRow {
    LeftoverRow {
        token: Some("pkcs11:token=ANA%20POP;serial=4A00F1".to_owned()),
        path: None,
        class: "certificate".to_owned(),
        id: Some("0a1b".to_owned()),
        label: Some(label.to_owned()),
        serial: Some("2005".to_owned()),
        sha256: Some(label.repeat(3)),
        not_after: Some("2025-11-20T00:00:00Z".to_owned()),
        why,
        successor: successor.map(str::to_owned),
        removable: successor.is_some(),
    }
}

fn leftovers() -> Vec<LeftoverRow> {
    vec![
        leftover("old", Why::Expired, Some("2026")),
        leftover("older", Why::Superseded, Some("2026")),
        leftover("lost", Why::Orphaned, None),
        leftover("alone", Why::Expired, None),
    ]
}

fn tidied(folder: Option<PathBuf>, leftovers: Vec<LeftoverRow>) -> Cared {
    let outcome = TidyOutcome {
        dry_run: true,
        leftovers,
        ..TidyOutcome::default()
    };
    let tidy = Tidy {
        folder,
        ..Tidy::default()
    };
    Cared::Tidied(outcome, tidy)
}

fn tidy_screen() -> Open {
    let (mut app, jobs) = home(false);
    keys(&mut app, "u");
    assert_eq!(asked(&jobs), Care::leftovers(None));
    came(&mut app, tidied(None, leftovers()));
    (app, jobs)
}

fn removal(only: Option<Vec<Chosen>>) -> Care {
    Care::Tidy(Tidy {
        remove: true,
        only,
        ..Tidy::default()
    })
}

#[test]
fn what_is_left_over_is_ticked_and_removed_after_a_question() {
    let (mut app, jobs) = tidy_screen();
    both("care_tidy", &app);
    key(&mut app, KeyCode::Enter);
    assert_eq!(asked(&jobs), removal(None));
    fail(&mut app, Failure::new(Code::Declined));
    // One is taken out.
    keys(&mut app, " ");
    key(&mut app, KeyCode::Enter);
    let only = leftovers()
        .iter()
        .skip(1)
        .filter_map(LeftoverRow::chosen)
        .collect();
    assert_eq!(asked(&jobs), removal(Some(only)));
    fail(&mut app, Failure::new(Code::Declined));
    key(&mut app, KeyCode::Down);
    keys(&mut app, " ");
    // Nothing is ticked now.
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("Nothing is ticked that could be removed."));
    assert!(jobs.try_recv().is_err());
    key(&mut app, KeyCode::Esc);
    // What stays cannot be ticked, and says why.
    key(&mut app, KeyCode::Down);
    keys(&mut app, " ");
    assert!(
        text(&app).contains("in its place, and its key may be"),
        "{}",
        text(&app)
    );
    key(&mut app, KeyCode::Esc);
    both("care_tidy_stays", &app);
}

#[test]
fn what_became_of_it_is_said() {
    let (mut app, jobs) = tidy_screen();
    key(&mut app, KeyCode::Enter);
    let _ = asked(&jobs);
    let gone = OtherRow {
        class: "certificate".to_owned(),
        id: None,
        label: Some("old".to_owned()),
    };
    let outcome = TidyOutcome {
        leftovers: leftovers(),
        removed: vec![gone.clone()],
        kept: vec![gone],
        saved: vec![SavedRow {
            path: "/home/ana/old.pem".to_owned(),
        }],
        ..TidyOutcome::default()
    };
    let tidy = Tidy {
        remove: true,
        ..Tidy::default()
    };
    came(&mut app, Cared::Tidied(outcome, tidy));
    both("care_tidied", &app);
    assert_eq!(jobs.try_recv(), Ok(Job::Look));
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("Certificates on this token"));
}

#[test]
fn a_folder_is_only_looked_through() {
    let (mut app, jobs) = tidy_screen();
    keys(&mut app, "f");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_path_buf();
    let pasted = path.to_str().unwrap().to_owned();
    app.take(Message::Input(Event::Paste(pasted)));
    key(&mut app, KeyCode::Enter);
    assert_eq!(asked(&jobs), Care::leftovers(Some(path)));
    let mut rows = leftovers();
    for row in &mut rows {
        row.token = None;
        row.path = Some("/home/ana/certificates/old.cer".to_owned());
        row.removable = false;
    }
    let shown = PathBuf::from("/home/ana/certificates");
    came(&mut app, tidied(Some(shown), rows));
    both("care_tidy_folder", &app);
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("Parafa deletes no files"));
    assert!(jobs.try_recv().is_err());
    key(&mut app, KeyCode::Esc);
    // Neither the question for the folder nor the list before it lies below.
    key(&mut app, KeyCode::Esc);
    assert!(
        text(&app).contains("Certificates on this token"),
        "{}",
        text(&app)
    );
}

#[test]
fn orphans_show_after_the_pin() {
    let (mut app, jobs) = tidy_screen();
    keys(&mut app, "p");
    let wanted = Care::Tidy(Tidy {
        login: true,
        ..Tidy::default()
    });
    assert_eq!(asked(&jobs), wanted);
    came(&mut app, tidied(None, Vec::new()));
    assert!(text(&app).contains("Nothing is left over."));
}

#[test]
fn a_list_that_is_not_whole_is_shown_with_its_failure() {
    let (mut app, jobs) = home(false);
    keys(&mut app, "u");
    let _ = asked(&jobs);
    let outcome = TidyOutcome {
        dry_run: true,
        leftovers: leftovers(),
        partial: true,
        cut: Some(Failure::new(Code::TokenRemoved)),
        ..TidyOutcome::default()
    };
    came(&mut app, Cared::Tidied(outcome, Tidy::default()));
    assert!(text(&app).contains("That did not work"));
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("certificate old"));
}
