//! The case screen: snapshots at both sizes, and keys.

use crossterm::event::{Event, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::Zoned;
use ratatui::layout::{Position, Rect};

use super::super::app::Flow;
use super::super::message::Message;
use super::super::task::{Job, Look, Reply};
use super::super::todo::Ahead;
use super::made::{ahead, answered, both, case_screen, dolj, down_to, one_token, seen, step};
use super::screens::{done_with, full};
use super::{drawn, idle_app, key, keys, text};
use crate::telling::Line;

#[test]
fn a_case_shows_its_steps_and_what_the_chosen_one_says() {
    let (mut app, _jobs) = case_screen(dolj());
    both("case", &app);
    down_to(&mut app, "SIUI shows");
    both("case_waiting", &app);
    key(&mut app, KeyCode::Enter);
    let shown = text(&app);
    assert!(
        shown.contains("Another step comes first: Hand in the form"),
        "{shown}"
    );
    key(&mut app, KeyCode::Enter);
    key(&mut app, KeyCode::Up);
    keys(&mut app, "m");
    both("case_more", &app);
    key(&mut app, KeyCode::Esc);
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("What to do now"));
}

#[test]
fn a_long_case_scrolls() {
    let mut case = dolj();
    case.steps = (1..=60)
        .map(|number| step(&format!("s{number}"), &format!("Do part {number}"), "todo"))
        .collect();
    let (mut app, _jobs) = case_screen(case);
    for _ in 0..6 {
        key(&mut app, KeyCode::PageDown);
    }
    both("case_long", &app);
    assert!(text(&app).contains("▸ ○ 60"));
}

#[test]
fn every_kind_of_step_has_an_answer() {
    let (mut app, jobs) = case_screen(dolj());
    while jobs.try_recv().is_ok() {}
    // A page is opened after asking, and its address copied only on demand.
    let address = "https://cas.example/certificate".to_owned();
    down_to(&mut app, "Read the house");
    assert_eq!(key(&mut app, KeyCode::Enter), Flow::Go);
    assert_eq!(jobs.try_recv(), Ok(Job::Browse(address.clone())));
    app.take(answered(Reply::Shown, Ahead::default()));
    assert_eq!(key(&mut app, KeyCode::Char('y')), Flow::Copy(address));
    // The connection is tried with the case's certificate, at an address that can be changed before.
    down_to(&mut app, "Try the conn");
    let command = "parafa connect https://siui.example/ -i 1267 -p ro-siui".to_owned();
    assert_eq!(key(&mut app, KeyCode::Char('y')), Flow::Copy(command));
    keys(&mut app, "=");
    assert!(text(&app).contains("The same on the command line:"));
    assert!(text(&app).contains("parafa connect"));
    key(&mut app, KeyCode::Esc);
    key(&mut app, KeyCode::Enter);
    both("case_connect", &app);
    keys(&mut app, "x");
    key(&mut app, KeyCode::Enter);
    let Ok(Job::Connect(asked)) = jobs.try_recv() else {
        panic!("no connection was tried");
    };
    assert_eq!(asked.connect.url, "https://siui.example/x");
    assert_eq!(asked.connect.id.as_deref(), Some("1267"));
    assert_eq!(asked.connect.profile.as_deref(), Some("ro-siui-dolj"));
    let page = Reply::Page("How it went".to_owned(), vec![Line::plain("ONLINE")]);
    app.take(answered(page, Ahead::default()));
    assert!(text(&app).contains("ONLINE"));
    key(&mut app, KeyCode::Esc);
    key(&mut app, KeyCode::Esc);
    // What has one opens it, and comes back.
    down_to(&mut app, "Put the certificate");
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("Install what I received"));
    key(&mut app, KeyCode::Esc);
    // What the program saw itself says so.
    let mut case = dolj();
    case.steps[0].on = None;
    app.take(done_with(Reply::Look(one_token()), ahead(case, Vec::new())));
    for _ in 0..10 {
        key(&mut app, KeyCode::Up);
    }
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("saw by itself"), "{}", text(&app));
    assert!(jobs.try_recv().is_err(), "nothing was done");
}

#[test]
fn a_step_is_ticked_with_its_number_and_day() {
    let (mut app, jobs) = case_screen(dolj());
    let today = Zoned::now().date().to_string();
    key(&mut app, KeyCode::Enter);
    // Without the number nothing is noted.
    key(&mut app, KeyCode::Enter);
    assert!(jobs.try_recv().is_err());
    keys(&mut app, "77/q2");
    for (width, height) in [(80, 24), (120, 40)] {
        let shown = drawn(&app, width, height).to_string();
        let shown = shown.replace(&today, "2026-11-28");
        insta::assert_snapshot!(format!("tick_{width}x{height}"), shown);
    }
    // The cursor stands behind what was typed.
    let area = Rect::new(0, 0, 80, 24);
    assert_eq!(app.cursor(area), Some(Position::new(3 + 5, 6)));
    key(&mut app, KeyCode::Tab);
    assert_eq!(app.cursor(area), Some(Position::new(3 + 10, 10)));
    key(&mut app, KeyCode::End);
    key(&mut app, KeyCode::Backspace);
    app.take(Message::Input(Event::Paste("1".to_owned())));
    key(&mut app, KeyCode::Enter);
    let Ok(Job::Tick(done)) = jobs.try_recv() else {
        panic!("nothing is to be done");
    };
    let day = format!("{}1", &today[..today.len() - 1]);
    assert_eq!(
        (done.step.as_str(), done.case.as_deref(), done.place),
        ("hand-in", Some("c-7k2m9x"), None)
    );
    assert_eq!(done.providers, ["Medpop SRL"]);
    assert_eq!((done.value, done.on), (Some("77/q2".to_owned()), Some(day)));
    // The form goes, the case shows it, and the next step is chosen.
    let mut after = dolj();
    after.steps[2].state = "done";
    after.steps[2].on = Some("2026-11-21".to_owned());
    after.steps[2].value = Some("77/q2".to_owned());
    app.take(answered(
        Reply::Ticked(Box::new(after.clone())),
        ahead(after, Vec::new()),
    ));
    let shown = text(&app);
    assert!(shown.contains("21 Nov 2026 · 77/q2"), "{shown}");
    assert!(shown.contains("Noted."), "{shown}");
    down_to(&mut app, "Install the driver");
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("What to do now"));
}

#[test]
fn a_click_chooses_a_step() {
    let (mut app, _jobs) = case_screen(dolj());
    let shown = text(&app);
    let mut lines = shown.lines();
    let at = lines
        .position(|line| line.contains("Read the house"))
        .unwrap();
    app.take(Message::Input(Event::Mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: 20,
        row: u16::try_from(at).unwrap(),
        modifiers: KeyModifiers::NONE,
    })));
    let shown = text(&app);
    assert!(shown.contains("▸ ○  5  Read the house's page"), "{shown}");
}

#[test]
fn a_step_of_each_computer_asks_which() {
    let (mut app, jobs) = case_screen(dolj());
    down_to(&mut app, "Install the driver");
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("On which computer?"));
    keys(&mut app, "till 1");
    key(&mut app, KeyCode::Enter);
    let Ok(Job::Tick(done)) = jobs.try_recv() else {
        panic!("nothing is to be done");
    };
    assert_eq!(done.place, Some("till 1".to_owned()));
    assert_eq!(done.value, None);
}

#[test]
fn a_refused_tick_keeps_what_was_typed() {
    let (mut app, _jobs) = case_screen(dolj());
    key(&mut app, KeyCode::Enter);
    keys(&mut app, "77");
    key(&mut app, KeyCode::Enter);
    let failure = crate::error::Failure::new(crate::error::Code::DateInvalid)
        .with("value", "x")
        .with("reason", "future")
        .with("date", "2026-11-28");
    app.take(answered(Reply::Failed(failure), ahead(dolj(), Vec::new())));
    assert!(text(&app).contains("That did not work"));
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("77"));
}

#[test]
fn the_last_step_says_that_all_is_done() {
    let mut case = dolj();
    let (mut app, _jobs) = case_screen(case.clone());
    key(&mut app, KeyCode::Enter);
    keys(&mut app, "1");
    key(&mut app, KeyCode::Enter);
    for step in &mut case.steps {
        step.state = "done";
    }
    // A case that is over is in no list any more.
    app.take(answered(Reply::Ticked(Box::new(case)), Ahead::default()));
    assert!(text(&app).contains("All steps of this case are done."));
    key(&mut app, KeyCode::Esc);
    assert!(!text(&app).contains("What to do now"), "{}", text(&app));
}

#[test]
fn hostile_cases_draw_harmlessly() {
    let names = [
        "\u{1b}[2J\u{1b}]52;c;AAAA\u{7}".to_owned(),
        "\u{202e}exe.doc\u{200b}\n\r\t".to_owned(),
        "W".repeat(10_000),
        "漢".repeat(10_000),
        String::new(),
    ];
    for name in names {
        let mut case = dolj();
        case.title = Some(name.clone());
        case.case.clone_from(&name);
        case.holder = Some(name.clone());
        case.folder = Some(name.clone());
        case.providers = vec![name.clone(), name.clone()];
        for row in &mut case.steps {
            row.who = Some(name.clone());
            row.text.clone_from(&name);
            row.place = Some(name.clone());
            row.expect = Some(name.clone());
            row.provider = Some(name.clone());
            row.value = Some(name.clone());
            row.on = (row.state == "done").then(|| name.clone());
            row.command = Some(name.clone());
            row.more.on = Some(name.clone());
            row.more.if_skipped = Some(name.clone());
            row.more.if_lost = Some(name.clone());
            row.more.note = Some(name.clone());
        }
        for row in &mut case.deadlines {
            row.text.clone_from(&name);
            row.due.clone_from(&name);
        }
        let mut drawer = seen(&name, 12, false);
        drawer.last_seen = Some(name.clone());
        if let Some(token) = &mut drawer.token {
            token.label.clone_from(&name);
            token.serial.clone_from(&name);
        }
        let ahead = || ahead(case.clone(), vec![drawer.clone()]);
        let without = Look {
            panes: Vec::new(),
            ..full()
        };
        for look in [one_token(), without] {
            let (mut app, _jobs) = idle_app();
            app.take(done_with(Reply::Look(look), ahead()));
            for pressed in [
                "", "\t", "\n", "d", "\u{1b}", "m", "\u{1b}", "=", "\u{1b}", "y",
            ] {
                match pressed {
                    "\n" => drop(key(&mut app, KeyCode::Enter)),
                    "\u{1b}" => drop(key(&mut app, KeyCode::Esc)),
                    "\t" => drop(key(&mut app, KeyCode::Down)),
                    letters => letters.chars().for_each(|letter| {
                        drop(key(&mut app, KeyCode::Char(letter)));
                    }),
                }
                for (width, height) in [(80, 24), (120, 40)] {
                    let shown = drawn(&app, width, height).to_string();
                    let hostile = |letter: char| {
                        letter != '\n' && (letter.is_control() || letter == '\u{202e}')
                    };
                    assert!(!shown.contains(hostile), "{shown}");
                }
            }
        }
    }
}

#[test]
fn a_hostile_provider_is_shown_as_what_it_is() {
    let mut case = dolj();
    let name = "Medpop \u{1b}[31m\u{202e}LRS 漢字";
    case.providers[1] = name.to_owned();
    case.steps[2].provider = Some(name.to_owned());
    let (app, _jobs) = case_screen(case);
    both("case_hostile", &app);
}
