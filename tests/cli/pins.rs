//! PINs: each is sent once, counted, and never written anywhere.

use std::fs;
use std::path::Path;

use crate::kit::{PIN, World, ran};

#[test]
fn a_wrong_pin_is_counted_once_and_forgotten_by_a_good_one() {
    let world = World::with_token("t");
    let mut command = world.parafa(&["show", "--login", "-t", "t", "--json", "-v", "-v"]);
    command.env("PARAFA_PIN", "777777");
    let error = ran(command.output().unwrap())
        .code(4)
        .silent()
        .error("wrong_pin");
    assert_eq!(error["detail"]["ckr"], "CKR_PIN_INCORRECT");
    assert_eq!(error["detail"]["call"], "C_Login");
    assert_eq!(error["token_state"], "nothing_changed");
    let told = world
        .run(&["tokens", "-t", "t", "--json"])
        .document("tokens");
    assert_eq!(told["tokens"][0]["pin"]["failed_here"], 1);
    world
        .run_with_pin(&["show", "--login", "-t", "t", "--json"])
        .code(0);
    let told = world
        .run(&["tokens", "-t", "t", "--json"])
        .document("tokens");
    assert_eq!(told["tokens"][0]["pin"]["failed_here"], 0);
    assert_absent(&world.home(), "777777");
}

#[test]
fn sources_are_read_and_named_when_they_fail() {
    let world = World::with_token("t");
    let show = ["show", "--login", "-t", "t", "--json"];
    world.run(&show).code(4).silent().error("pin_needed");
    fs::write(world.file("pin"), format!("{PIN}\n")).unwrap();
    let with = |source: &str| world.run(&[&show[..], &["--pin-source", source]].concat());
    let opened = with("file:pin").code(0).document("show");
    assert_eq!(opened["warnings"][0]["code"], "secret_file_open");
    with("env:NOWHERE")
        .code(4)
        .silent()
        .error("pin_source_unreadable");
    with("file:absent")
        .code(4)
        .silent()
        .error("pin_source_unreadable");
    let shown = with("1234").code(2).silent().error("secret_source_invalid");
    assert!(!shown.to_string().contains("1234"));
    let uri = "pkcs11:token=t?pin-source=file:pin";
    world
        .run(&["show", "--login", "-t", uri, "--json"])
        .code(0)
        .document("show");
}

fn assert_absent(folder: &Path, secret: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_absent(&path, secret);
        } else {
            let bytes = fs::read(&path).unwrap();
            let found = bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            assert!(!found, "{}", path.display());
        }
    }
}
