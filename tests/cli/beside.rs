//! What lies beside a certificate: other files of a folder, other certificates of a file. It takes nothing from what was
//! wanted, and is named.

use std::fs;

use serde_json::Value;

use crate::kit::{PIN, Ran, World, ran, text};

fn codes(document: &Value) -> Vec<&str> {
    let warnings = document["warnings"].as_array().unwrap().iter();
    warnings
        .filter_map(|warning| warning["code"].as_str())
        .collect()
}

/// A token with a key, and its certificate in a folder.
fn sent() -> World {
    let world = World::with_token("t");
    let key = world.rsa_key("k");
    world.import("t", &key, "Ana", "0a01");
    fs::create_dir(world.file("sent")).unwrap();
    world.issued("/CN=Test CA", &key, "/CN=Ana", "300", "sent/leaf.pem");
    world
}

fn install(world: &World, words: &[&str], password: &str) -> Ran {
    let mut command = world.parafa(&[&["install"], words, &["--json"]].concat());
    command
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_PASSWORD", password);
    ran(command.output().unwrap())
}

/// A PKCS#12 of a key and certificate of its own.
fn bundle(world: &World, name: &str, subject: &str, days: &str) {
    let key = world.rsa_key("other");
    let leaf = world.issued("/CN=Test CA", &key, subject, days, "other.pem");
    let pack = [
        "pkcs12",
        "-export",
        "-inkey",
        text(&key),
        "-in",
        text(&leaf),
        "-passout",
        "pass:right",
    ];
    let out = world.file(name);
    world.judge("openssl", &[&pack[..], &["-out", text(&out)]].concat());
    fs::remove_file(leaf).unwrap();
}

#[test]
fn letters_requests_and_keys_in_a_folder_stop_nothing() {
    let world = sent();
    fs::write(world.file("sent/letter.txt"), "Dear madam").unwrap();
    fs::write(
        world.file("sent/photo.jpg"),
        [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3],
    )
    .unwrap();
    fs::copy(world.file("k.key"), world.file("sent/k.key")).unwrap();
    let done = install(&world, &["sent"], "").code(0).document("install");
    assert_eq!(done["installed"].as_array().unwrap().len(), 1);
    assert_eq!(done["skipped"], serde_json::json!([]));
    assert!(codes(&done).contains(&"private_key_in_file"), "{done}");
    // Named by themselves they are what was wanted.
    let alone = world.file("sent/letter.txt");
    install(&world, &[text(&alone)], "")
        .code(2)
        .silent()
        .error("file_not_recognised");
}

#[test]
fn a_closed_file_with_a_key_keeps_no_certificate_from_its_place() {
    let world = sent();
    bundle(&world, "sent/z.p12", "/CN=Other", "300");
    let done = install(&world, &["sent"], "wrong").code(4);
    let document: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(
        document["installed"].as_array().unwrap().len(),
        1,
        "{document}"
    );
    assert!(
        document["skipped"][0]["file"]
            .as_str()
            .unwrap()
            .ends_with("z.p12")
    );
    // With its password both are put in place.
    let done = install(&world, &["sent"], "right")
        .code(0)
        .document("install");
    assert_eq!(done["imported"].as_array().unwrap().len(), 1);
    assert_eq!(done["already"].as_array().unwrap().len(), 1);
}

#[test]
fn a_file_that_is_not_there_is_named_before_its_chain_is_looked_at() {
    let world = sent();
    let (ca, _) = world.authority_called("/CN=Test CA");
    let words = ["nowhere.pem", "--chain", text(&ca)];
    install(&world, &words, "")
        .code(2)
        .silent()
        .error("file_not_found");
}

#[test]
fn only_the_authorities_that_issued_something_are_written() {
    let world = sent();
    let (issuer, _) = world.authority_called("/CN=Test CA");
    fs::copy(issuer, world.file("sent/issuer.pem")).unwrap();
    for number in 1..4 {
        let (ca, _) = world.authority_called(&format!("/CN=Foreign CA {number}"));
        fs::copy(ca, world.file(&format!("sent/foreign-{number}.pem"))).unwrap();
    }
    let done = install(&world, &["sent", "--ca"], "")
        .code(0)
        .document("install");
    assert_eq!(done["chain"].as_array().unwrap().len(), 4);
    assert_eq!(done["chain_written"], 1, "{done}");
}

#[test]
fn an_ended_certificate_and_a_strangers_are_told_of_a_file_with_a_key() {
    let world = World::with_token("t");
    bundle(&world, "old.p12", "/CN=Old", "-1");
    let import = |file: &str| {
        let mut command = world.parafa(&["import", file, "--json"]);
        command
            .env("PARAFA_PIN", PIN)
            .env("PARAFA_PASSWORD", "right");
        ran(command.output().unwrap())
    };
    let done = import("old.p12").code(0).document("import");
    assert!(codes(&done).contains(&"expired"), "{done}");
    let (own, other) = (world.rsa_key("own"), world.rsa_key("stranger"));
    let leaf = world.issued("/CN=Test CA", &own, "/CN=Own", "300", "own.pem");
    let foreign = world.issued("/CN=Test CA", &other, "/CN=Stranger", "300", "foreign.pem");
    let pack = [
        "pkcs12",
        "-export",
        "-inkey",
        text(&own),
        "-in",
        text(&leaf),
        "-certfile",
        text(&foreign),
    ];
    let out = world.file("two.p12");
    world.judge(
        "openssl",
        &[&pack[..], &["-passout", "pass:right", "-out", text(&out)]].concat(),
    );
    let done = import("two.p12").code(0).document("import");
    assert!(codes(&done).contains(&"other_certificate"), "{done}");
    assert_eq!(done["chain"], serde_json::json!([]), "no authority's");
    let long = "x".repeat(256);
    let mut command = world.parafa(&["import", "two.p12", "--label", &long, "--json"]);
    command
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_PASSWORD", "right");
    ran(command.output().unwrap())
        .code(2)
        .silent()
        .error("label_invalid");
}

#[test]
fn files_with_keys_are_looked_into_where_their_password_is_known() {
    let world = World::new();
    fs::create_dir(world.file("all")).unwrap();
    bundle(&world, "all/old.p12", "/CN=Ana", "-1");
    let key = world.rsa_key("next");
    world.issued("/CN=Test CA", &key, "/CN=Ana", "300", "all/next.pem");
    let run = |words: &[&str], password: &str| {
        let mut command = world.parafa(&[words, &["--json"]].concat());
        command.env("PARAFA_PASSWORD", password);
        ran(command.output().unwrap())
    };
    let shown = run(&["show", "all"], "right").code(0).document("show");
    assert_eq!(shown["files"].as_array().unwrap().len(), 2, "{shown}");
    let left = run(&["tidy", "all"], "right").code(0).document("tidy");
    let left = left["leftovers"].as_array().unwrap();
    assert_eq!(left.len(), 1);
    assert!(left[0]["path"].as_str().unwrap().ends_with("old.p12"));
    assert!(
        left[0]["successor"].is_string(),
        "its successor lies beside it: {left:?}"
    );
    let closed = run(&["tidy", "all"], "wrong").code(0).document("tidy");
    assert!(codes(&closed).contains(&"container_closed"), "{closed}");
    // One that is asked about says that its password is wrong; of several, those are told that opened.
    let file = world.file("all/old.p12");
    run(&["identify", text(&file)], "wrong")
        .code(4)
        .silent()
        .error("password_wrong");
    let next = world.file("all/next.pem");
    let both = run(&["identify", text(&file), text(&next)], "right").code(0);
    let both = both.document("identify");
    let keys: Vec<bool> = both["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["key_sha256"].is_string())
        .collect();
    assert_eq!(keys, [true, true], "{both}");
    // A folder with nothing to show is no missing driver.
    fs::create_dir(world.file("none")).unwrap();
    let said = world.run(&["show", "none"]).code(0).out;
    assert!(said.contains("No certificate and no request"), "{said}");
}

#[test]
fn odd_wrappings_of_a_certificate_are_read() {
    let world = sent();
    let pem = fs::read_to_string(world.file("sent/leaf.pem")).unwrap();
    let wide =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { pem.encode_utf16().flat_map(order).collect() };
    let quoted: Vec<String> = pem.lines().map(|line| format!("> {line}")).collect();
    for (name, bytes) in [
        ("le.txt", wide(u16::to_le_bytes)),
        ("be.txt", wide(u16::to_be_bytes)),
        ("quoted.txt", quoted.join("\n").into_bytes()),
    ] {
        fs::write(world.file(name), bytes).unwrap();
        let shown = world
            .run(&["show", &format!("./{name}"), "--json"])
            .code(0)
            .document("show");
        assert_eq!(
            shown["files"][0]["identities"].as_array().unwrap().len(),
            1,
            "{name}"
        );
    }
    fs::write(world.file("a.zip"), b"PK\x03\x04\x14\x00\x00\x00").unwrap();
    world
        .run(&["show", "./a.zip", "--json"])
        .code(2)
        .silent()
        .error("file_is_archive");
    let jks = [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2];
    fs::write(world.file("a.jks"), jks).unwrap();
    let words = ["export", "./a.jks", "--format", "p12", "--json"];
    world.run(&words).code(2).silent().error("java_key_store");
}
