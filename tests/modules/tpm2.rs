//! A TPM in software, swtpm, through tpm2-pkcs11.

use std::fs;

use crate::beside::{Server, library, version};
use crate::kit::{PIN, SO_PIN, World, text};
use crate::story::{Begin, Stage, pkcs11_tool};
use crate::table;

/// Its slot says that it is a device, so `init` wants the slot's word; a TPM has no serial number.
#[test]
fn tpm2_pkcs11() {
    let world = World::new();
    let (values, store) = (world.file("tpm"), world.file("store"));
    for folder in [&values, &store] {
        fs::create_dir(folder).unwrap();
    }
    let (socket, control) = (world.file("tpm.sock"), world.file("tpm.sock.ctrl"));
    let mut command = world.command("swtpm");
    command.args(["socket", "--tpm2", "--flags", "not-need-init,startup-clear"]);
    command
        .arg("--tpmstate")
        .arg(format!("dir={}", text(&values)));
    for (channel, path) in [("--server", &socket), ("--ctrl", &control)] {
        command
            .arg(channel)
            .arg(format!("type=unixio,path={}", text(path)));
    }
    let _server = Server::start(&mut command, |_| socket.clone());
    let library = library("libtpm2-pkcs11-1", "libtpm2_pkcs11.so.1", "");
    let stage = Stage {
        world: &world,
        program: &|name| {
            let mut program = world.command(name);
            program
                .env("TPM2_PKCS11_TCTI", format!("swtpm:path={}", text(&socket)))
                .env("TPM2_PKCS11_STORE", &store);
            program
        },
        module: text(&library),
        token: "tpm",
        pin: PIN,
        so_pin: SO_PIN,
        begin: Begin::Word("slot-id=1"),
        judge: pkcs11_tool,
    };
    table::is_as_found("tpm2-pkcs11", &version("libtpm2-pkcs11-1"), &stage.play());
}
