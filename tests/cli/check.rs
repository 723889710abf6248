//! `check`: a verdict, findings with their numbers, and exit 6 where something is wrong.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::kit::{World, text};

/// An issuer that the Romanian profile knows by its name.
const CERTSIGN: &str = "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED CA (synthetic)";
/// One that the Czech profile knows.
const POSTSIGNUM: &str = "/C=CZ/CN=PostSignum Public CA 5 (synthetic)";

/// The numbers of all findings, the worst first.
fn numbers(document: &Value) -> Vec<&str> {
    let all = document["findings"].as_array().unwrap().iter();
    all.map(|row| row["number"].as_str().unwrap()).collect()
}

fn finding<'d>(document: &'d Value, number: &str) -> &'d Value {
    let mut all = document["findings"].as_array().unwrap().iter();
    all.find(|row| row["number"] == number)
        .unwrap_or_else(|| panic!("{number} in {document}"))
}

fn check(world: &World, words: &[&str], code: i32) -> Value {
    let all = [&["check", "--json"], words].concat();
    world.run(&all).code(code).document("check")
}

/// A certificate for a new key, with these lines as extensions.
fn with_extensions(world: &World, issuer: &str, name: &str, days: &str, lines: &str) -> PathBuf {
    let key = world.rsa_key(name);
    let (ca, ca_key) = world.authority_called(issuer);
    let (request, leaf) = (
        world.file(&format!("{name}.csr")),
        world.file(&format!("{name}.pem")),
    );
    let extensions = world.file(&format!("{name}.ext"));
    std::fs::write(&extensions, lines).unwrap();
    let subject = format!("/C=RO/CN={name}");
    let ask = [
        "req",
        "-new",
        "-utf8",
        "-key",
        text(&key),
        "-subj",
        &subject,
    ];
    world.judge("openssl", &[&ask[..], &["-out", text(&request)]].concat());
    let issue = ["x509", "-req", "-in", text(&request), "-CA", text(&ca)];
    let rest = [
        "-CAkey",
        text(&ca_key),
        "-days",
        days,
        "-extfile",
        text(&extensions),
    ];
    let out = ["-out", text(&leaf)];
    world.judge("openssl", &[&issue[..], &rest, &out].concat());
    leaf
}

/// `QcCompliance` and `QcSSCD` (ETSI EN 319 412-5) as openssl writes them.
const QUALIFIED: &str = "keyUsage=critical,nonRepudiation\n\
    1.3.6.1.5.5.7.1.3=DER:3014300806060400 8E460101300806060400 8E460104\n";

#[test]
fn a_good_one_is_good_in_one_line_and_says_what_it_is_qualified_for() {
    let world = World::new();
    let file = with_extensions(
        &world,
        CERTSIGN,
        "Ana Pop",
        "365",
        &QUALIFIED.replace(' ', ""),
    );
    let document = check(&world, &[text(&file)], 0);
    assert_eq!(document["ok"], true);
    assert!(
        document["verdict"]
            .as_str()
            .unwrap()
            .starts_with("Good: Ana Pop, until ")
    );
    assert_eq!(numbers(&document), ["P441"]);
    let said = finding(&document, "P441")["message"].as_str().unwrap();
    assert!(said.contains("QcCompliance, QcSSCD"), "{said}");
    let row = &document["checked"][0];
    assert_eq!(
        (&row["profile"], &row["issuer"]),
        (&"ro-siui".into(), &"certSIGN".into())
    );
    // On paper: one line, and that more is behind --all.
    let shown = world.run(&["check", text(&file)]).code(0);
    assert!(shown.out.starts_with("✓ Good: Ana Pop"), "{}", shown.out);
    assert!(!shown.out.contains("P441"));
    let shown = world.run(&["check", "--all", text(&file)]).code(0);
    assert!(shown.out.contains("P441"), "{}", shown.out);
}

#[test]
fn ends_and_beginnings_are_told() {
    let world = World::new();
    let key = world.rsa_key("k");
    let of = |days: &str, name: &str| world.issued("/CN=Other CA", &key, "/CN=Ana", days, name);
    let soon = of("20", "soon.pem");
    let document = check(&world, &[text(&soon)], 0);
    assert_eq!(numbers(&document), ["P421"]);
    assert_eq!(finding(&document, "P421")["severity"], "warning");
    assert!(
        document["verdict"]
            .as_str()
            .unwrap()
            .starts_with("It works, but: ")
    );
    assert!(numbers(&check(&world, &[text(&soon), "--warn-days", "5"], 0)).is_empty());
    let late = of("60", "late.pem");
    assert!(numbers(&check(&world, &[text(&late)], 0)).is_empty());
    let document = check(&world, &[text(&late), "--warn-days", "90"], 0);
    assert_eq!(numbers(&document), ["P421"]);
    // What is over does not work: exit 6, document and error.
    let (ca, ca_key) = world.authority_called("/CN=Other CA");
    for (name, days, number) in [
        ("over", ["20200101000000Z", "20210101000000Z"], "P420"),
        ("early", ["20990101000000Z", "20991231000000Z"], "P422"),
    ] {
        let file = dated(&world, &key, (&ca, &ca_key), name, days);
        let ran = world.run(&["check", "--json", text(&file)]).code(6);
        assert_eq!(ran.error("check_failed")["number"], "P413");
        let document = ran.document("check");
        assert_eq!(document["ok"], false);
        assert_eq!(numbers(&document), [number], "{name}");
        let shown = finding(&document, number)["message"].as_str().unwrap();
        assert!(
            shown.contains("2021-01-01") || shown.contains("2099-01-01"),
            "{shown}"
        );
    }
}

/// A certificate with these days, by `openssl ca`.
fn dated(
    world: &World,
    key: &Path,
    (ca, ca_key): (&Path, &Path),
    name: &str,
    [begin, end]: [&str; 2],
) -> PathBuf {
    let (request, file) = (
        world.file(&format!("{name}.csr")),
        world.file(&format!("{name}.pem")),
    );
    let ask = ["req", "-new", "-key", text(key), "-subj", "/CN=Ana", "-out"];
    world.judge("openssl", &[&ask[..], &[text(&request)]].concat());
    let database = world.file(&format!("{name}.db"));
    std::fs::write(&database, "").unwrap();
    let config = world.file(&format!("{name}.cnf"));
    let lines = format!(
        "[ca]\ndefault_ca=it\n[it]\ndatabase={}\nnew_certs_dir={}\nrand_serial=yes\n\
         default_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n",
        text(&database),
        text(world.file("x").parent().unwrap()),
    );
    std::fs::write(&config, lines).unwrap();
    let issue = ["ca", "-batch", "-config", text(&config), "-cert", text(ca)];
    let days = [
        "-keyfile",
        text(ca_key),
        "-startdate",
        begin,
        "-enddate",
        end,
    ];
    let out = ["-in", text(&request), "-notext", "-out", text(&file)];
    world.judge("openssl", &[&issue[..], &days, &out].concat());
    file
}

#[test]
fn weak_keys_and_signatures_are_errors() {
    let world = World::new();
    let small = world.file("small.key");
    let bits = [
        "genpkey",
        "-algorithm",
        "RSA",
        "-pkeyopt",
        "rsa_keygen_bits:1024",
        "-out",
    ];
    world.judge("openssl", &[&bits[..], &[text(&small)]].concat());
    let file = world.issued("/CN=Other CA", &small, "/CN=Ana", "365", "small.pem");
    let document = check(&world, &[text(&file)], 6);
    assert_eq!(numbers(&document), ["P432"]);
    assert!(document["verdict"].as_str().unwrap().contains("RSA 1024"));
    let old = world.file("old.pem");
    let key = world.rsa_key("old");
    let new = [
        "req",
        "-x509",
        "-key",
        text(&key),
        "-sha1",
        "-subj",
        "/CN=Ana",
        "-days",
        "90",
    ];
    let leaf = [
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-out",
        text(&old),
    ];
    world.judge("openssl", &[&new[..], &leaf].concat());
    assert_eq!(numbers(&check(&world, &[text(&old)], 6)), ["P435"]);
}

#[test]
fn the_authoritys_rules_judge_purpose_issuer_and_qualification() {
    let world = World::new();
    // Of an issuer of the house, and not qualified.
    let plain = with_extensions(
        &world,
        CERTSIGN,
        "plain",
        "365",
        "keyUsage=digitalSignature\n",
    );
    let document = check(&world, &[text(&plain)], 6);
    assert_eq!(numbers(&document), ["P442"]);
    assert_eq!(document["checked"][0]["request"], "qualified");
    // The insurer wants clientAuth in the commercial one; without it no log-in works.
    let login = "keyUsage=digitalSignature\nextendedKeyUsage=clientAuth\n";
    let good = with_extensions(&world, POSTSIGNUM, "good", "365", login);
    let document = check(&world, &[text(&good)], 0);
    assert_eq!(document["checked"][0]["request"], "commercial");
    assert!(numbers(&document).is_empty(), "{document}");
    let mail = "keyUsage=digitalSignature\nextendedKeyUsage=emailProtection\n";
    let wrong = with_extensions(&world, POSTSIGNUM, "wrong", "365", mail);
    let document = check(&world, &[text(&wrong), "-p", "cz-postsignum"], 6);
    let named: Vec<&str> = numbers(&document);
    assert!(
        named.contains(&"P437") || named.contains(&"P442"),
        "{document}"
    );
    // Of another issuer altogether: only a profile that was named judges it.
    let other = with_extensions(
        &world,
        "/CN=Other CA",
        "other",
        "365",
        &QUALIFIED.replace(' ', ""),
    );
    assert_eq!(numbers(&check(&world, &[text(&other)], 0)), ["P441"]);
    let document = check(&world, &[text(&other), "-p", "ro-siui"], 0);
    let foreign = finding(&document, "P438");
    assert_eq!(
        (&foreign["severity"], &foreign["to_be_confirmed"]),
        (&"warning".into(), &true.into())
    );
    world.run(&["check", text(&other), "-p", "no-such"]).code(3);
}

#[test]
fn a_validity_that_is_too_long_is_named() {
    let world = World::new();
    let file = with_extensions(
        &world,
        "/C=FI/CN=DVV Sote Service CA (synthetic)",
        "palvelin.example.fi",
        "800",
        "keyUsage=digitalSignature\nsubjectAltName=DNS:palvelin.example.fi\n",
    );
    let document = check(&world, &[text(&file), "-p", "fi-dvv-sote"], 0);
    let long = finding(&document, "P440");
    assert_eq!(long["severity"], "warning");
    assert!(
        long["message"].as_str().unwrap().contains("800 days"),
        "{long}"
    );
}

#[test]
fn letters_that_were_lost_are_seen() {
    let world = World::new();
    let key = world.rsa_key("k");
    let of = |subject: &str, name: &str| world.issued("/CN=Other CA", &key, subject, "365", name);
    let lost = of("/CN=È˜TEFAN ÈšUÈ›U", "lost.pem");
    let document = check(&world, &[text(&lost)], 0);
    assert_eq!(numbers(&document), ["P444"]);
    let cedilla = of("/CN=Ştefan", "cedilla.pem");
    assert_eq!(numbers(&check(&world, &[text(&cedilla)], 0)), ["P446"]);
    let good = of("/CN=Ștefan Țuțu", "good.pem");
    assert!(numbers(&check(&world, &[text(&good)], 0)).is_empty());
}

#[test]
fn before_the_pin_a_key_is_hidden_and_with_it_it_signs() {
    let world = World::with_token("t");
    let file = world.identity("t", "Ana Pop", "0a01", "365");
    let document = check(&world, &[], 0);
    assert_eq!(numbers(&document), ["P427", "P460"]);
    assert_eq!(document["checked"][0]["proof"], Value::Null);
    assert!(
        document["checked"][0]["token"]
            .as_str()
            .unwrap()
            .contains("token=t")
    );
    let signed = world.run_with_pin(&["check", "--sign", "--json"]).code(0);
    let document = signed.document("check");
    assert_eq!(document["checked"][0]["proof"], "signed");
    assert!(!numbers(&document).contains(&"P427"), "{document}");
    // A certificate without its key, and a key without its certificate.
    let stray = world.certificate(&world.rsa_key("stray"), "Stray", "365");
    world.put_certificate("t", &stray, "stray", "0b02");
    world.import("t", &world.rsa_key("lonely"), "lonely", "0c03");
    let document = world
        .run_with_pin(&["check", "--sign", "--json"])
        .code(6)
        .document("check");
    assert_eq!(finding(&document, "P426")["severity"], "error");
    assert!(
        finding(&document, "P426")["message"]
            .as_str()
            .unwrap()
            .contains("Stray")
    );
    assert!(
        finding(&document, "P428")["message"]
            .as_str()
            .unwrap()
            .contains("lonely")
    );
    // Before the PIN neither is claimed.
    let before = check(&world, &[], 0);
    assert!(!numbers(&before).contains(&"P426"), "{before}");
    // One that is named is judged alone.
    let serial = world.judge(
        "openssl",
        &["x509", "-in", text(&file), "-noout", "-serial"],
    );
    let serial = serial.trim().trim_start_matches("serial=").to_owned();
    let document = check(&world, &[&serial], 0);
    assert_eq!(document["checked"].as_array().unwrap().len(), 1);
    world
        .run(&["check", "no such", "--json"])
        .code(3)
        .error("nothing_matches");
}

#[test]
fn a_token_with_two_keys_of_one_id_and_an_old_certificate_says_so() {
    let world = World::with_token("t");
    let first = world.rsa_key("first");
    world.import("t", &first, "first", "0a01");
    world.put_certificate("t", &world.certificate(&first, "Ana", "365"), "Ana", "0a01");
    world.put_certificate("t", &world.certificate(&first, "Ana", "300"), "Ana", "0a01");
    let second = world.rsa_key("second");
    let again = [
        "--import",
        text(&second),
        "--token",
        "t",
        "--label",
        "second",
    ];
    let forced = ["--id", "0a01", "--pin", "1234", "--force"];
    world.judge("softhsm2-util", &[&again[..], &forced].concat());
    let document = world.run_with_pin(&["check", "--sign", "--json"]);
    let document = document.document("check");
    assert_eq!(finding(&document, "P430")["id"], "0a01");
    assert_eq!(finding(&document, "P431")["severity"], "warning");
}

#[test]
fn nothing_at_all_is_an_error_and_a_request_is_no_certificate() {
    let world = World::with_token("t");
    assert_eq!(numbers(&check(&world, &[], 6)), ["P414"]);
    let key = world.rsa_key("k");
    let csr = world.file("k.csr");
    let ask = [
        "req",
        "-new",
        "-key",
        text(&key),
        "-subj",
        "/CN=Ana",
        "-out",
        text(&csr),
    ];
    world.judge("openssl", &ask);
    assert_eq!(numbers(&check(&world, &[text(&csr)], 0)), ["P455"]);
    let nothing = world.file("nothing.txt");
    std::fs::write(&nothing, "hello").unwrap();
    world
        .run(&["check", text(&nothing), "--json"])
        .code(2)
        .error("file_not_recognised");
}

#[test]
fn issuers_that_a_token_lacks_are_good_to_know_and_in_files_no_news() {
    let world = World::with_token("t");
    let leaf = world.identity("t", "Ana", "01", "60");
    let document = check(&world, &[], 0);
    let missing = finding(&document, "P460");
    assert_eq!(missing["severity"], "info");
    assert!(missing["message"].as_str().unwrap().contains("CN=Test CA"));
    assert!(missing["token"].as_str().unwrap().contains("token=t"));
    assert!(!world.run(&["check"]).code(0).out.contains("P460"));
    assert!(world.run(&["check", "--all"]).code(0).out.contains("P460"));
    let document = check(&world, &[text(&leaf)], 0);
    assert!(!numbers(&document).contains(&"P460"), "{document}");
    // Whoever names whom he trusts wants it traced.
    let (ca, _) = world.authority();
    let other = world.authority_called("/CN=Other (synthetic)").0;
    let document = check(&world, &["--trust", text(&other)], 6);
    assert_eq!(finding(&document, "P460")["severity"], "error");
    // With the issuer beside it only the trust is missing, and with that nothing.
    world.put_certificate("t", &ca, "Test CA", "ff");
    let document = check(&world, &[], 0);
    assert!(!numbers(&document).contains(&"P460"), "{document}");
    assert_eq!(finding(&document, "P461")["severity"], "info");
    let document = check(&world, &["--trust", text(&ca)], 0);
    let found = numbers(&document);
    assert!(
        !found.contains(&"P460") && !found.contains(&"P461"),
        "{document}"
    );
}
