//! What is registered against a certificate, judged while it is typed; all that it says; its tree.

use std::path::PathBuf;

use crossterm::event::{Event, KeyCode};

use super::super::app::Flow;
use super::super::message::Message;
use super::made::both;
use super::walk::Walk;
use super::{key, keys, text};

/// Serial 1267; subject `C=RO, CN=Ștefana Sintetică, serialNumber=0042`.
fn leaf() -> PathBuf {
    [
        env!("CARGO_MANIFEST_DIR"),
        "tests",
        "data",
        "seeds",
        "leaf.der",
    ]
    .iter()
    .collect()
}

fn opened(folder: &tempfile::TempDir) -> Walk {
    let mut walk = Walk::in_folder(folder.path());
    walk.until("Keys show only after the PIN");
    // By keys: the file is opened, its certificate, and what is registered against it.
    keys(&mut walk.app, "o");
    paste(&mut walk, &leaf().display().to_string());
    key(&mut walk.app, KeyCode::Enter);
    walk.until("leaf.der");
    walk.until("Enter details");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Enter done");
    walk
}

fn comparing(folder: &tempfile::TempDir) -> Walk {
    let mut walk = opened(folder);
    keys(&mut walk.app, "v");
    walk.until("It is compared while you type");
    walk
}

fn paste(walk: &mut Walk, words: &str) {
    let message = Message::Input(Event::Paste(words.to_owned()));
    assert_eq!(walk.app.take(message), Flow::Go);
}

fn clear(walk: &mut Walk) {
    for _ in 0..200 {
        key(&mut walk.app, KeyCode::Backspace);
    }
}

#[test]
fn each_letter_is_judged_and_the_field_is_told_by_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = comparing(&folder);
    assert!(
        text(&walk.app).contains("Ștefana Sintetică"),
        "{}",
        text(&walk.app)
    );
    keys(&mut walk.app, "126");
    both("compare_cut_off", &walk.app);
    keys(&mut walk.app, "7");
    assert!(text(&walk.app).contains("✓ Serial number: the same"));
    clear(&mut walk);
    keys(&mut walk.app, "4711");
    assert!(
        text(&walk.app).contains("in decimal instead of hex"),
        "{}",
        text(&walk.app)
    );
    // The certificate's own is what Enter copies.
    let copied = key(&mut walk.app, KeyCode::Enter);
    assert_eq!(copied, Flow::Copy("1267".to_owned()));
    clear(&mut walk);
    keys(&mut walk.app, "Ştefana Sintetică");
    both("compare_cedilla", &walk.app);
    // The same as another field, until it is cleared.
    key(&mut walk.app, KeyCode::Tab);
    assert!(text(&walk.app).contains("compared as: Serial number"));
    clear(&mut walk);
    assert!(
        !text(&walk.app).contains("compared as"),
        "{}",
        text(&walk.app)
    );
}

#[test]
fn what_is_pasted_is_compared_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = comparing(&folder);
    paste(&mut walk, "Ștefana\u{a0}Sintetică\n");
    let shown = text(&walk.app);
    assert!(
        shown.contains("only blanks differ") && shown.contains("U+00A0"),
        "{shown}"
    );
    clear(&mut walk);
    paste(
        &mut walk,
        "C=RO, O=Synthetic authority, CN=Synthetic\u{200b} CA",
    );
    both("compare_invisible", &walk.app);
    clear(&mut walk);
    paste(&mut walk, "CN=Synthetic CA,O=Synthetic authority,C=RO");
    let shown = text(&walk.app);
    assert!(shown.contains("! Issuer: means the same"), "{shown}");
    assert!(shown.contains("in the opposite order"), "{shown}");
}

#[test]
fn the_same_on_the_command_line_has_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = comparing(&folder);
    keys(&mut walk.app, "1266");
    key(&mut walk.app, KeyCode::F(3));
    let shown = text(&walk.app).replace("\"\n\"", "").replace(' ', "");
    assert!(shown.contains("--serial1266"), "{shown}");
    assert!(shown.contains("leaf.der"), "{shown}");
}

#[test]
fn all_that_a_certificate_says_is_a_page_and_so_is_its_tree() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = opened(&folder);
    keys(&mut walk.app, "d");
    both("compare_details", &walk.app);
    key(&mut walk.app, KeyCode::Esc);
    keys(&mut walk.app, "a");
    both("compare_tree", &walk.app);
}
