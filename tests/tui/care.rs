//! Token care on a real token: a PIN changed, a key imported, a certificate saved, removed, and tidied away.

use std::path::Path;

use portable_pty::CommandBuilder;

use crate::{Walk, openssl, token};

const DOWN: &str = "\u{1b}[B";
const UP: &str = "\u{1b}[A";
const DELETE: &str = "\u{1b}[3~";
const ESC: &str = "\u{1b}";

/// A key and its certificate in `NAME.p12`, under the password "open sesame"; of the authority `ca`.
fn p12(folder: &Path, name: &str, days: &str) {
    let (key, csr) = (format!("{name}.key"), format!("{name}.csr"));
    let (pem, p12) = (format!("{name}.pem"), format!("{name}.p12"));
    let new = ["req", "-new", "-newkey", "rsa:2048", "-nodes"];
    let to = ["-subj", "/C=RO/CN=Ana Pop", "-keyout", &key, "-out", &csr];
    openssl(folder, &[&new[..], &to].concat());
    let sign = ["x509", "-req", "-days", days, "-in", &csr, "-out", &pem];
    openssl(
        folder,
        &[&sign[..], &["-CA", "ca.pem", "-CAkey", "ca.key"]].concat(),
    );
    let pack = ["pkcs12", "-export", "-inkey", &key, "-in", &pem];
    let to = ["-passout", "pass:open sesame", "-name", name, "-out", &p12];
    openssl(folder, &[&pack[..], &to].concat());
}

fn authority(folder: &Path) {
    let new = [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "90",
    ];
    let to = [
        "-subj",
        "/CN=Stand-in",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
    ];
    openssl(folder, &[&new[..], &to].concat());
}

fn walk(folder: tempfile::TempDir) -> Walk {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
    command.env("TERM", "xterm-256color");
    let mut walk = Walk::with(folder, command);
    walk.past_the_first_start();
    walk.until("Keys show only after the PIN");
    walk
}

/// Imports `NAME.p12` by `k` from Home, with this PIN, and comes back there.
fn import(walk: &mut Walk, name: &str, pin: &str) {
    walk.send("k");
    walk.until("Import a key file");
    walk.send(&format!("{name}.p12\r"));
    walk.until("Password");
    walk.send("open sesame\r");
    walk.until("PIN of the user");
    walk.send(&format!("{pin}\r"));
    walk.until("A copy of the key lies in the file.");
    walk.send("\r");
    walk.until("Certificates on this token");
}

fn ended(mut walk: Walk) {
    walk.send("\u{3}");
    assert_eq!(walk.ended(), 0);
    walk.restored();
}

#[test]
fn a_changed_pin_opens_the_token_and_the_old_one_does_not() {
    let mut walk = walk(token("Care"));
    walk.send("p");
    walk.until("Change the user's PIN");
    walk.send(DOWN);
    walk.until("not the password of a");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("New PIN of the user");
    walk.send("987654\r");
    walk.until("The same once more");
    walk.send("987654\r");
    walk.until("The user's PIN was changed.");
    walk.send("\r");
    walk.send(UP);
    walk.until("Enter enter the PIN");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("That did not work");
    walk.send("\r");
    walk.until("a wrong PIN was given");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send("987654\r");
    walk.until("Nothing is on this token");
    for secret in ["1234", "987654"] {
        assert!(!walk.raw().contains(secret));
    }
    ended(walk);
}

#[test]
fn a_key_is_imported_its_certificate_saved_and_both_deleted_by_a_typed_word() {
    let folder = token("Care");
    authority(folder.path());
    p12(folder.path(), "ana", "300");
    let mut walk = walk(folder);
    import(&mut walk, "ana", "1234");
    walk.until("valid     Ana Pop");
    walk.send("d");
    walk.until("Usable");
    walk.send("x");
    walk.until("Save to a file");
    walk.send("\r");
    walk.until("Written: ");
    let written = |walk: &Walk| -> Vec<String> {
        let entries = std::fs::read_dir(walk.folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let own = |name: &String| name.starts_with("ana-");
        let mut names: Vec<String> = names.filter(own).collect();
        names.sort();
        names
    };
    let [saved] = written(&walk).try_into().unwrap();
    let same = |name: &str| {
        let text = std::fs::read_to_string(walk.folder.path().join(name)).unwrap();
        let from = text.find("-----BEGIN").unwrap();
        text[from..].trim().to_owned()
    };
    assert_eq!(same(&saved), same("ana.pem"));
    walk.send("\r");
    walk.until("Usable");
    walk.send(DELETE);
    walk.until("Delete from the token");
    walk.send(DOWN);
    walk.send(DOWN);
    walk.until("and a new certificate has to");
    walk.send("\r");
    walk.until("Type Ana Pop to go on:");
    // Enter alone deletes nothing; the word does.
    walk.send("\r");
    walk.until("Stopped; nothing was changed.");
    walk.send("\r");
    walk.until("Type Ana Pop to go on:");
    walk.send("Ana Pop\r");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("Removed: ");
    assert!(walk.text().contains("Saved before: "), "{}", walk.text());
    assert_eq!(written(&walk).len(), 2);
    walk.send("\r");
    walk.until("No certificate shows on this token.");
    walk.send("p");
    walk.until("Enter the PIN and see everything");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("Nothing is on this token");
    ended(walk);
}

#[test]
fn what_another_one_replaces_is_tidied_away_after_a_yes() {
    let folder = token("Care");
    authority(folder.path());
    p12(folder.path(), "old", "60");
    // The later one begins later, by whole seconds.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    p12(folder.path(), "new", "300");
    let mut walk = walk(folder);
    import(&mut walk, "old", "1234");
    walk.send("u");
    walk.until("Nothing is left over.");
    walk.send(ESC);
    walk.until("Certificates on this token");
    import(&mut walk, "new", "1234");
    walk.send("u");
    walk.until("[x] certificate old");
    walk.send(" ");
    walk.until("[ ] certificate old");
    walk.send("\r");
    walk.until("Nothing is ticked that could be removed.");
    walk.send("\r");
    walk.send(" ");
    walk.until("[x] certificate old");
    walk.send("\r");
    walk.until("Remove from Care");
    // Enter alone confirms nothing.
    walk.send("\r");
    walk.send("n");
    walk.until("Stopped; nothing was changed.");
    walk.send("\r");
    walk.until("Remove from Care");
    walk.send("y");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("Removed: certificate old");
    assert!(walk.text().contains("Saved before: "), "{}", walk.text());
    walk.send("\r");
    walk.until("Certificates on this token");
    // The key stays.
    walk.until("no certif. old");
    assert_eq!(
        walk.text().matches("valid     Ana Pop").count(),
        1,
        "{}",
        walk.text()
    );
    ended(walk);
}
