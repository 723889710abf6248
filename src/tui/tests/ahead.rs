//! What to do now on Home, with a token and without.

use std::sync::mpsc::TryRecvError;

use crossterm::event::KeyCode;

use super::super::app::Flow;
use super::super::task::{Job, Look, Reply};
use super::super::todo::Ahead;
use super::made::{
    ahead, both, dolj, down_to, ending, nothing_plugged_in, one_token, seen, with_token,
};
use super::screens::{certificate, done_with, full, identity, pane};
use super::{idle_app, key, keys, text};
use crate::op::shape::IdentityState;
use crate::op::todo::{ItemKind, ItemRow, TodoOutcome};

#[test]
fn home_says_what_to_do_now() {
    let (app, _jobs) = with_token(dolj());
    both("todo", &app);
}

#[test]
fn nothing_plugged_in_shows_what_is_remembered() {
    let (mut app, _jobs) = nothing_plugged_in();
    both("remembered", &app);
    // What was followed by a later one is not told.
    assert_eq!(text(&app).matches("ANA POP").count(), 2, "{}", text(&app));
    // Cases and certificates open, also from here.
    down_to(&mut app, "steps done");
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("renewal of ANA POP"));
    key(&mut app, KeyCode::Esc);
    down_to(&mut app, "DAN POP");
    key(&mut app, KeyCode::Enter);
    let shown = text(&app);
    assert!(shown.contains("last seen 20 Nov 2026 on 4A00F1"), "{shown}");
}

#[test]
fn a_certificate_that_ends_is_shown_with_what_follows_and_renewed() {
    let (mut app, jobs) = nothing_plugged_in();
    down_to(&mut app, "12 days   ANA POP");
    key(&mut app, KeyCode::Enter);
    both("ending", &app);
    keys(&mut app, "s");
    assert!(text(&app).contains("414e4120504f50"), "{}", text(&app));
    assert_eq!(
        key(&mut app, KeyCode::Char('y')),
        Flow::Copy("414e4120504f50".to_owned())
    );
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Renew("414e4120504f50".to_owned())));
    // From what to do now at once.
    let (mut app, jobs) = nothing_plugged_in();
    down_to(&mut app, "ends in 12 days");
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Renew("414e4120504f50".to_owned())));
}

#[test]
fn a_certificate_that_does_not_end_is_only_left_again() {
    let (mut app, jobs) = nothing_plugged_in();
    down_to(&mut app, "DAN POP");
    key(&mut app, KeyCode::Enter);
    key(&mut app, KeyCode::Enter);
    assert!(jobs.try_recv().is_err());
    assert!(text(&app).contains("No token is plugged in."));
}

#[test]
fn what_the_token_shows_and_the_journal_knows_is_told_once() {
    let (mut app, _jobs) = idle_app();
    let ends = identity(
        IdentityState::Expiring,
        "soon",
        vec![certificate("ANA POP", 12)],
    );
    let look = || Look {
        panes: vec![pane("ANA POP", 1, vec![ends.clone()])],
        ..full()
    };
    app.take(done_with(Reply::Look(look()), Ahead::default()));
    assert_eq!(text(&app).matches("ends in 12 days").count(), 1);
    let mut remembered = seen("ANA POP", 12, false);
    remembered.certificate = certificate("ANA POP", 12);
    let ahead = Ahead {
        todo: TodoOutcome {
            items: vec![ending(&remembered)],
            cases: Vec::new(),
        },
        remembered: vec![remembered],
        ..Ahead::default()
    };
    app.take(done_with(Reply::Look(look()), ahead));
    assert_eq!(text(&app).matches("ends in 12 days").count(), 1);
}

#[test]
fn a_long_list_shows_five_and_the_rest_on_demand() {
    let (mut app, _jobs) = idle_app();
    let many = (0..40).map(|number| seen(&format!("HOLDER {number}"), 1 + number % 28, false));
    let ahead = ahead(dolj(), many.collect());
    let count = ahead.todo.items.len();
    app.take(done_with(Reply::Look(one_token()), ahead));
    let more = format!("… and {} more", count - 5);
    assert!(text(&app).contains(&more), "{}", text(&app));
    assert_eq!(text(&app).matches("Enter renew \"").count(), 5);
    down_to(&mut app, "more");
    both("todo_few", &app);
    key(&mut app, KeyCode::Enter);
    for _ in 0..4 {
        key(&mut app, KeyCode::PageDown);
    }
    both("todo_all", &app);
    key(&mut app, KeyCode::Up);
    down_to(&mut app, "show fewer");
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains(&more), "{}", text(&app));
    down_to(&mut app, &more);
    // The cursor goes on to the certificates of the token.
    down_to(&mut app, "valid");
}

#[test]
fn the_last_day_to_renew_begins_or_opens_its_case() {
    let remembered = seen("ANA POP", 12, false);
    let item = |case: Option<&str>| ItemRow {
        kind: ItemKind::Renewal,
        days_left: Some(5),
        case: case.map(str::to_owned),
        ..ending(&remembered)
    };
    for (case, job) in [
        (None, Ok(Job::Renew("414e4120504f50".to_owned()))),
        (Some("c-7k2m9x"), Err(TryRecvError::Empty)),
    ] {
        let (mut app, jobs) = idle_app();
        let mut ahead = ahead(dolj(), vec![remembered.clone()]);
        ahead.todo.items = vec![item(case)];
        app.take(done_with(Reply::Look(one_token()), ahead));
        assert!(text(&app).contains("! 5 days left to renew (4 Dec 2026): ANA POP"));
        key(&mut app, KeyCode::Enter);
        assert_eq!(jobs.try_recv(), job);
        let opened = text(&app).contains("renewal of ANA POP");
        assert_eq!(opened, case.is_some(), "{}", text(&app));
    }
}

#[test]
fn what_only_a_case_keeps_is_shown_as_such() {
    let (mut app, _jobs) = idle_app();
    let mut kept = seen("ANA POP", 300, false);
    (kept.token, kept.last_seen) = (None, None);
    let look = Look {
        panes: Vec::new(),
        ..full()
    };
    app.take(done_with(Reply::Look(look), ahead(dolj(), vec![kept])));
    assert!(text(&app).contains("kept with its case"), "{}", text(&app));
}
