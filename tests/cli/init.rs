//! `init`.

use crate::kit::{PIN, Ran, SO_PIN, World, module, ran};

fn init(world: &World, words: &[&str]) -> Ran {
    let mut command = world.parafa(&[&["init", "--json"], words].concat());
    command.env("PARAFA_SO_PIN", SO_PIN).env("PARAFA_PIN", PIN);
    ran(command.output().unwrap())
}

#[test]
fn a_blank_software_slot_needs_no_words() {
    let world = World::new();
    let document = init(&world, &["--label", "Cabinet Ștefan"])
        .code(0)
        .document("init");
    let token = &document["token"];
    assert_eq!(token["label"], "Cabinet Ștefan");
    assert_eq!(token["state"], "ready");
    assert_eq!(token["pin"]["state"], "no_warning");
    let told = world.judge("pkcs11-tool", &["--module", module(), "--list-token-slots"]);
    assert!(told.contains("Cabinet Ștefan"), "{told}");
    world.pkcs11_tool("Cabinet Ștefan", &["--list-objects"]);
    let list = world.run(&["tokens", "--json"]).code(0).document("tokens");
    assert!(
        list["tokens"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["uri"] == token["uri"])
    );
}

#[test]
fn an_initialised_token_wants_its_serial_number() {
    let world = World::with_token("old");
    world.identity("old", "Ana Pop", "01", "60");
    let words = ["--label", "new", "-t", "old"];
    let refused = init(&world, &words)
        .code(2)
        .silent()
        .error("token_not_blank");
    let serial = refused["detail"]["confirm"].as_str().unwrap().to_owned();
    let ending = format!("without the word “{serial}”.");
    assert!(refused["message"].as_str().unwrap().ends_with(&ending));
    init(&world, &[&words[..], &["-y"]].concat())
        .code(2)
        .silent()
        .error("token_not_blank");
    init(&world, &[&words[..], &["--confirm", "old"]].concat())
        .code(1)
        .silent()
        .error("declined");
    assert!(
        world
            .pkcs11_tool("old", &["--list-objects"])
            .contains("Ana Pop")
    );
    let done = init(&world, &[&words[..], &["--confirm", &serial]].concat())
        .code(0)
        .document("init");
    assert_eq!(done["token"]["label"], "new");
    assert!(
        !world
            .pkcs11_tool("new", &["--list-objects"])
            .contains("Ana Pop")
    );
}

#[test]
fn a_wrong_officer_pin_is_refused_once() {
    let world = World::with_token("old");
    let listed = world
        .run(&["tokens", "--json", "-t", "old"])
        .document("tokens");
    let serial = listed["tokens"][0]["serial"].as_str().unwrap().to_owned();
    let mut command = world.parafa(&[
        "init",
        "--label",
        "new",
        "-t",
        "old",
        "--confirm",
        &serial,
        "--json",
    ]);
    command
        .env("PARAFA_SO_PIN", "00000000")
        .env("PARAFA_PIN", PIN);
    let error = ran(command.output().unwrap())
        .code(4)
        .silent()
        .error("wrong_pin");
    assert_eq!(error["detail"]["role"], "so");
    world.pkcs11_tool("old", &["--list-objects"]);
}

#[test]
fn pins_and_labels_are_checked_before_anything() {
    let world = World::new();
    let long = "ș".repeat(17);
    let refused = init(&world, &["--label", &long]).code(2).silent();
    let refused = refused.error("label_invalid");
    assert_eq!(refused["detail"]["length"], 34);
    assert_eq!(refused["detail"]["limit"], 32);
    for blank in ["trail ", " lead"] {
        let refused = init(&world, &["--label", blank]).code(2).silent();
        let refused = refused.error("label_invalid");
        let words = refused["message"].as_str().unwrap().to_owned();
        assert!(words.contains("blank"), "{words}");
    }
    init(&world, &["--label", " "])
        .code(2)
        .silent()
        .error("label_invalid");
    init(&world, &["--label", "a\u{1b}[2J"])
        .code(2)
        .silent()
        .error("label_invalid");
    world
        .run(&["init", "--json"])
        .code(2)
        .silent()
        .error("value_missing");
    world
        .run(&["init", "--label", "x", "--json"])
        .code(4)
        .silent()
        .error("so_pin_needed");
    let mut command = world.parafa(&["init", "--label", "x", "--json"]);
    command.env("PARAFA_SO_PIN", SO_PIN);
    ran(command.output().unwrap())
        .code(4)
        .silent()
        .error("new_pin_needed");
    let told = world.run(&["tokens", "--json"]).code(0).document("tokens");
    assert_eq!(
        told["tokens"][0]["state"], "uninitialised",
        "nothing was done"
    );
}
