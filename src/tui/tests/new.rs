//! A new certificate: every step as a snapshot, and walks by keys with the worker behind, up to the case.

use std::path::Path;
use std::sync::Arc;

use crossterm::event::{Event, KeyCode};

use super::super::app::App;
use super::super::message::Message;
use super::super::order::{Catalogue, Wanted};
use super::super::task::Reply;
use super::super::todo::Ahead;
use super::made::{answered, both, down_to};
use super::walk::Walk;
use super::{drawn, idle_app, key, keys, text};
use crate::i18n::in_romanian;
use crate::profile::Profiles;

/// A walk in a folder of its own, at the list of authorities.
fn begun(folder: &Path) -> Walk {
    let mut walk = Walk::in_folder(folder);
    walk.until("Keys show only after the PIN");
    keys(&mut walk.app, "n");
    walk.until("New certificate: what is it for?");
    walk
}

/// Up to the fields, for a new provider.
pub(super) fn fields_of(folder: &Path, profile: &str, provider: &str) -> Walk {
    let mut walk = begun(folder);
    keys(&mut walk.app, profile);
    key(&mut walk.app, KeyCode::Enter);
    keys(&mut walk.app, provider);
    key(&mut walk.app, KeyCode::Enter);
    assert!(
        text(&walk.app).contains("Which certificates?"),
        "{}",
        text(&walk.app)
    );
    key(&mut walk.app, KeyCode::Enter);
    walk
}

pub(super) fn paste(app: &mut App, text: &str) {
    app.take(Message::Input(Event::Paste(text.to_owned())));
}

/// Types each value into its line, from the first one on.
pub(super) fn fill(app: &mut App, values: &[(&str, &str)]) {
    for (label, value) in values {
        down_to(app, label);
        paste(app, value);
    }
}

/// From the fields to the review, and its files into this folder.
pub(super) fn review_in(walk: &mut Walk, folder: &Path) {
    key(&mut walk.app, KeyCode::PageDown);
    walk.until("What follows");
    keys(&mut walk.app, "f");
    walk.until("Into which folder?");
    paste(&mut walk.app, &folder.to_string_lossy());
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Into the folder");
}

pub(super) const DOLJ: &[(&str, &str)] = &[
    ("Provider", "Cabinet Pop"),
    ("Fiscal code", "12345674"),
    ("Code of the insurance house", "DJ"),
];

#[test]
fn the_authority_is_found_by_parts_of_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = begun(folder.path());
    both("new_profiles", &walk.app);
    for (typed, found) in [
        ("siui", "SIUI, SIPE and CEAS"),
        ("cas dolj", "SIUI: CAS Dolj"),
        ("VECOZO", "VECOZO system certificate"),
        ("kanta", "DVV: Sote"),
        ("czech", "PostSignum"),
        ("apteka", "a pharmacy's TLS"),
    ] {
        keys(&mut walk.app, typed);
        let shown = text(&walk.app);
        let chosen = shown.lines().find(|line| line.contains(" ▸ ")).unwrap();
        assert!(chosen.contains(found), "{typed}: {shown}");
        for _ in typed.chars() {
            key(&mut walk.app, KeyCode::Backspace);
        }
    }
    // Counties stand under their base.
    keys(&mut walk.app, "siui");
    both("new_counties", &walk.app);
    keys(&mut walk.app, " nowhere");
    assert!(text(&walk.app).contains("No authority is called so."));
    key(&mut walk.app, KeyCode::Enter);
    assert!(text(&walk.app).contains("That did not work") || text(&walk.app).contains("called so"));
}

#[test]
fn every_step_is_asked_and_nothing_typed_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = begun(folder.path());
    keys(&mut walk.app, "cas dolj");
    key(&mut walk.app, KeyCode::Enter);
    keys(&mut walk.app, "Cabinet Pop");
    both("new_whom", &walk.app);
    key(&mut walk.app, KeyCode::Enter);
    both("new_which", &walk.app);
    key(&mut walk.app, KeyCode::Enter);
    both("new_fields", &walk.app);
    fill(&mut walk.app, &[("Fiscal code", "12345670")]);
    both("new_doubt", &walk.app);
    // Without what is needed it does not go on: it goes to the first line that lacks something.
    key(&mut walk.app, KeyCode::PageDown);
    assert!(
        text(&walk.app).contains("▸ * Provider"),
        "{}",
        text(&walk.app)
    );
    for _ in 0..3 {
        key(&mut walk.app, KeyCode::Esc);
    }
    assert!(
        text(&walk.app).contains("> cas dolj"),
        "{}",
        text(&walk.app)
    );
    for _ in 0..3 {
        key(&mut walk.app, KeyCode::Enter);
    }
    assert!(text(&walk.app).contains("12345670"), "{}", text(&walk.app));
    key(&mut walk.app, KeyCode::Esc);
    key(&mut walk.app, KeyCode::Esc);
    assert!(
        text(&walk.app).contains("[x] Cabinet Pop"),
        "{}",
        text(&walk.app)
    );
    for _ in 0..2 {
        key(&mut walk.app, KeyCode::Esc);
    }
    assert!(text(&walk.app).contains("Certificates on this token"));
}

#[test]
fn the_steps_are_asked_in_romanian() {
    let (mut app, _jobs) = idle_app();
    let catalogue = Catalogue {
        profiles: Arc::new(Profiles::built_in()),
        providers: Vec::new(),
        language: "ro".to_owned(),
        purpose: None,
    };
    in_romanian(|| {
        app.take(answered(
            Reply::Catalogue(catalogue, Wanted::Certificate),
            Ahead::default(),
        ));
        both("new_profiles_ro", &app);
        keys(&mut app, "cas dolj");
        key(&mut app, KeyCode::Enter);
        keys(&mut app, "Cabinet Pop");
        key(&mut app, KeyCode::Enter);
        key(&mut app, KeyCode::Enter);
        fill(&mut app, &[("Cod fiscal", "12345670")]);
        both("new_fields_ro", &app);
    });
}

#[test]
fn a_vendors_case_is_opened_and_its_provider_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = fields_of(folder.path(), "cas dolj", "Cabinet Pop");
    fill(&mut walk.app, DOLJ);
    review_in(&mut walk, folder.path());
    let shown = drawn(&walk.app, 80, 24).to_string();
    assert!(shown.contains("Open this case?") && shown.contains("No key is made here"));
    key(&mut walk.app, KeyCode::Enter);
    walk.until("The case is open.");
    assert!(
        text(&walk.app).contains("For Cabinet Pop"),
        "{}",
        text(&walk.app)
    );
    assert!(folder.path().join("receipt.toml").is_file());
    key(&mut walk.app, KeyCode::Esc);
    walk.until("SIUI: CAS Dolj (Romania): Choose an accredited issuer");
    // It is offered next time, with what was typed.
    keys(&mut walk.app, "v");
    walk.until("Fiscal code (CUI)");
    both("providers", &walk.app);
    key(&mut walk.app, KeyCode::Enter);
    both("provider", &walk.app);
    key(&mut walk.app, KeyCode::Esc);
    key(&mut walk.app, KeyCode::Esc);
    keys(&mut walk.app, "n");
    walk.until("what is it for?");
    keys(&mut walk.app, "cas dolj");
    key(&mut walk.app, KeyCode::Enter);
    key(&mut walk.app, KeyCode::Enter);
    key(&mut walk.app, KeyCode::Enter);
    let shown = text(&walk.app);
    assert!(
        shown.contains("✓ Fiscal code (CUI)") && shown.contains("12345674"),
        "{shown}"
    );
}

#[test]
fn an_installers_case_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = fields_of(folder.path(), "vecozo", "Praktijk Noord");
    let values = [
        ("Name of the practice", "Praktijk Noord"),
        ("AGB code", "01999999"),
        ("Contact person", "J. Arts"),
        ("Motivation", "Declareren"),
    ];
    fill(&mut walk.app, &values);
    review_in(&mut walk, folder.path());
    key(&mut walk.app, KeyCode::Enter);
    walk.until("The case is open.");
}

/// A request as a generator writes it.
fn generated(folder: &Path, name: &str) {
    let made = std::process::Command::new("openssl")
        .args([
            "req",
            "-new",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=apteka",
        ])
        .arg("-keyout")
        .arg(folder.join(format!("{name}.key")))
        .arg("-out")
        .arg(folder.join(format!("{name}.csr")))
        .output()
        .unwrap();
    assert!(made.status.success());
}

#[test]
fn a_generators_requests_are_taken_over_at_their_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = fields_of(folder.path(), "apteka", "Apteka Test");
    both("new_generator", &walk.app);
    let values = [
        ("Pharmacy ID", "1234567"),
        ("licence number", "12345678"),
        ("E-mail", "a@b.example"),
        ("once more", "a@b.example"),
        ("Name of the pharmacy", "Apteka Test"),
    ];
    fill(&mut walk.app, &values);
    review_in(&mut walk, folder.path());
    assert!(
        text(&walk.app).contains("own generator"),
        "{}",
        text(&walk.app)
    );
    key(&mut walk.app, KeyCode::Enter);
    walk.until("The case is open.");
    down_to(&mut walk.app, "Enter take over");
    let generator = tempfile::tempdir().unwrap();
    generated(generator.path(), "tls");
    key(&mut walk.app, KeyCode::Enter);
    assert!(
        text(&walk.app).contains("generator's requests"),
        "{}",
        text(&walk.app)
    );
    paste(&mut walk.app, &generator.path().to_string_lossy());
    // One of the two is missing: it is said, and the folder can be typed anew.
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    key(&mut walk.app, KeyCode::Esc);
    generated(generator.path(), "wss");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Made. The files are in");
    assert!(
        text(&walk.app).contains("For Apteka Test"),
        "{}",
        text(&walk.app)
    );
    assert!(generator.path().join("receipt.toml").is_file());
}

pub(super) const JANA: &[(&str, &str)] = &[
    ("first name", "Jana Vzorová"),
    ("E-mail", "jana@a.example"),
    ("Name of the organisation", "Ordinace Vzor"),
];

#[test]
fn where_the_key_lives_is_chosen_in_words_and_all_is_shown_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = fields_of(folder.path(), "postsignum", "Ordinace Vzor");
    fill(&mut walk.app, JANA);
    key(&mut walk.app, KeyCode::PageDown);
    both("new_store", &walk.app);
    key(&mut walk.app, KeyCode::Enter);
    walk.until("RSA4096 · On the token");
    let shown = text(&walk.app);
    assert!(
        shown.contains("C=CZ, O=Ordinace Vzor, CN=Jana Vzorová"),
        "{shown}"
    );
    assert!(shown.contains("postsignum-personal.req"), "{shown}");
    keys(&mut walk.app, "k");
    walk.until("RSA2048 · On the token");
    keys(&mut walk.app, "f");
    paste(&mut walk.app, "/no/such/folder");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    key(&mut walk.app, KeyCode::Esc);
    keys(&mut walk.app, "f");
    paste(&mut walk.app, &folder.path().to_string_lossy());
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Into the folder");
    let path = folder.path().to_string_lossy().into_owned();
    for (width, height) in [(80, 24), (120, 40)] {
        let shown = drawn(&walk.app, width, height).to_string();
        let fill = " ".repeat(path.len().saturating_sub("/tmp/here".len()));
        let shown = shown
            .replace(&path, "/tmp/here")
            .replace(":     ", &format!(":     {fill}"));
        insta::assert_snapshot!(format!("new_review_{width}x{height}"), shown);
    }
    // The scripted token makes no keys: it is said, and everything is still there.
    key(&mut walk.app, KeyCode::Enter);
    walk.until("PIN of the user");
    keys(&mut walk.app, "1234");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    key(&mut walk.app, KeyCode::Esc);
    assert!(
        text(&walk.app).contains("Enter make"),
        "{}",
        text(&walk.app)
    );
}
