//! The page of `check --report`, as it comes out of a printer.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::kit::{World, text};
use super::{HOLDER, PROVIDER, bare, leaf, pages, printed, right_edge, text_of, tidy};

/// Where no letter may stand: 210 mm less the margin of 18 mm, in points; a point for rounding.
const EDGE: f64 = (210.0 - 18.0) / 25.4 * 72.0 + 1.0;

/// A folder of mail: two certificates, one of a name without a blank in it, a damaged file, and one that is none.
fn mails(world: &World) {
    let folder = world.file("mails");
    fs::create_dir(&folder).unwrap();
    let one = leaf(
        world,
        "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED CA (synthetic)",
    );
    fs::copy(&one, folder.join("one.cer")).unwrap();
    let half = &fs::read(&one).unwrap()[..400];
    fs::write(folder.join(format!("{}.cer", "damaged".repeat(20))), half).unwrap();
    fs::write(folder.join(format!("{PROVIDER}.txt")), "Dear colleague").unwrap();
    let key = world.rsa_key("long");
    let unbroken = format!("/C=RO/CN={}", "W".repeat(60));
    let long = world.issued("/O=Test/CN=Test CA", &key, &unbroken, "12", "long.pem");
    fs::rename(long, folder.join("long.pem")).unwrap();
}

/// Every word that must be on the paper.
fn said(document: &Value) -> Vec<String> {
    let of = |rows: &str, field: &str| -> Vec<String> {
        let rows = document[rows].as_array().unwrap().iter();
        rows.map(|row| row[field].as_str().unwrap().to_owned())
            .collect()
    };
    let mut all = of("findings", "number");
    all.extend(of("findings", "message"));
    all.extend(of("findings", "hint"));
    all.extend(of("checked", "holder"));
    all.extend(of("checked", "issued_by"));
    all.extend(of("checked", "path"));
    for serial in of("checked", "serial") {
        let plain = serial.bytes().all(|byte| byte.is_ascii_hexdigit());
        all.push(if plain { serial.to_uppercase() } else { serial });
    }
    all
}

#[test]
#[ignore = "prints with Chromium: make test-all"]
fn a_report_prints_on_a4_and_nothing_is_cut_off() {
    let world = World::new();
    mails(&world);
    for (name, language, words) in [
        ("en", "en", &[][..]),
        ("ro", "ro", &[]),
        ("masked", "ro", &["--redact"]),
    ] {
        let html = world.file(&format!("{name}.html"));
        let json = world.file(&format!("{name}.json"));
        let all = ["check", "mails", "--all", "--report-lang", language];
        let files = ["--report", text(&html), "--report", text(&json)];
        world.run(&[&all[..], &files, words].concat()).code(6);
        let document: Value = serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
        tidy(&world, &html);
        let pdf = printed(&world, &html);
        // Ten findings or so, and two certificates: neither one crowded page nor a heap of empty ones.
        assert!((2..=5).contains(&pages(&world, &pdf)), "{name}");
        let right = right_edge(&world, &pdf);
        assert!(right <= EDGE, "{name}: {right}");
        let paper = text_of(&world, &pdf);
        for words in said(&document) {
            assert!(paper.contains(&bare(&words)), "{name}: {words}: {paper}");
        }
        assert_eq!(
            paper.contains(&bare(HOLDER)),
            words.is_empty(),
            "{name}: {paper}"
        );
        assert_eq!(fonts_lack(&world, &pdf), "", "{name}");
    }
}

/// What was drawn in place of letters that no font has.
fn fonts_lack(world: &World, pdf: &Path) -> String {
    let text = world.judge("pdftotext", &["-raw", text(pdf), "-"]);
    text.chars()
        .filter(|letter| *letter == '\u{fffd}')
        .collect()
}
