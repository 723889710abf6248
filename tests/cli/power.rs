//! A power cut right after a file with a key was written: by then the file and its name are on the disk.

use std::path::Path;

use crate::kit::{World, ran, text};
use crate::left::PASSWORD;

/// The calls of a run of the program that name files or put them on the disk.
fn calls(world: &World, words: &[&str]) -> Vec<String> {
    let log = world.home().join("strace.log");
    let traced = "trace=fsync,fdatasync,rename,renameat,renameat2,link,linkat";
    let program = env!("CARGO_BIN_EXE_parafa");
    let how = ["-f", "-y", "-qq", "-e", traced, "-o", text(&log), program];
    let mut command = world.command("strace");
    command
        .env("PARAFA_PASSWORD", PASSWORD)
        .args(how)
        .args(words);
    ran(command.output().unwrap()).code(0);
    let log = std::fs::read_to_string(log).unwrap();
    log.lines().map(str::to_owned).collect()
}

/// Whether the folder was put on the disk after the file had got its name.
fn outlasts(calls: &[String], folder: &Path, name: &str) {
    let named = calls
        .iter()
        .rposition(|call| call.contains(name) && !call.contains("fsync("))
        .unwrap_or_else(|| panic!("{name} never got its name: {calls:#?}"));
    let folder = format!("<{}>", text(folder));
    let synced = calls[named..]
        .iter()
        .any(|call| call.contains("fsync(") && call.contains(&folder));
    assert!(synced, "{name}: {calls:#?}");
}

#[test]
fn a_key_in_a_file_and_its_name_outlast_a_power_cut() {
    let world = World::new();
    let work = world.work().canonicalize().unwrap();
    let words = "request --subject CN=b --store file --key p256 --label b --json";
    let words: Vec<&str> = words.split(' ').collect();
    outlasts(&calls(&world, &words), &work, ".p12");
    // The certificate comes, and the file is put in the place of the old one.
    let all = std::fs::read_dir(&work).unwrap().flatten();
    let mut all = all.map(|one| one.path());
    let csr = all
        .find(|path| path.extension().is_some_and(|it| it == "csr"))
        .unwrap();
    let (ca, key) = world.authority();
    let leaf = world.file("leaf.pem");
    let issue = ["x509", "-req", "-in", text(&csr), "-CA", text(&ca)];
    let out = ["-CAkey", text(&key), "-days", "30", "-out", text(&leaf)];
    world.judge("openssl", &[&issue[..], &out].concat());
    let calls = calls(&world, &["install", text(&leaf), "--json"]);
    outlasts(&calls, &work, ".p12");
}
