//! Kryoptic, which `make test-modules` compiles and names in `PARAFA_KRYOPTIC`.

use std::fs;
use std::path::PathBuf;

use crate::kit::{World, ran, text};
use crate::story::{Begin, Stage, pkcs11_tool};
use crate::table;

/// Takes no PIN of fewer than eight letters.
#[test]
#[ignore = "wants Kryoptic compiled: make test-modules"]
fn kryoptic() {
    let module = std::env::var_os("PARAFA_KRYOPTIC").map(PathBuf::from);
    let module = module.expect("PARAFA_KRYOPTIC: its library");
    let world = World::new();
    let settings = world.file("kryoptic.conf");
    let database = world.file("token.sql");
    let slot = format!(
        "[[slots]]\nslot = 1\ndbtype = \"sqlite\"\ndbargs = \"{}\"\n",
        text(&database)
    );
    fs::write(&settings, slot).unwrap();
    let stage = Stage {
        world: &world,
        program: &|name| {
            let mut program = world.command(name);
            program.env("KRYOPTIC_CONF", &settings);
            program
        },
        module: text(&module),
        token: "kryoptic",
        pin: "12345678",
        so_pin: "87654321",
        begin: Begin::Init,
        judge: pkcs11_tool,
    };
    refuses_a_short_pin(&stage);
    table::is_as_found("Kryoptic", &locked_version(), &stage.play());
}

/// Before anything is asked of the token.
fn refuses_a_short_pin(stage: &Stage<'_>) {
    let mut init = stage.parafa(&["init", "--label", "short"]);
    let refused = ran(init.env("PARAFA_PIN", "1234").output().unwrap());
    let refused = refused.code(2).error("new_pin_length");
    assert_eq!(refused["token_state"], "nothing_changed");
    let message = refused["message"].as_str().unwrap();
    assert!(message.contains("8–?"), "{message}");
}

/// Of the lock file by which it was compiled.
fn locked_version() -> String {
    let lock = include_str!("../../tests-support/kryoptic/Cargo.lock");
    let (_, entry) = lock.split_once("name = \"kryoptic-lib\"\n").unwrap();
    entry.split('"').nth(1).unwrap().to_owned()
}
