//! The screens' own process dies in the middle of a write: what is on the token afterwards, and what the next start says.

use std::path::Path;
use std::time::{Duration, Instant};

use parafa_faulty::TokenFile;

use super::Walk;
use super::live::{KEY_PIN, again, certificate, exists_soon, faulty, key_is_made};

/// `CKO_CERTIFICATE` and `CKO_PRIVATE_KEY`.
const CERTIFICATE: u64 = 1;
const PRIVATE_KEY: u64 = 3;

/// How many objects of a class are on the token, once there are so many.
fn count_soon(folder: &Path, class: u64, count: usize) {
    let begin = Instant::now();
    loop {
        let token = TokenFile::read(folder.join("token.json"));
        let there = token.of_class(class).count();
        if there == count {
            return;
        }
        assert!(begin.elapsed() < Duration::from_secs(20), "{there}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until the scripted call is under way, kills the program, and lets the call go on.
fn killed_inside(mut walk: Walk) -> tempfile::TempDir {
    exists_soon(&walk.path("entered"));
    walk.signal("KILL");
    assert_ne!(walk.ended(), 0);
    let folder = walk.leave();
    std::fs::write(folder.path().join("wait"), "").unwrap();
    folder
}

#[test]
fn a_certificate_that_is_being_written_is_there_once_and_the_next_start_shows_it() {
    let token = TokenFile::new("Card").with_rsa_key(b"01", "Ana", 2048);
    let script = "C_CreateObject=touch:ENTERED;C_CreateObject=wait";
    let mut walk = faulty(&token, script);
    let file = certificate(walk.folder.path());
    walk.until("A key waits for its certificate: Ana");
    walk.send("i");
    walk.until("Install what I received");
    walk.send(&format!("\u{1b}[200~{}\u{1b}[201~\r", file.display()));
    walk.until("PIN of the user");
    walk.send(&format!("{KEY_PIN}\r"));
    let folder = killed_inside(walk);
    // The call was under way: the driver's process brings it to its end, and goes.
    count_soon(folder.path(), CERTIFICATE, 1);
    let mut walk = again(folder);
    walk.until("Ana Pop");
    let said = walk.text();
    assert!(!said.contains("waits for its certificate"), "{said}");
    // Whoever installs once more is told so, and nothing is there twice.
    walk.send("i");
    walk.until("Install what I received");
    walk.send(&format!(
        "\u{1b}[200~{}\u{1b}[201~\r",
        walk.path("leaf.pem").display()
    ));
    walk.until("was on the token before");
    count_soon(walk.folder.path(), CERTIFICATE, 1);
}

#[test]
fn a_key_that_is_being_made_is_there_once_and_the_next_start_says_how_to_go_on() {
    let script = "C_GenerateKeyPair=touch:ENTERED;C_GenerateKeyPair=wait";
    let mut walk = faulty(&TokenFile::new("Card"), script);
    key_is_made(&mut walk);
    let folder = killed_inside(walk);
    count_soon(folder.path(), PRIVATE_KEY, 1);
    let mut walk = again(folder);
    walk.until("[Card]");
    walk.until("Enter look, with the PIN");
    let said = walk.text();
    assert!(said.contains("Interrupted on"), "{said}");
    assert!(said.contains("making a key"), "{said}");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send(&format!("{KEY_PIN}\r"));
    walk.until("is not written yet");
    assert!(
        walk.text().contains("request --resume c-"),
        "{}",
        walk.text()
    );
    count_soon(walk.folder.path(), PRIVATE_KEY, 1);
}
