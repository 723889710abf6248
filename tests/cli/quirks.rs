//! Rows of docs/QUIRKS.md that show only in the whole program.

use std::fs;
use std::path::Path;
use std::process::Command;

use parafa_faulty::{TokenFile, library};

use crate::kit::{Ran, World, ran, text};

/// The program over the faulty module with this token and script.
fn faulty(world: &World, token: &TokenFile, script: &str, words: &[&str]) -> Ran {
    ran(command(world, token, script, words).output().unwrap())
}

fn command(world: &World, token: &TokenFile, script: &str, words: &[&str]) -> Command {
    token.write(world.file("token.json"));
    let mut command = world.parafa(words);
    command
        .env("PARAFA_MODULE", library())
        .env("PARAFA_PIN", "123456")
        .env("FAULTY_TOKEN", world.file("token.json"))
        .env("FAULTY_SCRIPT", script);
    command
}

fn card() -> TokenFile {
    TokenFile::new("card")
}

#[test]
fn q02_what_was_answered_counts_though_the_driver_crashes_at_its_end() {
    let world = World::new();
    for script in [
        "C_Finalize=crash",
        "C_Finalize=exit:3",
        "C_CloseSession=crash",
    ] {
        let shown = faulty(&world, &card(), script, &["show", "--login", "--json"]);
        let document = shown.code(0).document("show");
        assert_eq!(document["tokens"][0]["complete"], true, "{script}");
        assert_eq!(document["modules"][0]["state"], "ok", "{script}");
    }
}

#[test]
fn q04_the_loaders_words_name_the_library_that_is_missing() {
    let world = World::new();
    let source = world.file("nothing.c");
    fs::write(&source, "int nothing_at_all(void) { return 0; }\n").unwrap();
    let build = ["-shared", "-fPIC", "-o"];
    let gone = ["libgone.so", "nothing.c"];
    world.judge("cc", &[&build[..], &gone].concat());
    let needs = [
        "needs.so",
        "nothing.c",
        "-Wl,--no-as-needed",
        "-L.",
        "-lgone",
    ];
    world.judge("cc", &[&build[..], &needs].concat());
    fs::remove_file(world.file("libgone.so")).unwrap();
    let needs = world.file("needs.so");
    let told = world.run(&["-m", text(&needs), "tokens", "--json"]).code(5);
    let detail = &told.document("tokens")["modules"][0]["detail"];
    assert!(detail.as_str().unwrap().contains("libgone.so"), "{detail}");
}

#[test]
fn q12_a_driver_finds_its_files_in_the_folder_that_the_registry_names() {
    let world = World::new();
    let folder = world.file("of the vendor");
    fs::create_dir(&folder).unwrap();
    let chdir = format!("chdir = \"{}\"", text(&folder));
    world.registry("homely", &library(), &chdir);
    let mut tokens = command(&world, &card(), "", &["tokens", "--json"]);
    // Its log is a file of the current folder.
    tokens
        .env("PARAFA_MODULE", "homely")
        .env("FAULTY_LOG", "calls.log");
    ran(tokens.output().unwrap()).code(0).document("tokens");
    assert!(folder.join("calls.log").exists());
    assert!(!world.file("calls.log").exists());
}

#[test]
fn q22_one_card_through_two_drivers_is_one_token() {
    let world = World::new();
    let second = world.file("second.so");
    fs::copy(library(), &second).unwrap();
    let mut tokens = command(&world, &card(), "", &["tokens", "--json"]);
    let both = [library(), second];
    tokens.env("PARAFA_MODULE", std::env::join_paths(both).unwrap());
    let document = ran(tokens.output().unwrap()).code(0).document("tokens");
    let listed = document["tokens"].as_array().unwrap();
    assert_eq!(document["modules"].as_array().unwrap().len(), 2);
    assert_eq!(listed.len(), 1, "{document}");
    assert_eq!(listed[0]["also_via"], serde_json::json!(["second"]));
}

#[test]
fn q29_an_odd_answer_at_log_in_counts_as_a_try() {
    let world = World::new();
    let login = ["show", "--login", "--json"];
    faulty(&world, &card(), "C_Login=rv:CKR_GENERAL_ERROR", &login)
        .code(4)
        .error("login_odd");
    let document = faulty(&world, &card(), "", &["tokens", "--json"]).document("tokens");
    assert_eq!(document["tokens"][0]["pin"]["failed_here"], 1);
}

#[test]
fn q34_an_error_when_logging_out_hides_nothing() {
    let world = World::new();
    let script = "C_Logout=rv:CKR_USER_NOT_LOGGED_IN;C_CloseSession=rv:CKR_SESSION_HANDLE_INVALID";
    let shown = faulty(&world, &card(), script, &["show", "--login", "--json"]);
    assert_eq!(
        shown.code(0).document("show")["tokens"][0]["logged_in"],
        true
    );
}

#[test]
fn q40_a_place_that_is_not_filled_yet_is_no_certificate() {
    let world = World::new();
    let token = card()
        .with_rsa_key(&[1], "place", 2048)
        .with_certificate(&[1], "place", &[]);
    let shown = faulty(&world, &token, "", &["show", "--login", "--json"]).code(0);
    let document = shown.document("show");
    let token = &document["tokens"][0];
    assert_eq!(token["complete"], true);
    assert_eq!(
        token["identities"][0]["state"], "awaiting_certificate",
        "{document}"
    );
}

#[test]
fn q58_a_certificate_that_came_with_its_key_counts_as_none() {
    let world = World::with_token("t");
    let key = world.file("own.key");
    let own = world.file("own.pem");
    let make = [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=card", "-days", "90",
    ];
    let kind = ["-addext", "basicConstraints=CA:FALSE"];
    let into = ["-keyout", text(&key), "-out", text(&own)];
    world.judge("openssl", &[&make[..], &kind, &into].concat());
    world.import("t", &key, "card", "01");
    world.put_certificate("t", Path::new(&own), "card", "01");
    let shown = world
        .run_with_pin(&["show", "--login", "-t", "t", "--json"])
        .code(0);
    let identity = &shown.document("show")["tokens"][0]["identities"][0];
    assert_eq!(identity["certificates"][0]["placeholder"], true);
    assert_eq!(identity["state"], "awaiting_certificate");
}
