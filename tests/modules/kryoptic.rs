//! Kryoptic, which `make test-modules` compiles and names in `PARAFA_KRYOPTIC`.

use std::fs;
use std::path::PathBuf;

use crate::kit::{World, text};
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
    table::is_as_found("Kryoptic", &stage.play());
}
