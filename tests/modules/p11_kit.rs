//! p11-kit's two modules, in front of SoftHSM.

use crate::beside::{Server, library, version};
use crate::kit::{PIN, SO_PIN, World, module, text};
use crate::story::{Begin, Stage, pkcs11_tool};
use crate::table;

/// Over a socket; each of its function lists is an instance of its own.
#[test]
fn client() {
    let world = World::new();
    let socket = world.file("p11.sock");
    let mut command = world.command("p11-kit");
    let serve = ["server", "--foreground", "--provider", module()];
    command.args(serve).args(["-n", text(&socket), "pkcs11:"]);
    let _server = Server::start(&mut command, |_| socket.clone());
    let client = library("p11-kit-modules", "p11-kit-client.so", "pkcs11");
    let stage = Stage {
        world: &world,
        program: &|name| {
            let mut program = world.command(name);
            program.env(
                "P11_KIT_SERVER_ADDRESS",
                format!("unix:path={}", text(&socket)),
            );
            program
        },
        module: text(&client),
        token: "remote",
        pin: PIN,
        so_pin: SO_PIN,
        begin: Begin::Init,
        judge: pkcs11_tool,
    };
    table::is_as_found("p11-kit client", &version("p11-kit-modules"), &stage.play());
}

/// It shows the slots of all modules of this computer: SoftHSM's, whose package names it to p11-kit, and whatever else is there.
#[test]
fn proxy() {
    let world = World::new();
    let proxy = library("p11-kit-modules", "p11-kit-proxy.so", "");
    let stage = Stage {
        world: &world,
        program: &|name| world.command(name),
        module: text(&proxy),
        token: "behind",
        pin: PIN,
        so_pin: SO_PIN,
        begin: Begin::Init,
        judge: pkcs11_tool,
    };
    table::is_as_found("p11-kit proxy", &version("p11-kit-modules"), &stage.play());
}
