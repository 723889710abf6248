//! `compare`: what is registered against the certificate.

use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;

use crate::form::{issued, on_token};
use crate::kit::{World, ran, text};
use crate::renew::CERTSIGN;

const SERIAL: &str = "20050625001122334455667788990A0B";
const ISSUER: &str =
    "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA, 2.5.4.97=VATRO-18288250";

fn leaf(world: &World) -> PathBuf {
    issued(world, CERTSIGN, "Ștefana Sintetică", SERIAL, "365").1
}

/// One field compared with the certificate in a file: no driver is there.
fn field(world: &World, leaf: &std::path::Path, option: &str, value: &str, code: i32) -> Value {
    let mut command = world.parafa(&["compare", text(leaf), option, value, "--json"]);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    let ran = ran(command.output().unwrap()).code(code);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["schema"], "parafa.compare/1");
    assert_eq!(document["same"], code == 0, "{document}");
    if code == 6 {
        let error: Value = serde_json::from_str(&ran.err).unwrap();
        assert_eq!(error["code"], "registered_differs");
        assert_eq!(error["number"], "P450");
        assert_eq!(error["token_state"], "nothing_changed");
    } else {
        assert_eq!(ran.err, "");
    }
    document["fields"][0].clone()
}

#[test]
fn every_mistake_has_its_name_and_its_place() {
    let world = World::new();
    let leaf = leaf(&world);
    let number = world.judge(
        "openssl",
        &["x509", "-in", text(&leaf), "-noout", "-serial"],
    );
    let number = number.trim().trim_start_matches("serial=");
    assert_eq!(number, SERIAL);
    for (option, value, kind, first) in [
        (
            "--serial",
            "2005062501122334455667788990A0B",
            "zero_lost",
            10,
        ),
        (
            "--serial",
            "42561381975330330253969281509523786251",
            "decimal",
            1,
        ),
        (
            "--serial",
            "20050625001122334455667788990AOB",
            "look_alike",
            31,
        ),
        ("--serial", "4.25613819753303E+37", "rounded", 2),
        (
            "--issuer",
            "2.5.4.97=VATRO-18288250,CN=CERTSIGN QUALIFIED 2023 RSA CA,O=CERTSIGN SA,C=RO",
            "reversed",
            1,
        ),
        (
            "--issuer",
            "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA, UNDEF=VATRO-18288250",
            "organization_identifier",
            57,
        ),
        (
            "--issuer",
            "C=RO, O=CERTSIGN SA,  CN=CERTSIGN QUALIFIED 2023 RSA  CA, 2.5.4.97=VATRO-18288250",
            "blanks",
            22,
        ),
        (
            "--issuer",
            "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA",
            "part_missing",
            55,
        ),
        ("--holder", "Ştefana Sintetică", "cedilla", 1),
        ("--holder", "ștefana Sintetică", "letter_case", 1),
        ("--holder", "Stefana Sintetica", "accents", 1),
    ] {
        let row = field(&world, &leaf, option, value, 6);
        assert_eq!(row["kind"], kind, "{value}: {row}");
        assert_eq!(row["first_difference"], first, "{value}: {row}");
        assert_eq!(row["registered"], value);
        assert_ne!(row["message"], "");
        assert_eq!(row["same"], false);
    }
}

#[test]
fn the_same_in_another_form_is_no_difference() {
    let world = World::new();
    let leaf = leaf(&world);
    for (option, value, kind) in [
        ("--serial", SERIAL, "identical"),
        (
            "--serial",
            "20:05:06:25:00:11:22:33:44:55:66:77:88:99:0a:0b",
            "grouping",
        ),
        ("--serial", "20050625001122334455667788990a0b", "hex_case"),
        ("--issuer", ISSUER, "identical"),
        (
            "--issuer",
            "C=RO,O=CERTSIGN SA,CN=CERTSIGN QUALIFIED 2023 RSA CA,2.5.4.97=VATRO-18288250",
            "other_form",
        ),
        ("--holder", "Ștefana Sintetică", "identical"),
        ("--holder", "C=RO, CN=Ștefana Sintetică", "identical"),
    ] {
        let row = field(&world, &leaf, option, value, 0);
        assert_eq!(row["kind"], kind, "{value}: {row}");
        assert_eq!(row["same"], true);
    }
}

/// What `openssl` prints of the issuer in each of its forms is taken for the same name.
#[test]
fn what_other_programs_print_is_the_same_name() {
    let world = World::new();
    let leaf = leaf(&world);
    for form in ["oneline", "compat", "RFC2253", "multiline"] {
        let words = [
            "x509",
            "-in",
            text(&leaf),
            "-noout",
            "-issuer",
            "-nameopt",
            form,
        ];
        let printed = world.judge("openssl", &words);
        let mut command = world.parafa(&["compare", text(&leaf), "--issuer", &printed, "--json"]);
        let ran = ran(command.output().unwrap());
        let document: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(
            document["fields"][0]["same_meaning"], true,
            "{form}: {document}"
        );
    }
}

#[test]
fn people_see_both_lines_and_a_mark_under_the_first_difference() {
    let world = World::new();
    let leaf = leaf(&world);
    let words = [
        "compare",
        text(&leaf),
        "--serial",
        "2005 0625 0112 2334 4556 6778 8990 A0B",
        "--holder",
        "漢Ştefana",
    ];
    let shown = world.run(&words).code(6);
    let lines: Vec<&str> = shown.out.lines().collect();
    let mark = lines.iter().position(|line| line.trim() == "^").unwrap();
    assert_eq!(
        lines[mark - 2],
        "    registered   2005 0625 0112 2334 4556 6778 8990 A0B"
    );
    assert_eq!(
        lines[mark - 1],
        "    certificate  2005 0625 0011 2233 4455 6677 8899 0A0B"
    );
    assert_eq!(lines[mark], format!("{}^", " ".repeat(4 + 13 + 11)));
    assert!(
        lines[mark + 1].contains("At character 12 a zero was lost"),
        "{}",
        shown.out
    );
    assert!(shown.err.starts_with("P450 "), "{}", shown.err);
    assert!(shown.err.contains("in 2 fields"), "{}", shown.err);
    let romanian = [
        "compare",
        text(&leaf),
        "--holder",
        "Ştefana Sintetică",
        "--lang",
        "ro",
    ];
    let shown = world.run(&romanian).code(6);
    assert!(
        shown.out.contains("sedilă") && shown.out.contains("U+015E"),
        "{}",
        shown.out
    );
}

#[test]
fn the_old_certificate_is_known_from_the_token_that_was_seen() {
    let world = World::with_token("t");
    on_token(&world, "t", "Ana Pop", "0BF4EAB0", "0a01");
    world.run(&["todo"]).code(0);
    let new = issued(&world, CERTSIGN, "Ana Pop", SERIAL, "500").1;
    // The token lies in a drawer now. It began before the new one: their names and days tell it.
    let row = field(&world, &new, "--serial", "200600240", 6);
    assert_eq!(row["kind"], "old_certificate", "{row}");
    assert!(
        row["message"].as_str().unwrap().contains("0BF4 EAB0"),
        "{row}"
    );
    // Of the token's own certificate, by its number, before any PIN.
    let words = ["compare", "bf4eab0", "--serial", "BF4EAB0", "--json"];
    let found = world.run(&words).code(6);
    let found: Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(found["fields"][0]["kind"], "leading_zero_lost");
    assert_eq!(found["of"]["serial"], "0bf4eab0");
}

#[test]
fn what_is_missing_is_asked_on_a_terminal_and_listed_elsewhere() {
    let world = World::new();
    let leaf = leaf(&world);
    let error = world
        .run(&["compare", text(&leaf), "--json"])
        .code(2)
        .silent();
    let error = error.error("value_missing");
    let missing = &error["detail"]["missing"];
    assert_eq!(
        *missing,
        serde_json::json!(["--serial", "--issuer", "--holder"])
    );
    let line = format!("{} compare {}", env!("CARGO_BIN_EXE_parafa"), text(&leaf));
    let mut command = world.command("script");
    command.args(["-qec", &line, "/dev/null"]);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut typed = child.stdin.take().unwrap();
    // The serial number is left out.
    typed
        .write_all("\nC=RO, O=CERTSIGN SA\n\n".as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(6), "{shown}");
    assert!(
        shown.contains("The part “CN=CERTSIGN QUALIFIED 2023 RSA CA” is missing."),
        "{shown}"
    );
}

#[test]
fn hostile_text_neither_moves_the_cursor_nor_takes_long() {
    let world = World::new();
    let leaf = leaf(&world);
    let long = "C=RO,\u{1b}[2J".repeat(5000);
    let began = std::time::Instant::now();
    let shown = world
        .run(&["compare", text(&leaf), "--issuer", &long])
        .code(6);
    assert!(began.elapsed().as_secs() < 10);
    assert!(!shown.out.contains('\u{1b}'), "{}", shown.out);
    assert!(shown.out.len() < 10_000);
    let nothing = world.file("empty.pem");
    std::fs::write(&nothing, "no certificate").unwrap();
    let words = ["compare", text(&nothing), "--serial", "1", "--json"];
    world.run(&words).code(2).silent();
}
