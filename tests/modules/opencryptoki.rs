//! opencryptoki's software token, behind its daemon.

use std::path::PathBuf;
use std::process::Command;

use crate::beside::{Server, library, version};
use crate::kit::{PIN, SO_PIN, World, ran, text};
use crate::story::{Begin, Stage, pkcs11_tool};
use crate::table;

/// Its daemon keeps one token for the whole computer, so daemon and program see other folders in their place; root alone may do that.
#[test]
fn opencryptoki() {
    let world = World::new();
    let apart = ["--mount", "--ipc"];
    let may = world.command("unshare").args(apart).arg("true").output();
    if !may.unwrap().status.success() {
        eprintln!("passed over: folders of its own for the daemon want root");
        return;
    }
    let library = library("opencryptoki", "libopencryptoki.so.0", "opencryptoki");
    let mut command = Command::new("unshare");
    command.args(apart).args(["sh", "-c", DAEMON]);
    let socket = |id: u32| PathBuf::from(format!("/proc/{id}/root/run/pkcsslotd.socket"));
    let server = Server::start(&mut command, socket);
    let stage = Stage {
        world: &world,
        program: &|name| {
            let mut program = world.command("nsenter");
            let place = ["--mount", "--ipc", "--target", &server.id().to_string()];
            program
                .args(place)
                .args(["env", "-C", text(&world.work()), name]);
            program
        },
        module: text(&library),
        token: "shared",
        pin: PIN,
        so_pin: SO_PIN,
        begin: Begin::Init,
        judge: pkcs11_tool,
    };
    table::is_as_found("opencryptoki", &version("opencryptoki"), &stage.play());
    the_officers_pin_must_change(&stage);
}

/// Q32: after `init` its officer's PIN is good for nothing but to be changed.
fn the_officers_pin_must_change(stage: &Stage<'_>) {
    let so = |words: &[&str], so_pin: &str, new: &str| {
        let mut command = stage.parafa(words);
        command
            .env("PARAFA_SO_PIN", so_pin)
            .env("PARAFA_NEW_PIN", new);
        ran(command.env("PARAFA_PIN", PIN).output().unwrap())
    };
    let again = ["init", "--label", "again", "--confirm", "123"];
    let refused = so(&again, SO_PIN, PIN).code(4).error("pin_must_change");
    assert_eq!(refused["token_state"], "nothing_changed");
    let (change, unblock) = (["pin", "change", "--so"], ["pin", "unblock"]);
    so(&change, SO_PIN, "13572468").code(0);
    so(&unblock, "13572468", "8642").code(0);
    let mut show = stage.parafa(&["show", "--login"]);
    ran(show.env("PARAFA_PIN", "8642").output().unwrap()).code(0);
}

/// The daemon in the foreground, with an empty software token.
const DAEMON: &str = "set -e
for place in /var/lib/opencryptoki /run /dev/shm; do mount -t tmpfs none $place; done
mkdir -p /run/lock/opencryptoki/swtok /var/lib/opencryptoki/swtok/TOK_OBJ
chgrp -R pkcs11 /run/lock/opencryptoki /var/lib/opencryptoki
chmod -R 770 /run/lock/opencryptoki /var/lib/opencryptoki
exec pkcsslotd -f";
