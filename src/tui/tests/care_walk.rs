//! PINs and the screens around them, with the worker and a scripted token behind.

use crossterm::event::{Event, KeyCode};

use super::super::message::Message;
use super::walk::Walk;
use super::{key, keys, text};

fn count(walk: &Walk, call: &str) -> usize {
    let calls = walk.calls.lock().unwrap();
    calls.iter().filter(|it| *it == call).count()
}

/// To the question for the old PIN.
fn change(walk: &mut Walk) {
    walk.until("Keys show only after the PIN");
    keys(&mut walk.app, "p");
    walk.until("Change the user's PIN");
    key(&mut walk.app, KeyCode::Down);
    walk.until("not the password of a");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("PIN of the user");
}

fn typed(walk: &mut Walk, secret: &str) {
    keys(&mut walk.app, secret);
    key(&mut walk.app, KeyCode::Enter);
}

#[test]
fn a_pin_is_changed_by_the_old_one_and_a_new_one_typed_twice() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = Walk::in_folder(folder.path());
    change(&mut walk);
    typed(&mut walk, "1234");
    walk.until("New PIN of the user");
    typed(&mut walk, "5678");
    walk.until("The same once more");
    // What differs is asked again, and nothing is sent.
    typed(&mut walk, "5679");
    walk.until("The two are not the same");
    assert_eq!(count(&walk, "set_pin"), 0);
    typed(&mut walk, "5678");
    walk.until("The same once more");
    typed(&mut walk, "5678");
    walk.until("The user's PIN was changed.");
    assert_eq!(count(&walk, "set_pin"), 1);
    assert_eq!(count(&walk, "login"), 0);
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Enter the PIN and see everything");
    key(&mut walk.app, KeyCode::Esc);
    walk.until("Certificates on this token");
}

#[test]
fn a_refused_old_pin_is_sent_once_and_leads_back_to_the_pins() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = Walk::in_folder(folder.path());
    change(&mut walk);
    typed(&mut walk, "9999");
    walk.until("New PIN of the user");
    typed(&mut walk, "5678");
    walk.until("The same once more");
    typed(&mut walk, "5678");
    walk.until("That did not work");
    assert_eq!(count(&walk, "set_pin"), 1);
    key(&mut walk.app, KeyCode::Esc);
    walk.until("Change the user's PIN");
}

#[test]
fn turning_away_changes_no_pin() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = Walk::in_folder(folder.path());
    change(&mut walk);
    key(&mut walk.app, KeyCode::Esc);
    walk.until("Stopped; nothing was changed.");
    assert_eq!(count(&walk, "set_pin"), 0);
    assert!(text(&walk.app).contains("Change the user's PIN"));
}

#[test]
fn who_enters_the_pin_sees_everything_and_the_details_of_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = Walk::in_folder(folder.path());
    walk.until("Keys show only after the PIN");
    walk.enter_pin();
    typed(&mut walk, "1234");
    walk.until("A key waits for its certificate: Scripted key");
    // After the PIN, Enter on a line shows all of it.
    key(&mut walk.app, KeyCode::Down);
    walk.until("Enter details");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Do not remove it while");
    walk.until("Scripted (serial 77)");
    // A key that no certificate belongs to has nothing to be saved.
    keys(&mut walk.app, "x");
    walk.until("The chosen line has no certificate.");
    key(&mut walk.app, KeyCode::Esc);
    key(&mut walk.app, KeyCode::Delete);
    walk.until("Delete from the token");
    assert!(!text(&walk.app).contains("The certificate only"));
    // The plan cannot be made: the key's public half does not show. Nothing was asked of the token but looks.
    key(&mut walk.app, KeyCode::Esc);
    walk.until("Do not remove it while");
}

#[test]
fn a_file_that_is_not_there_is_neither_imported_nor_forgets_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = Walk::in_folder(folder.path());
    walk.until("Keys show only after the PIN");
    keys(&mut walk.app, "k");
    walk.until("Import a key file");
    let pasted = Event::Paste("/no such/key.p12".to_owned());
    walk.app.take(Message::Input(pasted));
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    assert_eq!(count(&walk, "login"), 0);
    key(&mut walk.app, KeyCode::Esc);
    walk.until("> /no such/key.p12");
}

#[test]
fn initialising_wants_the_serial_number_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = Walk::in_folder(folder.path());
    walk.until("Keys show only after the PIN");
    key(&mut walk.app, KeyCode::F(8));
    walk.until("Set up a token anew");
    // Without a label Enter does nothing but say why.
    key(&mut walk.app, KeyCode::Enter);
    walk.until("A name of your choice");
    key(&mut walk.app, KeyCode::Esc);
    keys(&mut walk.app, "Farmacia");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Type 77 to go on");
    // Enter alone confirms nothing.
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Stopped; nothing was changed.");
    walk.until("Farmacia");
}
