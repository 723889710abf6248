//! Papers as they come out of a printer: Chromium prints them, other programs read what stands there. Too heavy for
//! every change: `make test-all` runs them (`--ignored`), and a tool that is missing fails loudly there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    reason = "a test that is wrong about its surroundings ends; of the other tests' kit not all is used"
)]

#[path = "../cli/kit.rs"]
mod kit;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use parafa::paper::{Asked, Printer, Source, needs_certificate};
use parafa::profile::Profiles;
use parafa::x509::Certificate;
use serde_json::Value;

use kit::{World, text};

/// Names as long as they come, with every letter that a font may lack.
const PROVIDER: &str = "Cabinet Medical Individual Dr. Ștefănescu-Mărgineanu Țîțeica Anamaria-Constanța, Câmpulung Muscel";

const HOLDER: &str = "Žofie Łęcka-Ștefănescu Åström Häkkinen-Țîțeica Ďáblíková O0l1I";

/// A leaf by a stand-in of this name, with a number that begins with a zero and is longer than any machine word.
fn leaf(world: &World, issuer: &str) -> PathBuf {
    let name = |end: &str| world.file(&format!("it.{end}"));
    let (ca, ca_key, key, csr) = (name("ca"), name("ca.key"), name("key"), name("csr"));
    let new = ["req", "-x509", "-utf8", "-newkey", "rsa:2048", "-nodes"];
    let to = ["-subj", issuer, "-keyout", text(&ca_key), "-out", text(&ca)];
    world.judge("openssl", &[&new[..], &to].concat());
    let subject = format!("/C=RO/title=Medic/CN={HOLDER}/emailAddress=o0@cabinet.example");
    let new = ["req", "-new", "-utf8", "-newkey", "rsa:2048", "-nodes"];
    let to = ["-subj", &subject, "-keyout", text(&key), "-out", text(&csr)];
    world.judge("openssl", &[&new[..], &to].concat());
    let out = world.file("leaf.cer");
    let sign = ["x509", "-req", "-in", text(&csr), "-CA", text(&ca)];
    let to = ["-CAkey", text(&ca_key), "-days", "365", "-out", text(&out)];
    let serial = ["-set_serial", "0x0100000168f0a805c366b43b5de968c691fb"];
    world.judge("openssl", &[&sign[..], &to, &serial].concat());
    out
}

/// Prints a file; the PDF.
fn printed(world: &World, html: &Path) -> PathBuf {
    let pdf = html.with_extension("pdf");
    let user = world.home().join("chromium");
    let args = [
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--no-pdf-header-footer".to_owned(),
        format!("--user-data-dir={}", text(&user)),
        format!("--print-to-pdf={}", text(&pdf)),
        format!("file://{}", text(html)),
    ];
    let output = Command::new("chromium").args(&args).output();
    let output = output.expect("chromium (package chromium)");
    assert!(pdf.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    pdf
}

/// What stands on the pages, without any blank: lines end where they will.
fn text_of(world: &World, pdf: &Path) -> String {
    let text = world.judge("pdftotext", &["-raw", text(pdf), "-"]);
    bare(&text)
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn pages(world: &World, pdf: &Path) -> usize {
    let info = world.judge("pdfinfo", &[text(pdf)]);
    let line = |name: &str| {
        let mut lines = info.lines();
        let line = lines.find_map(|line| line.strip_prefix(name));
        line.unwrap().trim().to_owned()
    };
    assert!(line("Page size:").ends_with("(A4)"), "{info}");
    line("Pages:").parse().unwrap()
}

/// How far to the right any word ends, in points.
fn right_edge(world: &World, pdf: &Path) -> f64 {
    let width = world.judge("pdftotext", &["-bbox", text(pdf), "-"]);
    let right = width.split("xMax=\"").skip(1).map(|rest| {
        let number = rest.split('"').next().unwrap();
        number.parse::<f64>().unwrap()
    });
    right.fold(0.0, f64::max)
}

/// `tidy` has nothing to say.
fn tidy(world: &World, html: &Path) {
    let said = world.judge("tidy", &["-e", "-q", text(html)]);
    assert_eq!(said, "");
}

#[test]
#[ignore = "prints with Chromium: make test-all"]
fn what_the_house_registers_is_what_openssl_reads_in_the_certificate() {
    let world = World::new();
    let issuer = "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED 2023 RSA CA/organizationIdentifier=VATRO-18288250";
    let leaf = leaf(&world, issuer);
    let openssl = |args: &[&str]| {
        let said = world.judge(
            "openssl",
            &[&["x509", "-in", text(&leaf), "-noout"], args].concat(),
        );
        said.trim().to_owned()
    };
    let name = format!("provider={PROVIDER}");
    let set = ["provider", "set", "A", &name, "cui=12345674", "cas=DJ"];
    world.run(&set).code(0);
    for (profile, copies) in [("ro-siui-dolj", 2), ("ro-siui-prahova", 1)] {
        let words = ["form", text(&leaf), "-p", profile, "--for", "A", "--json"];
        let done = world.run(&words).code(0).document("form");
        let paper = |kind: &str| {
            let mut files = done["files"].as_array().unwrap().iter();
            let file = files.find(|row| row["kind"] == kind).unwrap();
            PathBuf::from(file["path"].as_str().unwrap())
        };
        let pdf = printed(&world, &paper("registration"));
        assert_eq!(pages(&world, &pdf), copies, "{profile}");
        let form = text_of(&world, &pdf);
        let serial = openssl(&["-serial"]).replace("serial=", "");
        assert!(serial.starts_with("0100000168F0"), "{serial}");
        let subject = openssl(&["-subject", "-nameopt", "sep_multiline,utf8"]);
        let holder = subject
            .lines()
            .find_map(|line| line.trim().strip_prefix("CN="));
        let whole = openssl(&["-text", "-nameopt", "compat"]);
        let whole = whole
            .lines()
            .find_map(|line| line.trim().strip_prefix("Issuer: "));
        // OpenSSL knows the name of the attribute; the house's examples have its number.
        let whole = whole.unwrap().replace("organizationIdentifier", "2.5.4.97");
        let issuer = match copies {
            1 => whole,
            _ => whole.replace("/2.5.4.97", ", 2.5.4.97"),
        };
        for value in [
            serial.as_str(),
            holder.unwrap(),
            &issuer,
            PROVIDER,
            "12345674",
        ] {
            let count = form.matches(&bare(value)).count();
            assert!(count >= copies, "{profile}: {value}: {form}");
        }
        let pdf = printed(&world, &paper("certificate-sheet"));
        let sheet = text_of(&world, &pdf);
        assert_eq!(pages(&world, &pdf), 1);
        let print = openssl(&["-fingerprint", "-sha256"])
            .to_lowercase()
            .replace(':', "");
        let print = print.split_once('=').unwrap().1.to_owned();
        let end = openssl(&["-enddate", "-dateopt", "iso_8601"]);
        let end = end.trim_start_matches("notAfter=");
        let (day, time) = end.trim_end_matches('Z').split_once(' ').unwrap();
        let [year, month, day] = day.split('-').collect::<Vec<_>>()[..] else {
            panic!("{day}")
        };
        let end = format!("{day}.{month}.{year}, {time} UTC");
        for value in [&serial, &print, &end, "o0@cabinet.example", "RSA 2048"] {
            assert!(sheet.contains(&bare(value)), "{profile}: {value}: {sheet}");
        }
        for file in done["files"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap();
            let path = Path::new(path);
            if path.extension().is_some_and(|end| end == "html") {
                tidy(&world, path);
            }
        }
        assert_eq!(done["profile"], Value::from(profile));
    }
}

#[test]
#[ignore = "prints with Chromium: make test-all"]
fn every_form_of_every_profile_prints_whole_with_all_its_letters() {
    let world = World::new();
    let leaf = world.judge(
        "openssl",
        &[
            "x509",
            "-in",
            text(&leaf(&world, "/O=Test/CN=Test CA")),
            "-outform",
            "PEM",
        ],
    );
    let leaf = parafa::x509::recognise(leaf.as_bytes()).unwrap();
    let leaf: &Certificate = &leaf.certificates[0];
    let mut count = 0;
    for profile in &Profiles::built_in().all {
        let printer = Printer::of(&profile.header.language);
        let requests: Vec<Asked> = profile
            .requests
            .iter()
            .map(|request| Asked {
                id: request.id.clone(),
                title: request.title.official(&profile.header.language).to_owned(),
                file: Some(format!("{}.csr", request.id)),
                sha256: Some(leaf.sha256()),
                subject: Some(leaf.subject_der().to_vec()),
                key: Some("RSA 4096".to_owned()),
            })
            .collect();
        for form in &profile.forms {
            let field = |id: &str| Some(format!("{id} ĂÂÎȘȚ ăâîșț ĄŁŻ ěščřž åäö {PROVIDER}"));
            let source = Source {
                field: &field,
                certificate: needs_certificate(form).then_some(leaf),
                requests: &requests,
                today: date(2026, 11, 28),
            };
            let sheet = printer.fill(form, &source);
            let html = printer.html(&sheet).unwrap();
            let file = world.file(&format!("{}-{}.html", profile.id(), form.id));
            fs::write(&file, &html).unwrap();
            tidy(&world, &file);
            let said = text_of(&world, &printed(&world, &file));
            for line in &form.line {
                assert!(
                    said.contains(&bare(&line.label)),
                    "{}: {}: {said}",
                    form.id,
                    line.label
                );
            }
            let letters = form
                .line
                .iter()
                .any(|line| format!("{:?}", line.value).contains("Field"));
            assert!(!letters || said.contains("ĂÂÎȘȚăâîșțĄŁŻěščřžåäö"), "{said}");
            for text in form.closing.iter().filter(|text| !text.contains('{')) {
                assert!(said.contains(&bare(text)), "{}: {text}", form.id);
            }
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
#[ignore = "prints with Chromium: make test-all"]
fn a_value_longer_than_any_line_wraps_and_is_whole() {
    let world = World::new();
    let long = format!("{}END", "0O1lI".repeat(120));
    let world_file = world.file("long.html");
    let profiles = Profiles::built_in();
    let profile = profiles.get("ro-siui-tulcea").unwrap();
    let form = profile.form("registration").unwrap();
    let field = |_: &str| Some(long.clone());
    let source = Source {
        field: &field,
        certificate: None,
        requests: &[],
        today: date(2026, 11, 28),
    };
    let printer = Printer::of("ro");
    let html = printer.html(&printer.fill(form, &source)).unwrap();
    fs::write(&world_file, html).unwrap();
    let pdf = printed(&world, &world_file);
    assert!(text_of(&world, &pdf).contains(&long));
    let right = right_edge(&world, &pdf);
    // 210 mm less the margin of 18 mm, in points.
    assert!(right <= (210.0 - 18.0) / 25.4 * 72.0 + 1.0, "{right}");
}
