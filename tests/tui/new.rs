//! A new certificate from the list of authorities to the installed set and the filled form, on a real token.

use std::path::{Path, PathBuf};
use std::process::Command;

use portable_pty::CommandBuilder;

use crate::{Walk, openssl, run, token};

const DOWN: &str = "\u{1b}[B";
const PAGE_DOWN: &str = "\u{1b}[6~";

/// A stand-in authority of this name: `ca.pem`, `ca.key`.
fn authority(folder: &Path, subject: &str) {
    let new = [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-utf8", "-days", "90",
    ];
    let to = ["-subj", subject, "-keyout", "ca.key", "-out", "ca.pem"];
    openssl(folder, &[&new[..], &to].concat());
}

fn issue(folder: &Path, csr: &Path, out: &str, days: &str) {
    let csr = csr.to_str().unwrap();
    let sign = ["x509", "-req", "-days", days, "-in", csr];
    let by = ["-CA", "ca.pem", "-CAkey", "ca.key", "-out", out];
    openssl(folder, &[&sign[..], &by].concat());
}

/// Key and certificate of ANA POP by a stand-in for certSIGN on the token, as another program puts them there.
fn on_token(folder: &Path, days: &str) {
    let subject = "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED 2023 RSA CA\
                   /organizationIdentifier=VATRO-18288250";
    authority(folder, subject);
    let new = [
        "req",
        "-new",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/C=RO/CN=ANA POP",
    ];
    let to = ["-keyout", "ana.key", "-out", "ana.csr"];
    openssl(folder, &[&new[..], &to].concat());
    issue(folder, Path::new("ana.csr"), "ana.pem", days);
    let pack = ["pkcs12", "-export", "-inkey", "ana.key", "-in", "ana.pem"];
    let to = ["-passout", "pass:open sesame", "-out", "ana.p12"];
    openssl(folder, &[&pack[..], &to].concat());
    let imported = Command::new(env!("CARGO_BIN_EXE_parafa"))
        .args(["import", "ana.p12", "--pin-source", "env:THE_PIN"])
        .args(["--password-source", "env:THE_PASSWORD"])
        .envs(crate::surroundings(folder))
        .env("THE_PIN", "1234")
        .env("THE_PASSWORD", "open sesame")
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(imported.status.success(), "{imported:?}");
}

fn begun() -> Walk {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
    command.env("TERM", "xterm-256color");
    let mut walk = Walk::with(token("Walk"), command);
    walk.past_the_first_start();
    walk.until("Keys show only after the PIN");
    walk
}

/// From Home to the fields of a new provider.
pub(super) fn to_fields(walk: &mut Walk, profile: &str, provider: &str) {
    walk.send("n");
    walk.until("New certificate: what is it for?");
    walk.send(profile);
    walk.until(&format!("> {profile}"));
    walk.send("\r");
    walk.until("For whom?");
    walk.send(&format!("{provider}\r"));
    walk.until("Which certificates?");
    walk.send("\r");
    walk.until(&format!("What has to be said of {provider}"));
}

/// The folder that a case made in the walk's own.
fn folder_of(walk: &Walk, profile: &str) -> PathBuf {
    let entries = std::fs::read_dir(walk.folder.path()).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    let own = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with(profile)
    };
    paths.find(own).unwrap()
}

#[test]
fn a_set_is_made_on_the_token_and_installed() {
    let mut walk = begun();
    to_fields(&mut walk, "postsignum", "Ordinace Vzor");
    walk.send("Jana Vzorová\rjana@a.example\rOrdinace Vzor\r");
    walk.until("✓ Name of the organisation");
    walk.send(PAGE_DOWN);
    walk.until("Where shall the key live?");
    walk.send("\r");
    walk.until("RSA4096 · On the token");
    // A smaller key is made sooner.
    walk.send("k");
    walk.until("RSA2048 · On the token");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("Made. The files are in");
    walk.until("✓  3  Make both requests");
    let folder = folder_of(&walk, "cz-postsignum");
    authority(walk.folder.path(), "/C=CZ/CN=PostSignum Qualified CA 4");
    let back = walk.folder.path().join("back");
    std::fs::create_dir(&back).unwrap();
    for name in ["personal", "commercial"] {
        let csr = folder.join(format!("postsignum-{name}.req"));
        issue(walk.folder.path(), &csr, &format!("back/{name}.pem"), "365");
    }
    // A folder that is dropped on the case is what the authority sent.
    walk.send(&format!("\u{1b}[200~{}\u{1b}[201~", back.display()));
    walk.until("Install what I received");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("What came of it");
    assert_eq!(
        walk.text().matches("✓ Installed").count(),
        2,
        "{}",
        walk.text()
    );
    walk.send("\r");
    walk.until("For Ordinace Vzor");
    walk.send("\u{1b}");
    walk.until("What to do now");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    walk.restored();
    assert!(!walk.raw().contains("1234\r"), "the PIN was shown");
}

#[test]
fn a_vendors_case_goes_to_the_filled_form() {
    let mut walk = begun();
    to_fields(&mut walk, "cas dolj", "Cabinet Pop");
    walk.send("Cabinet Medical Pop\r12345674\rDJ\r");
    walk.until("✓ Code of the insurance house");
    walk.send(PAGE_DOWN);
    walk.until("Open this case?");
    walk.send("\r");
    walk.until("The case is open.");
    assert!(
        folder_of(&walk, "ro-siui-dolj")
            .join("receipt.toml")
            .is_file()
    );
    // Another program makes key and certificate.
    let own = walk.folder.path().to_path_buf();
    on_token(&own, "365");
    walk.send("\u{1b}");
    walk.until("What to do now");
    walk.send("r");
    walk.until("ANA POP");
    walk.send("\r");
    walk.until("For Cabinet Pop");
    let mut steps = 0;
    while !walk
        .text()
        .lines()
        .any(|line| line.contains(" ▸ ") && line.contains("make the paper"))
    {
        walk.send(DOWN);
        std::thread::sleep(std::time::Duration::from_millis(60));
        steps += 1;
        assert!(steps < 40, "{}", walk.text());
    }
    walk.send("\r");
    walk.until("Papers");
    walk.until(".html");
    walk.send("\r");
    walk.until("For Cabinet Pop");
    walk.send("\u{1b}");
    walk.until("What to do now");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    let todo = run(&own, &["todo", "--json"]);
    assert!(todo.contains("ro-siui-dolj"), "{todo}");
}

#[test]
fn a_key_in_a_file_gets_its_password_twice() {
    let mut walk = begun();
    to_fields(&mut walk, "kanta", "Apteekki");
    walk.send("Apteekki Oy\rApteekki Keskusta\r1234567-1\rkanta.apteekki.example\r");
    walk.send("it@apteekki.example\rit@apteekki.example\r");
    walk.until("✓   the same once more");
    walk.send(PAGE_DOWN);
    walk.until("RSA4096 · In a file only");
    walk.send("k");
    walk.until("RSA2048 · In a file only");
    walk.send("\r");
    walk.until("Password");
    walk.send("open sesame\r");
    walk.until("The same once more:");
    walk.send("open sesame\r");
    walk.until("Made. The files are in");
    let folder = folder_of(&walk, "fi-dvv-sote");
    assert!(folder.join("sote-server.csr").is_file());
    walk.send("\u{3}");
    assert_eq!(walk.ended(), 0);
    walk.restored();
    assert!(!walk.raw().contains("open sesame"));
}

#[test]
fn a_certificate_that_ends_is_renewed() {
    let mut walk = begun();
    on_token(walk.folder.path(), "12");
    walk.send("r");
    walk.until("ends in 1");
    walk.send("\r");
    // Several counties know the issuer: it is asked which one is meant.
    walk.until("Question");
    walk.until("CAS Dolj");
    for _ in 0..10 {
        let chosen = |walk: &Walk| {
            let shown = walk.text();
            shown
                .lines()
                .any(|line| line.contains("▸") && line.contains("CAS Dolj"))
        };
        if chosen(&walk) {
            break;
        }
        walk.send(DOWN);
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    walk.send("\r");
    walk.until("Renewal");
    walk.until("Replaces the certificate of ANA POP");
    walk.send("\r");
    walk.until("For whom?");
    walk.send("Cabinet Pop\r");
    walk.until("What has to be said of Cabinet Pop");
    walk.send("Cabinet Medical Pop\r12345674\rDJ\r");
    walk.until("✓ Code of the insurance house");
    walk.send(PAGE_DOWN);
    walk.until("Open this case?");
    walk.send("\r");
    walk.until("renewal of ANA POP");
    walk.send("\u{1b}");
    walk.until("What to do now");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
}

#[test]
fn a_request_of_no_authority_is_made_on_the_token() {
    let mut walk = begun();
    walk.send(":");
    walk.until("All that can be done");
    walk.send("own csr");
    walk.until("▸ A request of no authority");
    walk.send("\r");
    walk.until("Name of the person or server");
    walk.send("Server Vzor");
    walk.until("✓ Name of the person or server");
    walk.send(PAGE_DOWN);
    walk.until("Make this?");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("Server-Vzor-");
    let first = key_of_request(walk.folder.path(), ".csr");
    walk.send("\r");
    walk.until("A key waits for its certificate: Server Vzor");
    // The same key can be asked for again, under another name.
    walk.send("d");
    walk.until("n new request for it");
    walk.send("n");
    walk.until("Name of the person or server");
    walk.send("Server Nou");
    walk.until("✓ Name of the person or server");
    walk.send(PAGE_DOWN);
    walk.until("Make this?");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("-2.csr");
    assert_eq!(key_of_request(walk.folder.path(), "-2.csr"), first);
    walk.send("\r");
    walk.until("Do not remove it while");
    walk.send("\u{1b}");
    walk.until("A key waits for its certificate: Server Vzor");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
}

/// The public key in the request whose file ends so; its signature is right.
fn key_of_request(folder: &Path, end: &str) -> String {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    let csr = paths.find(|path| path.to_str().unwrap().ends_with(end));
    let csr = csr.unwrap();
    let csr = csr.to_str().unwrap();
    openssl(folder, &["req", "-verify", "-noout", "-pubkey", "-in", csr])
}
