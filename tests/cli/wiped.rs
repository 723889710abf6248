//! What is left of an imported key in our own memory: nothing, as soon as the token has it and has proved it.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::kit::{World, ran, text};
use crate::left::{PASSWORD, faulty};

/// All readable and writable memory of a process; `None` where this user may not look.
fn memory_of(pid: u32) -> Option<Vec<u8>> {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).ok()?;
    let mut memory = std::fs::File::open(format!("/proc/{pid}/mem")).ok()?;
    let mut all = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split_whitespace().next()?.split_once('-')?;
        let from = u64::from_str_radix(from, 16).ok()?;
        let size = u64::from_str_radix(to, 16).ok()? - from;
        let mut part = vec![0; usize::try_from(size).ok()?];
        if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut part).is_ok() {
            all.extend(part);
        }
    }
    Some(all)
}

/// The private exponent of an RSA key.
fn exponent(world: &World, key: &Path) -> Vec<u8> {
    let told = world.judge("openssl", &["rsa", "-in", text(key), "-noout", "-text"]);
    let digits = told.split("privateExponent:").nth(1).unwrap();
    let digits = digits.split("prime1").next().unwrap();
    let bytes = digits.split([':', ' ', '\n']).filter(|two| !two.is_empty());
    let bytes: Vec<u8> = bytes
        .map(|two| u8::from_str_radix(two, 16).unwrap())
        .collect();
    bytes.into_iter().skip_while(|byte| *byte == 0).collect()
}

/// Where the program stands when the driver is asked for the `number`-th object, how often the exponent is in its memory.
fn copies(number: usize) -> Option<usize> {
    let world = World::with_token("t");
    let key = world.rsa_key("own");
    let leaf = world.certificate(&key, "Ana Pop", "90");
    let file = world.file("own.p12");
    let secret = format!("pass:{PASSWORD}");
    let own = ["-inkey", text(&key), "-in", text(&leaf), "-name", "own"];
    let out = ["-passout", &secret, "-out", text(&file)];
    world.judge(
        "openssl",
        &[&["pkcs12", "-export"][..], &own, &out].concat(),
    );
    let (entered, go_on) = (world.file("entered"), world.file("go-on"));
    let call = format!("C_CreateObject@{number}");
    let script = format!("{call}=touch:{};{call}=wait", text(&entered));
    let words = ["import", text(&file), "-t", "t", "--json"];
    let program = faulty(&world, &script, &words)
        .env("FAULTY_WAIT_FILE", &go_on)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    while !entered.exists() {
        assert!(Instant::now() < until, "{call} was never reached");
        std::thread::sleep(Duration::from_millis(10));
    }
    let memory = memory_of(program.id());
    std::fs::write(&go_on, b"").unwrap();
    ran(program.wait_with_output().unwrap()).code(0);
    let exponent = exponent(&world, &key);
    let found = |memory: Vec<u8>| {
        let mut all = memory.windows(exponent.len());
        std::iter::from_fn(|| all.find(|it| *it == exponent)).count()
    };
    memory.map(found)
}

#[test]
fn an_imported_key_is_wiped_before_its_certificate_is_written() {
    // Only root may look into a program that hides its memory.
    let Some(before) = copies(1) else { return };
    assert!(before > 0, "the key is still needed then, and is found");
    assert_eq!(copies(3), Some(0));
}
