//! What the wizard says of values that are odd, refused, typed twice or not to be kept.

use super::super::app::Flow;
use super::super::task::Job;
use super::made::both;
use super::new::{DOLJ, JANA, fields_of, fill, paste, review_in};
use super::walk::Walk;
use super::{key, keys, text};
use crossterm::event::KeyCode;

#[test]
fn bad_input_is_cut_judged_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = fields_of(folder.path(), "postsignum", "Ordinace Vzor");
    let begin = std::time::Instant::now();
    paste(&mut walk.app, &"x".repeat(1 << 20));
    walk.until("too long to be of any use here");
    key(&mut walk.app, KeyCode::Enter);
    paste(&mut walk.app, &"x".repeat(1 << 16));
    assert!(begin.elapsed() < std::time::Duration::from_secs(2));
    let shown = text(&walk.app);
    assert!(shown.contains("only the first 500 characters"), "{shown}");
    both("new_cut", &walk.app);
    for _ in 0..500 {
        key(&mut walk.app, KeyCode::Backspace);
    }
    // 65 characters are doubted, and taken.
    paste(&mut walk.app, &"á".repeat(65));
    let shown = text(&walk.app);
    assert!(shown.contains("at most 64"), "{shown}");
    assert!(shown.contains("▸ ! "), "{shown}");
    for _ in 0..65 {
        key(&mut walk.app, KeyCode::Backspace);
    }
    // A blank that is none becomes one; a cedilla is said.
    paste(&mut walk.app, "Ana\u{a0}Pe\u{15f}teanu");
    let shown = text(&walk.app);
    assert!(
        shown.contains("Ana Peşteanu") && shown.contains("with a comma"),
        "{shown}"
    );
    // What is no address does not let on.
    fill(
        &mut walk.app,
        &[("E-mail", "jana@"), ("Name of the organisation", "O")],
    );
    key(&mut walk.app, KeyCode::PageDown);
    assert!(
        text(&walk.app).contains("▸ ✗ E-mail"),
        "{}",
        text(&walk.app)
    );
}

#[test]
fn a_refused_subject_leads_back_to_its_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = fields_of(folder.path(), "postsignum", "Ordinace Vzor");
    fill(&mut walk.app, JANA);
    fill(&mut walk.app, &[("first name", &"y".repeat(60))]);
    key(&mut walk.app, KeyCode::PageDown);
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    key(&mut walk.app, KeyCode::Esc);
    let shown = text(&walk.app);
    assert!(shown.contains("▸ ! Applicant's first name"), "{shown}");
    assert!(shown.contains("Ordinace Vzor"), "{shown}");
}

#[test]
fn what_is_typed_twice_must_be_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = fields_of(folder.path(), "kanta", "Apteekki");
    fill(
        &mut walk.app,
        &[
            ("Official name", "Apteekki Oy"),
            ("Long name", "Apteekki Keskusta"),
            ("Business ID", "1234567-1"),
            ("Full name of the server", "kanta.apteekki.example"),
            ("Shared technical", "it@apteekki.example"),
        ],
    );
    key(&mut walk.app, KeyCode::PageDown);
    let shown = text(&walk.app);
    assert!(shown.contains("▸ ✗   the same once more"), "{shown}");
    both("new_again", &walk.app);
    paste(&mut walk.app, "it@apteekki.example");
    key(&mut walk.app, KeyCode::PageDown);
    walk.until("CN=kanta.apteekki.example");
    let shown = text(&walk.app);
    assert!(shown.contains("RSA4096 · In a file only"), "{shown}");
    assert!(shown.contains("sote-server.csr"), "{shown}");
}

#[test]
fn what_is_kept_on_demand_is_kept_only_then() {
    for ticked in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let mut walk = fields_of(folder.path(), "cas dolj", "Cabinet Pop");
        fill(&mut walk.app, DOLJ);
        fill(&mut walk.app, &[("Licence series", "AB012-C345-D678-E910")]);
        key(&mut walk.app, KeyCode::Down);
        assert!(text(&walk.app).contains("▸"), "{}", text(&walk.app));
        if ticked {
            keys(&mut walk.app, " ");
            both("new_remember", &walk.app);
        }
        review_in(&mut walk, folder.path());
        key(&mut walk.app, KeyCode::Enter);
        walk.until("The case is open.");
        key(&mut walk.app, KeyCode::Esc);
        keys(&mut walk.app, "v");
        walk.until("Fiscal code (CUI)");
        let shown = text(&walk.app);
        assert_eq!(shown.contains("AB012-C345-D678-E910"), ticked, "{shown}");
    }
}

#[test]
fn jobs_do_not_print_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = fields_of(folder.path(), "cas dolj", "Cabinet Pop");
    fill(&mut walk.app, DOLJ);
    let (jobs, received) = std::sync::mpsc::channel();
    walk.app.send_to(jobs);
    assert_eq!(key(&mut walk.app, KeyCode::PageDown), Flow::Go);
    let Ok(job @ Job::Plan(_)) = received.try_recv() else {
        panic!("nothing is planned");
    };
    let shown = format!("{job:?}");
    assert!(
        shown.contains("ro-siui-dolj") && !shown.contains("12345674"),
        "{shown}"
    );
}

#[test]
fn a_token_that_makes_no_such_keys_leaves_no_case() {
    let folder = tempfile::tempdir().unwrap();
    // It lists a digest only (CKM_SHA256).
    let mut walk = Walk::with_mechanisms(folder.path(), vec![0x250]);
    walk.until("Keys show only after the PIN");
    keys(&mut walk.app, "n");
    walk.until("what is it for?");
    keys(&mut walk.app, "postsignum");
    for typed in ["", "Ordinace Vzor", ""] {
        keys(&mut walk.app, typed);
        key(&mut walk.app, KeyCode::Enter);
    }
    fill(&mut walk.app, JANA);
    key(&mut walk.app, KeyCode::PageDown);
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Make this?");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    key(&mut walk.app, KeyCode::Esc);
    // Everything is still there, and nothing was begun.
    let shown = text(&walk.app);
    assert!(
        shown.contains("Make this?") && shown.contains("CN=Jana Vzorová"),
        "{shown}"
    );
    for _ in 0..6 {
        key(&mut walk.app, KeyCode::Esc);
    }
    let shown = text(&walk.app);
    assert!(!shown.contains("What to do now"), "{shown}");
}
