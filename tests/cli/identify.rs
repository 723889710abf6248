//! `identify`.

use crate::kit::{World, ran, text};

#[test]
fn a_certificate_belongs_to_the_key_on_the_token() {
    let world = World::with_token("t");
    let file = world.identity("t", "Ana Pop", "0a01", "60");
    let document = world
        .run(&["identify", text(&file), "--json"])
        .code(0)
        .document("identify");
    let row = &document["files"][0];
    assert_eq!(row["path"], text(&file));
    assert_eq!(row["kind"], "certificate");
    assert_eq!(row["id"], "0a01");
    assert!(row["token"].as_str().unwrap().contains("token=t"));
    assert_eq!(row["key_sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn a_request_belongs_to_its_case() {
    let world = World::with_token("t");
    let request = [
        "request",
        "--subject",
        "CN=Ana Pop",
        "--key",
        "p256",
        "-t",
        "t",
        "--json",
    ];
    let made = world.run_with_pin(&request).code(0).document("request");
    let csr = made["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|file| file["kind"] == "csr")
        .unwrap();
    let path = csr["path"].as_str().unwrap();
    world.judge("openssl", &["req", "-in", path, "-noout", "-verify"]);
    let document = world
        .run(&["identify", path, "--json"])
        .code(0)
        .document("identify");
    let row = &document["files"][0];
    assert_eq!(row["kind"], "csr");
    assert_eq!(row["case"], made["case"]);
    assert_eq!(row["key_sha256"], made["keys"][0]["key_sha256"]);
    assert_eq!(row["id"], made["keys"][0]["id"]);
}

#[test]
fn no_driver_is_fine_and_keys_and_bundles_are_named() {
    let world = World::new();
    let (ca, key) = world.authority();
    let p12 = world.file("all.p12");
    world.judge(
        "openssl",
        &[
            "pkcs12",
            "-export",
            "-in",
            text(&ca),
            "-inkey",
            text(&key),
            "-passout",
            "pass:x",
            "-out",
            text(&p12),
        ],
    );
    let mut command = world.parafa(&["identify", text(&ca), text(&key), text(&p12), "--json"]);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    let document = ran(command.output().unwrap()).code(0).document("identify");
    let kinds: Vec<&str> = document["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["certificate", "private_key", "p12"]);
    assert!(document["files"][0].get("token").is_none());
    assert!(document["files"][2]["key_sha256"].is_null());
    let mut command = world.parafa(&["identify", text(&p12), "--json"]);
    command.env("PARAFA_PASSWORD", "x");
    let opened = ran(command.output().unwrap()).code(0).document("identify");
    assert_eq!(
        opened["files"][0]["key_sha256"],
        document["files"][0]["key_sha256"]
    );
    // What cannot be read hides nothing else.
    let some = world
        .run(&["identify", text(&ca), "absent.pem", "--json"])
        .code(2);
    some.error("file_not_found");
    let some = some.document("identify");
    assert_eq!(some["partial"], true);
    assert_eq!(some["files"][0]["kind"], "certificate");
    world
        .run(&["identify", "absent.pem", "--json"])
        .code(2)
        .silent()
        .error("file_not_found");
    world
        .run(&["identify", "--json"])
        .code(2)
        .silent()
        .error("value_missing");
}
