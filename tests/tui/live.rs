//! Tokens that come and go, and drivers that are slow, on a real terminal with the module that misbehaves.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use parafa_faulty::{TokenFile, library};
use portable_pty::CommandBuilder;

use super::Walk;
use super::new::to_fields;

/// The user's PIN of the faulty module's own token.
pub(super) const KEY_PIN: &str = "123456";
const PIN: &str = KEY_PIN;
/// The key with which that token begins.
const KEY: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests-support/faulty/keys/test-rsa2048-1.pem"
);

/// A walk with a token of the faulty module, and the files by which it is made to misbehave.
pub(super) fn faulty(token: &TokenFile, script: &str) -> Walk {
    let folder = tempfile::tempdir().unwrap();
    token.write(folder.path().join("token.json"));
    let mut walk = started(folder, script);
    walk.past_the_first_start();
    walk
}

/// Another start with what an earlier one left; the module behaves.
pub(super) fn again(folder: tempfile::TempDir) -> Walk {
    started(folder, "")
}

fn started(folder: tempfile::TempDir, script: &str) -> Walk {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
    command.arg("-m");
    command.arg(library());
    command.env("TERM", "xterm-256color");
    command.env("FAULTY_TOKEN", folder.path().join("token.json"));
    command.env("FAULTY_REMOVED", folder.path().join("removed"));
    command.env("FAULTY_WAIT_FILE", folder.path().join("wait"));
    command.env("FAULTY_LOG", folder.path().join("calls.log"));
    if !script.is_empty() {
        let entered = folder.path().join("entered").display().to_string();
        command.env("FAULTY_SCRIPT", script.replace("ENTERED", &entered));
    }
    Walk::with(folder, command)
}

pub(super) fn exists_soon(path: &Path) {
    let begin = Instant::now();
    while !path.exists() {
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "{}",
            path.display()
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}

impl Walk {
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn touch(&self, name: &str) {
        std::fs::write(self.path(name), "").unwrap();
    }

    /// Waits until the scripted call is under way, takes the token out, and lets the call go on.
    fn pull_inside(&self) {
        exists_soon(&self.path("entered"));
        self.touch("removed");
        self.touch("wait");
    }

    /// Comes back Home, where nothing is plugged in any more, and puts the token back.
    fn goes_on(&mut self, token: &str) {
        for key in ["\r", "\u{1b}", "\u{1b}", "\u{1b}"] {
            self.send(key);
            std::thread::sleep(Duration::from_millis(100));
        }
        self.until("No token is plugged in.");
        std::fs::remove_file(self.path("removed")).unwrap();
        self.until(&format!("[{token}]"));
        self.send("q");
        assert_eq!(self.ended(), 0);
        self.restored();
    }
}

#[test]
fn a_token_is_seen_when_it_is_plugged_in_and_gone_when_it_is_taken_out() {
    let mut walk = faulty(&TokenFile::new("Card"), "");
    walk.until("[Card]");
    walk.touch("removed");
    walk.until("No token is plugged in.");
    std::fs::remove_file(walk.path("removed")).unwrap();
    walk.until("[Card]");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    let lists = parafa_faulty::count_calls(walk.path("calls.log"));
    assert_eq!(lists.get("C_Initialize").copied(), Some(1));
}

#[test]
fn the_first_certificate_stands_before_the_token_is_read() {
    let ca = parafa::x509::StandInCa::new("Slow", jiff::Timestamp::now()).unwrap();
    let der = ca.ca_certificate().der().to_vec();
    let mut token = TokenFile::new("Card");
    for number in 0..40 {
        token = token.with_certificate(&[number], "slow", &der);
    }
    let walk = faulty(&token, "C_GetAttributeValue=delay:150");
    walk.until("certificate of an authority: Slow");
    walk.until("This token is being read");
    let seen = walk.text().matches("certificate of an authority").count();
    assert!(seen < 20, "{seen}");
}

#[test]
fn a_token_taken_out_while_it_is_read_is_said() {
    let script = "C_FindObjectsInit@1=touch:ENTERED;C_FindObjectsInit@1=wait";
    let mut walk = faulty(&TokenFile::new("Card"), script);
    walk.until("This token is being read");
    walk.pull_inside();
    walk.until("No token is plugged in.");
    std::fs::remove_file(walk.path("removed")).unwrap();
    walk.until("[Card]");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
}

#[test]
fn a_token_taken_out_while_the_pin_is_checked_is_said() {
    let mut walk = faulty(
        &TokenFile::new("Card"),
        "C_Login=touch:ENTERED;C_Login=wait",
    );
    walk.until("Keys show only after the PIN");
    walk.send("p");
    walk.until("Enter the PIN and see everything");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send(&format!("{PIN}\r"));
    walk.until("The token checks the PIN: since");
    walk.pull_inside();
    walk.until("The token was removed.");
    walk.goes_on("Card");
}

#[test]
fn a_token_taken_out_while_a_certificate_is_written_is_said() {
    let token = TokenFile::new("Card").with_rsa_key(b"01", "Ana", 2048);
    let script = "C_CreateObject=touch:ENTERED;C_CreateObject=wait";
    let mut walk = faulty(&token, script);
    let file = certificate(walk.folder.path());
    walk.until("A key waits for its certificate: Ana");
    walk.send("i");
    walk.until("Install what I received");
    walk.send(&format!("\u{1b}[200~{}\u{1b}[201~\r", file.display()));
    walk.until("PIN of the user");
    walk.send(&format!("{PIN}\r"));
    walk.pull_inside();
    walk.until("The token was removed.");
    let said = walk.text();
    assert!(said.contains("changed"), "{said}");
    walk.goes_on("Card");
}

#[test]
fn a_token_taken_out_while_a_key_is_made_is_said() {
    let script = "C_GenerateKeyPair=touch:ENTERED;C_GenerateKeyPair=wait";
    let mut walk = faulty(&TokenFile::new("Card"), script);
    key_is_made(&mut walk);
    walk.until("The token makes a key: since");
    walk.until("usually about 60 s");
    walk.pull_inside();
    walk.until("The token was removed.");
    walk.goes_on("Card");
}

/// Goes to the key of a set, until the token is making it.
pub(super) fn key_is_made(walk: &mut Walk) {
    walk.until("Keys show only after the PIN");
    to_fields(walk, "postsignum", "Ordinace Vzor");
    walk.send("Jana Vzorová\rjana@a.example\rOrdinace Vzor\r");
    walk.until("✓ Name of the organisation");
    walk.send("\u{1b}[6~");
    walk.until("Where shall the key live?");
    walk.send("\r");
    walk.until("RSA4096 · On the token");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send(&format!("{PIN}\r"));
}

/// A leaf certificate for the token's key.
pub(super) fn certificate(folder: &Path) -> PathBuf {
    let openssl = |words: &[&str]| {
        let output = Command::new("openssl")
            .args(words)
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "{words:?}: {output:?}");
    };
    let ca = [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "90", "-subj",
    ];
    openssl(
        &[
            &ca[..],
            &["/CN=Test CA", "-keyout", "ca.key", "-out", "ca.pem"],
        ]
        .concat(),
    );
    openssl(&[
        "req",
        "-new",
        "-key",
        KEY,
        "-subj",
        "/CN=Ana Pop",
        "-out",
        "leaf.csr",
    ]);
    let sign = [
        "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
    ];
    openssl(
        &[
            &sign[..],
            &["-CAcreateserial", "-days", "60", "-out", "leaf.pem"],
        ]
        .concat(),
    );
    folder.join("leaf.pem")
}

#[test]
fn a_second_signal_ends_a_call_that_hangs_and_the_terminal_comes_back() {
    let mut walk = faulty(
        &TokenFile::new("Card"),
        "C_Login=touch:ENTERED;C_Login=hang",
    );
    walk.until("Keys show only after the PIN");
    walk.send("p");
    walk.until("Enter the PIN and see everything");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send(&format!("{PIN}\r"));
    exists_soon(&walk.path("entered"));
    walk.signal("TERM");
    walk.until("Stopping after the running call");
    walk.signal("TERM");
    walk.ended();
    walk.restored();
}
