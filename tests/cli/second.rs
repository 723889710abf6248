//! The whole path through real modules other than SoftHSM: p11-kit's client, NSS, opencryptoki.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::kit::{PIN, Ran, SO_PIN, World, module, ran, text};
use crate::path::issue;

const BOTH: &[&str] = &["rsa2048", "p256"];

/// A program that runs beside a test.
struct Server(Child);

impl Server {
    fn start(command: &mut Command, listening: impl Fn(u32) -> PathBuf) -> Self {
        let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
        let server = Self(quiet.spawn().unwrap());
        let socket = listening(server.0.id());
        let until = Instant::now() + Duration::from_secs(10);
        while !socket.exists() {
            assert!(Instant::now() < until, "the server never listened");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The first of these files that there is.
fn library(package: &str, name: &str, below: &str) -> PathBuf {
    let folders = ["x86_64-linux-gnu", "aarch64-linux-gnu", "../lib64"];
    let found = folders
        .iter()
        .map(|folder| Path::new("/usr/lib").join(folder).join(below).join(name))
        .find(|path| path.exists());
    found.unwrap_or_else(|| panic!("package {package}"))
}

/// Key, request, certificate, proof, and everything gone again, with each kind of key.
fn whole_path(world: &World, token: &str, keys: &[&str], parafa: impl Fn() -> Command) {
    let run = |words: &[&str]| -> Ran {
        let mut command = parafa();
        command.args(words).args(["-t", token, "--json"]);
        ran(command.env("PARAFA_PIN", PIN).output().unwrap()).code(0)
    };
    let identities = || -> Value {
        let shown = run(&["show", "--login"]).document("show");
        shown["tokens"][0]["identities"].clone()
    };
    assert_eq!(
        run(&["tokens"]).document("tokens")["tokens"][0]["label"],
        token
    );
    for key in keys {
        let request = run(&["request", "--subject", "C=RO,CN=Ana Șerban", "--key", key]);
        let request = request.document("request");
        let leaf = issue(world);
        fs::remove_file(request["files"][0]["path"].as_str().unwrap()).unwrap();
        let installed = run(&["install", text(&leaf)]).document("install");
        assert_eq!(installed["installed"][0]["proof"], "signed", "{key}");
        let there = identities();
        assert_eq!(there[0]["state"], "ready", "{key} {there}");
        assert_eq!(there[0]["key"]["extractable"], false, "{key}");
        let id = request["keys"][0]["id"].as_str().unwrap();
        let delete = ["delete", id, "--what", "all", "--confirm", "Ana Șerban"];
        let removed = run(&delete).document("delete")["removed"].clone();
        assert_eq!(removed.as_array().unwrap().len(), 3, "{key} {removed}");
        assert_eq!(identities(), Value::Array(Vec::new()), "{key}");
    }
}

/// In front of SoftHSM, over a socket; each of its function lists is an instance of its own.
#[test]
fn p11_kit_client() {
    let world = World::with_token("remote");
    let socket = world.file("p11.sock");
    let mut command = world.command("p11-kit");
    let serve = ["server", "--foreground", "--provider", module()];
    command.args(serve).args(["-n", text(&socket), "pkcs11:"]);
    let _server = Server::start(&mut command, |_| socket.clone());
    let client = library("p11-kit-modules", "p11-kit-client.so", "pkcs11");
    whole_path(&world, "remote", BOTH, || {
        let mut parafa = world.parafa(&[]);
        let address = format!("unix:path={}", text(&socket));
        parafa
            .env("PARAFA_MODULE", &client)
            .env("P11_KIT_SERVER_ADDRESS", address);
        parafa
    });
}

/// Its database is named in `reserved` of `C_Initialize`: here by the user's own registry.
#[test]
fn nss() {
    let world = World::new();
    let database = world.file("nss");
    fs::create_dir(&database).unwrap();
    fs::write(world.file("pin"), format!("{PIN}\n")).unwrap();
    let database = format!("sql:{}", text(&database));
    world.judge("certutil", &["-N", "-d", &database, "-f", "pin"]);
    let path = library("libnss3", "libsoftokn3.so", "");
    let reserved = format!(
        r#"reserved = "configdir='{database}' certPrefix='' keyPrefix='' secmod='secmod.db' flags=""#
    );
    world.registry("nss", &path, &reserved);
    whole_path(&world, "NSS Certificate DB", BOTH, || {
        let mut parafa = world.parafa(&[]);
        parafa.env("PARAFA_MODULE", "nss");
        parafa
    });
}

/// Its daemon keeps one token for the whole computer, so daemon and program see other folders in their place; root alone may do that.
/// Its software token knows RSA only.
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
    let process = |id: u32| PathBuf::from(format!("/proc/{id}/root/run/pkcsslotd.socket"));
    let server = Server::start(&mut command, process);
    let parafa = || {
        let mut parafa = world.command("nsenter");
        let place = ["--mount", "--ipc", "--target", &server.0.id().to_string()];
        parafa
            .args(place)
            .args(["env", "-C", text(&world.work())])
            .arg(env!("CARGO_BIN_EXE_parafa"))
            .env("PARAFA_MODULE", &library);
        parafa
    };
    let mut init = parafa();
    init.args(["init", "--label", "shared"]);
    let pins = init.env("PARAFA_PIN", PIN).env("PARAFA_SO_PIN", SO_PIN);
    ran(pins.output().unwrap()).code(0);
    // Q32: its officer's PIN must be changed before it is used again.
    let mut again = parafa();
    again.args(["init", "--label", "again", "--confirm", "123", "--json"]);
    let pins = again.env("PARAFA_PIN", PIN).env("PARAFA_SO_PIN", SO_PIN);
    let refused = ran(pins.output().unwrap()).code(4).error("pin_must_change");
    assert_eq!(refused["token_state"], "nothing_changed");
    whole_path(&world, "shared", &["rsa2048"], parafa);
    let mut request = parafa();
    request.args(["request", "--subject", "CN=Ana", "--key", "p256", "--json"]);
    let refused = ran(request.env("PARAFA_PIN", PIN).output().unwrap()).code(5);
    assert_eq!(
        refused.error("no_usable_mechanism")["token_state"],
        "nothing_changed"
    );
}

/// opencryptoki's daemon in the foreground, with an empty software token.
const DAEMON: &str = "set -e
for place in /var/lib/opencryptoki /run /dev/shm; do mount -t tmpfs none $place; done
mkdir -p /run/lock/opencryptoki/swtok /var/lib/opencryptoki/swtok/TOK_OBJ
chgrp -R pkcs11 /run/lock/opencryptoki /var/lib/opencryptoki
chmod -R 770 /run/lock/opencryptoki /var/lib/opencryptoki
exec pkcsslotd -f";
