//! `tidy` and `forget`.

use std::fs;

use parafa_faulty::library;
use serde_json::Value;

use crate::kit::{PIN, World, module, ran, text};

/// The days of a certificate that openssl makes for `key`.
fn issued(world: &World, key: &str, from: &str, to: &str, name: &str) -> std::path::PathBuf {
    let (ca, ca_key) = world.authority();
    let out = world.file(name);
    let request = [
        "req",
        "-new",
        "-key",
        key,
        "-subj",
        "/O=Cabinet Test/CN=Ana Pop",
    ];
    world.judge("openssl", &[&request[..], &["-out", "t.csr"]].concat());
    fs::write(
        world.file("ca.cnf"),
        "[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\npolicy=p\n\
         default_md=sha256\nunique_subject=no\n[p]\norganizationName=supplied\ncommonName=supplied\n",
    )
    .unwrap();
    fs::write(world.file("index.txt"), "").unwrap();
    let sign = [
        "ca", "-batch", "-notext", "-config", "ca.cnf", "-in", "t.csr",
    ];
    let by = [
        "-cert",
        text(&ca),
        "-keyfile",
        text(&ca_key),
        "-out",
        text(&out),
    ];
    let days = ["-startdate", from, "-enddate", to];
    world.judge("openssl", &[&sign[..], &by, &days].concat());
    out
}

fn leftovers(document: &Value) -> Vec<(String, bool)> {
    let rows = document["leftovers"].as_array().unwrap().iter();
    let mut all: Vec<(String, bool)> = rows
        .map(|row| {
            let why = row["why"].as_str().unwrap().to_owned();
            (why, row["removable"].as_bool().unwrap())
        })
        .collect();
    all.sort();
    all
}

fn count(world: &World, what: &str) -> usize {
    world
        .pkcs11_tool("t", &["--list-objects"])
        .matches(what)
        .count()
}

/// One key with an expired, a superseded, and the newest certificate twice; another key whose expired one stands alone.
fn full_world() -> World {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    // The stand-in's first one has no successor of the same days; it goes.
    world.pkcs11_tool("t", &["--delete-object", "--type", "cert", "--id", "0a01"]);
    let key = world.file("Ana Pop.key");
    let days = [
        ("20200101000000Z", "20210101000000Z", "old.pem"),
        ("20250101000000Z", "20300101000000Z", "mid.pem"),
        ("20260101000000Z", "20310101000000Z", "new.pem"),
    ];
    for (from, to, name) in days {
        let file = issued(&world, text(&key), from, to, name);
        world.put_certificate("t", &file, name, "0a01");
    }
    world.put_certificate("t", &world.file("new.pem"), "again", "0a02");
    world
}

#[test]
fn leftovers_are_listed_without_a_pin_and_removed_after_the_proof() {
    let world = full_world();
    let dry = world.run(&["tidy", "--json"]).code(0).document("tidy");
    assert_eq!(dry["dry_run"], true);
    let expected = [("duplicate", true), ("expired", true), ("superseded", true)];
    let expected: Vec<(String, bool)> = expected
        .iter()
        .map(|(why, removable)| ((*why).to_owned(), *removable))
        .collect();
    assert_eq!(leftovers(&dry), expected);
    assert_eq!(
        count(&world, "Certificate Object"),
        4,
        "nothing was removed"
    );
    world
        .run_with_pin(&["tidy", "--remove", "--json"])
        .code(2)
        .error("confirmation_needed");
    assert_eq!(count(&world, "Certificate Object"), 4);
    let done = world.run_with_pin(&["tidy", "--remove", "-y", "--json"]);
    let done = done.code(0).document("tidy");
    assert_eq!(done["removed"].as_array().unwrap().len(), 3);
    assert_eq!(done["saved"].as_array().unwrap().len(), 3);
    let saved = done["saved"].as_array().unwrap().iter();
    let mut prints: Vec<String> = saved
        .map(|row| {
            let path = row["path"].as_str().unwrap();
            world.judge("openssl", &["x509", "-in", path, "-noout", "-serial"])
        })
        .collect();
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), 3, "three different certificates");
    assert_eq!(count(&world, "Certificate Object"), 1);
    assert_eq!(count(&world, "Private Key Object"), 1);
    let shown = world.run_with_pin(&["show", "--login", "--json"]);
    let shown = shown.code(0).document("show");
    let left = &shown["tokens"][0]["identities"][0];
    assert_eq!(left["state"], "ready");
    let newest = world.judge("openssl", &["x509", "-in", "new.pem", "-noout", "-serial"]);
    let serial = left["certificates"][0]["serial"]["hex"].as_str().unwrap();
    assert!(newest.to_lowercase().contains(serial), "{newest} {serial}");
    let again = world.run_with_pin(&["tidy", "--remove", "-y", "--json"]);
    assert_eq!(
        again.code(0).document("tidy")["leftovers"],
        serde_json::json!([])
    );
}

#[test]
fn nothing_goes_when_the_successor_is_not_proved() {
    let world = full_world();
    for (script, code, error) in [
        ("C_Sign@1=rv:CKR_FUNCTION_FAILED", 5, "token_refused"),
        ("C_DestroyObject@1=crash", 5, "module_crashed"),
    ] {
        let mut command = world.parafa(&["tidy", "--remove", "-y", "--json"]);
        command
            .env("PARAFA_MODULE", library())
            .env("FAULTY_MODULE", module())
            .env("FAULTY_SCRIPT", script)
            .env("PARAFA_PIN", PIN);
        ran(command.output().unwrap()).code(code).error(error);
        assert_eq!(count(&world, "Certificate Object"), 4, "{script}");
    }
    // Dead in the middle: what went is saved, and the next run finishes.
    let mut command = world.parafa(&["tidy", "--remove", "-y", "--json"]);
    command
        .env("PARAFA_MODULE", library())
        .env("FAULTY_MODULE", module())
        .env("FAULTY_SCRIPT", "C_DestroyObject@2=crash-after")
        .env("PARAFA_PIN", PIN);
    let dead = ran(command.output().unwrap()).code(5);
    let told = dead.error("module_crashed");
    assert_eq!(count(&world, "Certificate Object"), 2);
    for saved in told["detail"]["saved"].as_array().unwrap() {
        assert!(std::path::Path::new(saved.as_str().unwrap()).exists());
    }
    assert_eq!(
        told["detail"]["saved"].as_array().unwrap().len(),
        3,
        "{told}"
    );
    let rest = world.run_with_pin(&["tidy", "--remove", "-y", "--json"]);
    assert_eq!(
        rest.code(0).document("tidy")["removed"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(count(&world, "Certificate Object"), 1);
    // A key that has no certificate in another's place keeps it, and a certificate without its key is only told.
    let other = World::with_token("t");
    let file = other.identity("t", "Ana Pop", "0a01", "60");
    other.pkcs11_tool(
        "t",
        &[
            "--login",
            "--pin",
            PIN,
            "--delete-object",
            "--type",
            "privkey",
            "--id",
            "0a01",
        ],
    );
    let done = other.run_with_pin(&["tidy", "--remove", "-y", "--json"]);
    assert_eq!(
        done.code(0).document("tidy")["removed"],
        serde_json::json!([])
    );
    assert_eq!(count(&other, "Certificate Object"), 1);
    assert!(file.exists());
}

#[test]
fn a_certificate_without_its_key_shows_with_the_pin_and_stays() {
    let world = World::with_token("t");
    let key = world.file("own.key");
    let make = [
        "genpkey",
        "-algorithm",
        "EC",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
    ];
    world.judge("openssl", &[&make[..], &["-out", text(&key)]].concat());
    let leaf = world.certificate(&key, "Ana Pop", "60");
    world.put_certificate("t", &leaf, "alone", "0c01");
    let dry = world
        .run_with_pin(&["tidy", "--json"])
        .code(0)
        .document("tidy");
    assert_eq!(
        leftovers(&dry),
        [],
        "before the log-in its key may be hidden"
    );
    let seen = world.run_with_pin(&["tidy", "--login", "--json"]);
    let seen = seen.code(0).document("tidy");
    assert_eq!(leftovers(&seen), [("orphaned".to_owned(), false)]);
    let words = ["tidy", "--login", "--remove", "-y", "--json"];
    let done = world.run_with_pin(&words).code(0).document("tidy");
    assert_eq!(done["removed"], serde_json::json!([]));
    assert_eq!(count(&world, "Certificate Object"), 1);
}

#[test]
fn a_folder_is_only_listed() {
    let world = World::new();
    let key = world.file("own.key");
    world.judge(
        "openssl",
        &["genpkey", "-algorithm", "RSA", "-out", text(&key)],
    );
    fs::create_dir(world.file("mails")).unwrap();
    let old = issued(
        &world,
        text(&key),
        "20200101000000Z",
        "20210101000000Z",
        "mails/old.pem",
    );
    issued(
        &world,
        text(&key),
        "20260101000000Z",
        "20310101000000Z",
        "mails/new.pem",
    );
    fs::write(world.file("mails/letter.txt"), "nothing").unwrap();
    let done = world
        .run(&["tidy", "mails", "--json"])
        .code(0)
        .document("tidy");
    let rows = done["leftovers"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0]["path"].as_str().unwrap().ends_with("mails/old.pem"));
    assert!(old.exists());
    world
        .run(&["tidy", "mails", "--remove", "--json"])
        .code(2)
        .error("options_conflict");
    world
        .run(&["tidy", "nowhere", "--json"])
        .code(2)
        .error("folder_needed");
}

#[test]
fn a_remembered_certificate_is_forgotten_by_its_whole_name() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    world.run(&["show", "--json"]).code(0);
    world
        .run(&["forget", "Ana", "--json"])
        .code(3)
        .error("nothing_remembered");
    let done = world
        .run(&["forget", "Ana Pop", "--json"])
        .code(0)
        .document("forget");
    assert_eq!(done["forgotten"].as_array().unwrap().len(), 1);
    assert_eq!(done["forgotten"][0]["label"], "Ana Pop");
    world
        .run(&["forget", "Ana Pop", "--json"])
        .code(3)
        .error("nothing_remembered");
    assert_eq!(count(&world, "Certificate Object"), 1, "the token keeps it");
}
