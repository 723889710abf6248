//! `doctor`: why a token is not seen, with real and hanging card services, and drivers that cannot be loaded.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use parafa_faulty::{TokenFile, library};
use serde_json::Value;

use crate::card_service::{CardService, ETOKEN, READER, SOCKET, Silent, none, soon};
use crate::kit::{Ran, World, module, ran, text};
use crate::readers::parafa;

fn doctor(world: &World, socket: &Path) -> Value {
    let told = ran(parafa(world, socket, &["doctor", "--json"])
        .output()
        .unwrap());
    told.code(0).document("doctor")
}

/// Only this driver is asked.
fn of_driver(world: &World, driver: &str) -> Value {
    let mut command = parafa(world, none(), &["-m", driver, "doctor", "--json"]);
    ran(command.output().unwrap()).code(0).document("doctor")
}

fn finding<'a>(document: &'a Value, code: &str) -> &'a Value {
    let mut findings = document["findings"].as_array().unwrap().iter();
    let found = findings.find(|one| one["code"] == code);
    found.unwrap_or_else(|| panic!("{code}: {document}"))
}

fn step<'a>(document: &'a Value, name: &str) -> &'a Value {
    let mut steps = document["steps"].as_array().unwrap().iter();
    &steps.find(|step| step["step"] == name).unwrap()["state"]
}

fn reason(document: &Value) -> &Value {
    let mut findings = document["findings"].as_array().unwrap().iter();
    let reason = findings.find(|one| one["number"] == document["reason"]);
    &reason.unwrap_or_else(|| panic!("{document}"))["code"]
}

#[test]
fn from_the_plug_to_the_driver_each_step_is_named() {
    let world = World::new();
    let without = doctor(&world, none());
    assert_eq!(reason(&without), "card_service_missing");
    assert_eq!(step(&without, "service"), "error");
    assert_eq!(step(&without, "reader"), "unknown");
    let service = CardService::start();
    let empty = doctor(&world, &service.socket());
    assert_eq!(reason(&empty), "no_card", "{empty}");
    assert_eq!(finding(&empty, "no_card")["step"], "card");
    assert_eq!(
        (step(&empty, "service"), step(&empty, "reader")),
        (&"ok".into(), &"ok".into())
    );
    let _card = service.insert(ETOKEN);
    let present = |document: &Value| {
        let mut readers = document["readers"].as_array().unwrap().iter();
        readers.any(|reader| reader["name"] == READER && reader["card"] == "present")
    };
    soon("the card is not told", || {
        present(&doctor(&world, &service.socket()))
    });
    let missing = doctor(&world, &service.socket());
    assert_eq!(reason(&missing), "driver_missing", "{missing}");
    assert_eq!(step(&missing, "card"), "ok");
    assert_eq!(step(&missing, "driver"), "error");
    let values = &finding(&missing, "driver_missing")["values"];
    assert!(
        values["name"].as_str().unwrap().contains("SafeNet"),
        "{values}"
    );
    let people = ran(parafa(&world, &service.socket(), &["doctor"])
        .output()
        .unwrap());
    let people = people.code(0).out.clone();
    for words in [
        "No certificate is visible. The likely reason:",
        "P181  This looks like eToken 5110 (940B)",
        "Install the driver",
        "✓ The smart-card service: in order",
        "✗ Driver of the token: not in order",
    ] {
        assert!(people.contains(words), "{words}: {people}");
    }
}

#[test]
fn a_service_that_hangs_is_the_reason() {
    let (world, silent) = (World::new(), Silent::start());
    let told = doctor(&world, &silent.socket());
    assert_eq!(reason(&told), "card_service_silent");
    let service = finding(&told, "card_service_silent");
    assert_eq!(service["step"], "service");
    assert!(
        service["hint"]
            .as_str()
            .unwrap()
            .contains("restart the smart-card service")
    );
}

#[test]
fn what_is_seen_is_said_with_the_driver_that_shows_it() {
    let world = World::with_token("Farmacia Test");
    world.identity("Farmacia Test", "Ana Pop", "01", "60");
    let seen = doctor(&world, none());
    assert_eq!(
        (&seen["certificates"], &seen["reason"]),
        (&1.into(), &Value::Null)
    );
    assert_eq!(step(&seen, "certificate"), "ok");
    let showing = seen["showing"][0].as_str().unwrap();
    assert_eq!(
        showing,
        fs::canonicalize(module()).unwrap().to_str().unwrap()
    );
    let findings = seen["findings"].as_array().unwrap();
    assert!(
        findings.iter().all(|one| one["severity"] != "error"),
        "{seen}"
    );
    let empty = World::with_token("Farmacia Test");
    let told = of_driver(&empty, module());
    assert_eq!(
        finding(&told, "token_empty")["values"]["token"],
        "Farmacia Test"
    );
    assert_eq!(step(&told, "token"), "ok");
}

#[test]
fn a_driver_that_cannot_be_loaded_says_why() {
    let world = World::new();
    // A 32-bit library: the header tells it, whoever loads it.
    let mut bytes = fs::read(library()).unwrap();
    bytes[4] = 1;
    bytes[18..20].copy_from_slice(&[3, 0]);
    let narrow = world.file("narrow.so");
    fs::write(&narrow, bytes).unwrap();
    let told = of_driver(&world, text(&narrow));
    let wrong = finding(&told, "module_wrong_architecture");
    assert!(
        wrong["message"].as_str().unwrap().contains("32-bit"),
        "{wrong}"
    );
    // One that lacks another library: the loader's words.
    fs::write(
        world.file("nothing.c"),
        "int nothing_at_all(void) { return 0; }\n",
    )
    .unwrap();
    let build = ["-shared", "-fPIC", "-o"];
    world.judge("cc", &[&build[..], &["libgone.so", "nothing.c"]].concat());
    let needs = [
        "needs.so",
        "nothing.c",
        "-Wl,--no-as-needed",
        "-L.",
        "-lgone",
    ];
    world.judge("cc", &[&build[..], &needs].concat());
    fs::remove_file(world.file("libgone.so")).unwrap();
    let told = of_driver(&world, text(&world.file("needs.so")));
    let lacking = finding(&told, "module_not_library");
    assert!(
        lacking["message"].as_str().unwrap().contains("libgone.so"),
        "{lacking}"
    );
    let told = of_driver(&world, "/nonexistent/driver.so");
    assert_eq!(reason(&told), "module_missing");
}

/// The program without the right of an administrator to read what is closed.
fn confined(world: &World, words: &[&str]) -> Ran {
    let mut command: Command = world.command("setpriv");
    let rights = "-dac_override,-dac_read_search";
    command.args(["--bounding-set", rights, env!("CARGO_BIN_EXE_parafa")]);
    ran(command.args(words).env(SOCKET, none()).output().unwrap())
}

#[test]
fn a_driver_whose_file_is_closed_to_this_user_is_told_as_such() {
    let world = World::new();
    let closed = world.file("closed.so");
    fs::copy(library(), &closed).unwrap();
    let words = ["-m", text(&closed), "doctor", "--json"];
    let open = confined(&world, &words).code(0).document("doctor");
    assert_ne!(open["reason"], "P168");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let told = confined(&world, &words).code(0).document("doctor");
    assert_eq!(reason(&told), "module_denied", "{told}");
}

#[test]
fn settings_that_cannot_be_used_are_a_finding_and_hide_nothing() {
    let world = World::with_token("Farmacia Test");
    let config = world.home().join("config");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "limits = 7\n").unwrap();
    world.run(&["tokens"]).code(2);
    let told = world.run(&["doctor", "--json"]).code(0).document("doctor");
    let wrong = finding(&told, "config_invalid");
    assert_eq!(
        (&wrong["step"], &wrong["severity"]),
        (&"program".into(), &"error".into())
    );
    assert_eq!(told["tokens"][0]["label"], "Farmacia Test");
}

#[test]
fn a_pin_that_is_locked_is_told() {
    let world = World::new();
    let mut token = TokenFile::new("card");
    (token.tries_left, token.shows_flags, token.hardware) = (0, true, true);
    token.write(world.file("token.json"));
    let mut command = parafa(
        &world,
        none(),
        &["-m", text(&library()), "doctor", "--json"],
    );
    command.env("FAULTY_TOKEN", world.file("token.json"));
    let told = ran(command.output().unwrap()).code(0).document("doctor");
    assert_eq!(finding(&told, "pin_locked")["step"], "pin");
    assert_eq!(step(&told, "pin"), "warning");
    // A token in hardware answers: that no service runs is not why nothing is seen.
    assert_eq!(reason(&told), "token_empty");
    assert_eq!(
        finding(&told, "card_service_missing")["severity"],
        "warning"
    );
}

#[test]
fn the_file_for_the_helpdesk_holds_nothing_personal_and_is_written_only_after_a_yes() {
    let world = World::with_token("Cabinet Popescu");
    world.identity("Cabinet Popescu", "Ana Maria Pop", "01", "60");
    let shown = world.run(&["show", "--json"]).code(0).document("show");
    let token = &shown["tokens"][0];
    assert_eq!(token["label"], "Cabinet Popescu");
    let home = world.home();
    // A driver in the person's own folder.
    let own = home.join("own driver.so");
    fs::write(&own, "no library").unwrap();
    let file = world.file("bundle.json");
    let run = |words: &[&str]| {
        let mut command = world.parafa(words);
        let modules = format!("{}:{}", module(), text(&own));
        command
            .env("PARAFA_MODULE", modules)
            .env("USER", "anamariapop");
        command.env(SOCKET, none());
        ran(command.output().unwrap())
    };
    let refused = run(&["doctor", "--bundle", text(&file), "--json"]);
    refused.code(2).error("confirmation_needed");
    assert!(!file.exists());
    let done = run(&["doctor", "--bundle", text(&file), "--yes", "--json"]);
    let document = done.code(0).document("doctor");
    assert_eq!(document["bundle"]["path"], text(&file));
    let bundle = fs::read_to_string(&file).unwrap();
    let sum = world.judge("sha256sum", &[text(&file)]);
    assert!(sum.starts_with(document["bundle"]["sha256"].as_str().unwrap()));
    for personal in [
        "Cabinet Popescu",
        "Ana Maria Pop",
        token["serial"].as_str().unwrap(),
        text(&home),
        "anamariapop",
    ] {
        assert!(!bundle.contains(personal), "{personal}: {bundle}");
    }
    let read: Value = serde_json::from_str(&bundle).unwrap();
    assert_eq!(read["schema"], "parafa.bundle/1");
    assert_eq!(read["certificates"], 1);
    assert_eq!(read["tokens"][0]["model"], "SoftHSM v2");
    assert_eq!(
        finding(&read, "module_not_library")["values"]["module"],
        "<home>/own driver.so"
    );
    // What stands there already stays.
    run(&["doctor", "--bundle", text(&file), "--yes", "--json"])
        .code(2)
        .error("file_exists");
    assert_eq!(fs::read_to_string(&file).unwrap(), bundle);
}
