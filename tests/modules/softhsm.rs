//! SoftHSM, with which all other tests are made, too.

use crate::beside::version;
use crate::kit::{PIN, SO_PIN, World, module};
use crate::story::{Begin, Stage, pkcs11_tool};
use crate::table;

#[test]
fn softhsm() {
    let world = World::new();
    let stage = Stage {
        world: &world,
        program: &|name| world.command(name),
        module: module(),
        token: "soft",
        pin: PIN,
        so_pin: SO_PIN,
        begin: Begin::Init,
        judge: pkcs11_tool,
    };
    table::is_as_found("SoftHSM", &version("softhsm2"), &stage.play());
}
