//! `export`.

use std::fs;

use crate::kit::{World, ran, text};

#[test]
fn the_certificate_is_written_once_and_judged_the_same() {
    let world = World::with_token("t");
    let file = world.identity("t", "Ana Pop", "01", "60");
    let document = world
        .run(&["export", "Ana Pop", "--json"])
        .code(0)
        .document("export");
    let row = &document["files"][0];
    assert_eq!(row["kind"], "certificate");
    let path = row["path"].as_str().unwrap().to_owned();
    let name = path.rsplit('/').next().unwrap();
    assert!(
        name.starts_with("Ana-Pop-") && name.contains(".pem"),
        "{name}"
    );
    let sum = world.judge("openssl", &["dgst", "-sha256", &path]);
    assert!(sum.contains(row["sha256"].as_str().unwrap()), "{sum}");
    let print = |file: &str| world.judge("openssl", &["x509", "-in", file, "-outform", "PEM"]);
    assert_eq!(print(&path), print(text(&file)));
    let before = fs::read(&path).unwrap();
    let again = world
        .run(&["export", "Ana Pop", "--json"])
        .code(0)
        .document("export");
    assert_ne!(
        again["files"][0]["path"], row["path"],
        "nothing is overwritten"
    );
    world
        .run(&["export", "Ana Pop", "--out", &path, "--json"])
        .code(2)
        .silent()
        .error("file_exists");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn der_chain_and_standard_output() {
    let world = World::with_token("t");
    let file = world.identity("t", "Ana Pop", "01", "60");
    let (ca, _) = world.authority();
    world.put_certificate("t", &ca, "CA", "77");
    world
        .run(&["export", "Ana Pop", "--format", "der", "--out", "x.cer"])
        .code(0);
    let read = world.judge(
        "openssl",
        &[
            "x509", "-inform", "DER", "-in", "x.cer", "-noout", "-subject",
        ],
    );
    assert!(read.contains("Ana Pop"), "{read}");
    let both = world
        .run(&["export", "Ana Pop", "--chain", "--out", "-"])
        .code(0);
    assert_eq!(both.out.matches("BEGIN CERTIFICATE").count(), 2);
    assert_eq!(both.err, "");
    let one = world.run(&["export", text(&file), "--out", "-"]).code(0);
    assert_eq!(one.out.matches("BEGIN CERTIFICATE").count(), 1);
    world
        .run(&["export", "Ana Pop", "--out", "-", "--json"])
        .code(2)
        .silent()
        .error("options_conflict");
    world
        .run(&["export", "Ana Pop", "--chain", "--format", "der", "--json"])
        .code(2)
        .silent()
        .error("options_conflict");
}

#[test]
fn the_newest_valid_one_is_taken_and_several_holders_are_a_question() {
    let world = World::with_token("t");
    let first = world.identity("t", "Ana Pop", "01", "60");
    let newer = world.certificate(&world.file("Ana Pop.key"), "Ana Pop", "300");
    world.put_certificate("t", &newer, "Ana Pop", "01");
    world.run(&["export", "01", "--out", "one.pem"]).code(0);
    let print = |file: &str| world.judge("openssl", &["x509", "-in", file]);
    let taken = print("one.pem");
    assert!(taken == print(text(&newer)) || taken == print(text(&first)));
    let serial = world.judge(
        "openssl",
        &["x509", "-in", text(&first), "-noout", "-serial"],
    );
    let serial = serial.trim().trim_start_matches("serial=").to_owned();
    world.run(&["export", &serial, "--out", "two.pem"]).code(0);
    assert_eq!(
        print("two.pem"),
        print(text(&first)),
        "a serial number means exactly that one"
    );
    world.identity("t", "Ana Popa", "02", "60");
    let error = world
        .run(&["export", "Ana P", "--json"])
        .code(3)
        .silent()
        .error("several_match");
    assert_eq!(error["detail"]["candidates"].as_array().unwrap().len(), 2);
}

#[test]
fn a_key_cannot_leave_and_later_forms_are_named() {
    let world = World::with_token("t");
    world
        .run(&["export", "x", "--format", "p12", "--json"])
        .code(2)
        .silent()
        .error("key_cannot_leave");
    world
        .run(&["export", "x", "--format", "p7b", "--json"])
        .code(2)
        .silent()
        .error("not_yet_available");
    world
        .run(&["export", "x", "--json"])
        .code(3)
        .silent()
        .error("nothing_matches");
}

#[test]
fn a_reader_that_leaves_is_quiet() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "01", "60");
    let program = env!("CARGO_BIN_EXE_parafa");
    for words in ["show", "show --json", "export 'Ana Pop' --out -", "--help"] {
        let mut shell = world.command("bash");
        let line = format!("set -o pipefail; '{program}' {words} | head -c 0");
        shell
            .env("PARAFA_MODULE", crate::kit::module())
            .args(["-c", &line]);
        let ran = ran(shell.output().unwrap());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words}");
    }
}
