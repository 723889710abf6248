//! What is wrong is refused with its number, and nothing else happens.

use std::fs;

use crate::kit::{World, ran, text};

#[test]
fn unknown_words_are_refused() {
    let world = World::new();
    world
        .run(&["shwo", "--json"])
        .code(2)
        .silent()
        .error("command_unknown");
    world
        .run(&["show", "--nope", "--json"])
        .code(2)
        .silent()
        .error("option_unknown");
    world
        .run(&["show", "--serial-format", "roman", "--json"])
        .code(2)
        .silent()
        .error("value_unknown");
    world
        .run(&["man", "--json"])
        .code(2)
        .silent()
        .error("not_yet_available");
    world
        .run(&["show", "-t", "a", "-t", "b", "--json"])
        .code(2)
        .silent()
        .error("usage");
    world
        .run(&["--json"])
        .code(2)
        .silent()
        .error("terminal_needed");
    let people = world.run(&["shwo"]).code(2).silent();
    assert!(people.err.starts_with("P204"), "{}", people.err);
}

#[test]
fn addresses_with_secrets_commands_or_other_drivers_are_refused() {
    let world = World::with_token("t");
    for uri in [
        "pkcs11:token=t?pin-value=1234",
        "pkcs11:token=t?pin-source=%7Ccat",
        "pkcs11:token=t?module-path=/nowhere/x.so",
        "pkcs11:token=t?module-name=other",
    ] {
        let error = world.run(&["tokens", "-t", uri, "--json"]).code(2).silent();
        error.error("uri_attribute_refused");
    }
    world
        .run(&["tokens", "-t", "pkcs11:token", "--json"])
        .code(2)
        .silent()
        .error("uri_invalid");
    let fits = format!("pkcs11:token=t?module-path={}", crate::kit::module());
    let found = world
        .run(&["tokens", "-t", &fits, "--json"])
        .code(0)
        .document("tokens");
    assert_eq!(found["tokens"].as_array().unwrap().len(), 1);
    let unknown = world
        .run(&["tokens", "-t", "pkcs11:colour=red", "--json"])
        .code(0);
    assert_eq!(
        unknown.document("tokens")["tokens"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn a_driver_that_was_named_and_fails_is_listed_and_said() {
    let world = World::new();
    let notes = world.file("notes.so");
    fs::write(&notes, "no library at all").unwrap();
    let arm = world.file("arm.so");
    fs::write(&arm, other_processor()).unwrap();
    let plain = [
        "/usr/lib/x86_64-linux-gnu/libz.so.1",
        "/usr/lib/aarch64-linux-gnu/libz.so.1",
        "/lib64/libz.so.1",
    ];
    let plain = plain
        .iter()
        .find(|path| std::path::Path::new(path).exists());
    let plain = plain.expect("a library that is no driver");
    for (path, state, code) in [
        ("/nowhere/module.so", "missing", "module_missing"),
        (text(&notes), "error", "module_not_library"),
        (text(&arm), "error", "module_wrong_architecture"),
        (*plain, "error", "module_not_pkcs11"),
    ] {
        for command in ["tokens", "modules", "show"] {
            let ran = world.run(&["-m", path, command, "--json"]).code(5);
            let document = ran.document(command);
            assert_eq!(document["partial"], true, "{path}");
            assert_eq!(document["modules"][0]["state"], state, "{path}");
            assert!(document["modules"][0]["detail"].is_string(), "{path}");
            ran.error(code);
        }
    }
    world
        .run(&["-m", "no-such-driver", "tokens", "--json"])
        .code(3)
        .silent()
        .error("module_unknown");
}

/// The head of a 64-bit ELF library for a processor that nobody has (EM_S390).
#[test]
fn a_request_for_nobody_makes_no_key() {
    let world = World::with_token("t");
    for words in [
        &["request", "--subject", ""][..],
        &["request", "--subject", "", "--dry-run"],
    ] {
        let words = [words, &["--key", "p256", "--json"]].concat();
        let refused = world.run_with_pin(&words).code(2).silent();
        refused.error("value_missing");
    }
    let objects = world.pkcs11_tool("t", &["--list-objects"]);
    assert!(!objects.contains("Private Key"), "{objects}");
    // A list of alternative names; a comma in an address belongs to it.
    let names = "dns:a.example,dns:b.example,uri:https://c.example/x,y";
    let words = [
        "request",
        "--san",
        names,
        "--dry-run",
        "--subject",
        "CN=a.example",
        "--json",
    ];
    let planned = world.run(&words).code(0).out;
    for name in ["a.example", "b.example", "https://c.example/x,y"] {
        assert!(planned.contains(name), "{name}: {planned}");
    }
}

#[test]
fn what_an_address_has_too_much_is_named() {
    let world = World::with_token("t");
    let told = world.run(&["tokens", "-t", "pkcs11:token=t;foo=bar", "--json"]);
    let told = told.code(0).document("tokens");
    assert_eq!(told["tokens"], serde_json::json!([]));
    assert_eq!(told["warnings"][0]["code"], "uri_attribute_unknown");
    let words = [
        "request",
        "--subject",
        "CN=a",
        "--json",
        "-t",
        "pkcs11:slot-id=77",
    ];
    let refused = world.run_with_pin(&words).code(3).error("token_not_found");
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("pkcs11:slot-id=77")
    );
    world
        .run(&["tokens", "-t", "", "--json"])
        .code(2)
        .error("value_missing");
    let status = world.run(&["pin", "status", "-t", "nope"]).code(0);
    assert!(status.out.contains("nope"), "{}", status.out);
}

fn other_processor() -> Vec<u8> {
    let mut bytes = vec![0_u8; 4096];
    bytes[..7].copy_from_slice(&[0x7f, b'E', b'L', b'F', 2, 1, 1]);
    bytes[16..24].copy_from_slice(&[3, 0, 22, 0, 1, 0, 0, 0]);
    bytes[52] = 64;
    bytes
}

#[test]
fn no_driver_no_token_and_several_tokens() {
    let world = World::with_token("one");
    world.token("two");
    let ask = ["request", "--subject", "CN=x", "--json"];
    let error = world
        .run_with_pin(&ask)
        .code(3)
        .silent()
        .error("several_tokens");
    assert_eq!(error["detail"]["candidates"].as_array().unwrap().len(), 2);
    world
        .run_with_pin(&[&ask[..], &["-t", "three"]].concat())
        .code(3)
        .silent();
    let blank = World::new();
    let mut command = blank.parafa(&["delete", "x", "--what", "key", "--json"]);
    command.env("PARAFA_PIN", "1234");
    let none = ran(command.output().unwrap()).code(3).silent();
    none.error("token_uninitialised");
}
