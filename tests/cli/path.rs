//! The whole path: README's commands as they stand there, with `openssl` as the authority; then read by others.

use std::fs;
use std::path::Path;

use crate::kit::{PIN, SO_PIN, World, issue, module, ran, text};

/// The words of a command line, with double quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

#[test]
fn the_commands_of_the_readme_do_what_it_says() {
    let world = World::new();
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut inside = false;
    let mut count = 0;
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        }
        let Some(rest) = line.strip_prefix("parafa ").filter(|_| inside) else {
            continue;
        };
        if rest.contains("certificate.pem") && !world.work().join("certificate.pem").exists() {
            issue(&world);
        }
        let words = words(rest);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut command = world.parafa(&words);
        let done = ran(command
            .env("PARAFA_PIN", PIN)
            .env("PARAFA_SO_PIN", SO_PIN)
            .output()
            .unwrap());
        assert_eq!(done.code, 0, "{line}\n{}{}", done.out, done.err);
        count += 1;
    }
    assert!(count >= 8, "{count} commands found");
}

#[test]
fn others_read_what_we_wrote() {
    let world = World::with_token("path");
    world
        .run_with_pin(&[
            "request",
            "--subject",
            "C=RO,CN=Ana Exemplu",
            "--key",
            "p256",
            "--json",
        ])
        .code(0);
    let leaf = issue(&world);
    let done = world
        .run_with_pin(&["install", text(&leaf), "--json"])
        .code(0);
    let row = &done.document("install")["installed"][0];
    assert_eq!(row["proof"], "signed");
    let id = row["id"].as_str().unwrap().to_owned();
    let (by_tool, given) = (
        world.work().join("tool.der"),
        world.work().join("given.der"),
    );
    world.judge(
        "openssl",
        &[
            "x509",
            "-in",
            text(&leaf),
            "-outform",
            "DER",
            "-out",
            text(&given),
        ],
    );
    world.pkcs11_tool(
        "path",
        &[
            "--read-object",
            "--type",
            "cert",
            "--id",
            &id,
            "-o",
            text(&by_tool),
        ],
    );
    assert_eq!(
        fs::read(&by_tool).unwrap(),
        fs::read(&given).unwrap(),
        "byte for byte"
    );
    let listed = world.judge(
        "p11tool",
        &[
            "--provider",
            module(),
            "--list-all-certs",
            "pkcs11:token=path",
        ],
    );
    assert!(listed.contains("Ana Exemplu"), "{listed}");
}
