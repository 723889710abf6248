//! PINs: each is sent once, counted, and never written anywhere.

use std::fs;
use std::path::Path;

use crate::kit::{PIN, World, module, ran};

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

/// A shell that passes the file `pins` as descriptor 3, and becomes our program.
fn with_descriptor(world: &World, words: &str) -> std::process::Command {
    let mut shell = world.command("bash");
    let program = env!("CARGO_BIN_EXE_parafa");
    shell.args(["-c", &format!("exec {program} {words} 3<pins")]);
    shell.env("PARAFA_MODULE", module());
    shell
}

#[test]
fn two_secrets_of_one_descriptor_are_two_lines() {
    let world = World::new();
    fs::write(world.file("pins"), format!("87654321\n{PIN}\n")).unwrap();
    let words = "init --label F --so-pin-source fd:3 --new-pin-source fd:3 --json";
    ran(with_descriptor(&world, words).output().unwrap()).code(0);
    world.pkcs11_tool("F", &["--list-objects"]);
    // One line is one secret: nothing is left for the second.
    fs::write(world.file("pins"), format!("{PIN}\n")).unwrap();
    let words = "pin change -t F --pin-source fd:3 --new-pin-source fd:3 --json";
    ran(with_descriptor(&world, words).output().unwrap())
        .code(4)
        .error("pin_source_unreadable");
    world.pkcs11_tool("F", &["--list-objects"]);
}

#[test]
fn a_drivers_process_inherits_no_descriptor_of_a_secret() {
    let world = World::with_token("t");
    fs::write(world.file("pins"), format!("{PIN}\n")).unwrap();
    let (entered, go_on) = (world.file("entered"), world.file("go-on"));
    let script = format!("C_Initialize=touch:{};C_Initialize=wait", entered.display());
    let mut program = with_descriptor(&world, "show --login -t t --pin-source fd:3 --json")
        .env("PARAFA_MODULE", parafa_faulty::library())
        .env("FAULTY_MODULE", module())
        .env("FAULTY_WAIT_FILE", &go_on)
        .env("FAULTY_SCRIPT", script)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while !entered.exists() {
        assert!(std::time::Instant::now() < until);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let pins = fs::canonicalize(world.file("pins")).unwrap();
    let holders = fs::read_dir("/proc").unwrap().flatten().filter(|process| {
        let files = fs::read_dir(process.path().join("fd"));
        let mut files = files.into_iter().flatten().flatten();
        files.any(|file| fs::read_link(file.path()).is_ok_and(|to| to == pins))
    });
    let holders: Vec<String> = holders
        .map(|process| process.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(holders, [program.id().to_string()], "our own process only");
    fs::write(go_on, b"").unwrap();
    assert!(program.wait().unwrap().success());
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
