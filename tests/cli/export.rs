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
fn one_name_on_two_tokens_is_told_with_both() {
    let world = World::with_token("first");
    world.token("second");
    world.identity("first", "Ana", "01", "30");
    world.identity("second", "Ana", "01", "30");
    let many = world.run(&["export", "Ana", "--json"]).code(3).silent();
    let many = many.error("several_match");
    let named: Vec<&str> = many["detail"]["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .collect();
    for token in ["first (", "second ("] {
        let of = named.iter().filter(|one| one.contains(token));
        assert_eq!(of.count(), 1, "{named:?}");
    }
    let words = ["-t", "second", "export", "Ana", "--out", "ana.pem"];
    world.run(&words).code(0);
}

#[test]
fn a_key_on_a_token_cannot_leave() {
    let world = World::with_token("t");
    for format in ["p12", "key"] {
        let error = world.run(&["export", "x", "--format", format, "--json"]);
        let error = error.code(2).silent().error("key_cannot_leave");
        assert_eq!(error["token_state"], "nothing_changed");
        assert!(error["advice"].as_str().unwrap().contains("--format pem"));
    }
    world
        .run(&["export", "x", "--format", "p7b", "--what", "public-key"])
        .code(2);
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

#[test]
fn the_public_key_and_the_bundle_are_those_of_openssl() {
    let world = World::with_token("t");
    let leaf = world.identity("t", "Ana Pop", "01", "60");
    let (ca, _) = world.authority();
    let key = world.judge(
        "openssl",
        &["x509", "-in", text(&leaf), "-noout", "-pubkey"],
    );
    world
        .run(&[
            "export",
            "Ana Pop",
            "--what",
            "public-key",
            "--out",
            "key.pem",
        ])
        .code(0);
    assert_eq!(fs::read_to_string(world.file("key.pem")).unwrap(), key);
    world
        .run(&[
            "export",
            "Ana Pop",
            "--what",
            "public-key",
            "--format",
            "der",
            "--out",
            "key.der",
        ])
        .code(0);
    let back = ["pkey", "-pubin", "-inform", "DER", "-in", "key.der"];
    assert_eq!(world.judge("openssl", &back), key);
    // A file with both, into a bundle that openssl and Java read.
    let both = world.file("both.pem");
    let all = fs::read_to_string(&leaf).unwrap() + &fs::read_to_string(&ca).unwrap();
    fs::write(&both, all).unwrap();
    let bundle = [
        "export",
        text(&both),
        "--format",
        "p7b",
        "--chain",
        "--json",
    ];
    let done = world.run(&bundle).code(0).document("export");
    let path = done["files"][0]["path"].as_str().unwrap().to_owned();
    let ending = std::path::Path::new(&path).extension();
    assert_eq!(ending.unwrap(), "p7b", "{path}");
    let read = [
        "pkcs7",
        "-inform",
        "DER",
        "-in",
        &path,
        "-print_certs",
        "-noout",
    ];
    let told = world.judge("openssl", &read);
    assert!(
        told.contains("Ana Pop") && told.contains("CN = Test CA"),
        "{told}"
    );
    let java = world.judge("keytool", &["-printcert", "-file", &path]);
    assert!(
        java.contains("Ana Pop") && java.contains("Test CA"),
        "{java}"
    );
}

/// OpenSSL, Java, NSS and GnuTLS open it.
fn opens_everywhere(world: &World, cipher: &str, name: &str, password: &str) {
    let secret = format!("pass:{password}");
    let info = ["pkcs12", "-in", name, "-info", "-nodes", "-passin", &secret];
    let old: &[&str] = if cipher == "legacy" {
        &["-legacy"]
    } else {
        &[]
    };
    let told = world.judge("openssl", &[&info[..], old].concat());
    assert!(
        told.contains("PRIVATE KEY") && told.contains("Test CA"),
        "{told}"
    );
    let java = ["-list", "-keystore", name, "-storepass", password];
    assert!(world.judge("keytool", &java).contains("PrivateKeyEntry"));
    let db = world.file(&format!("db-{cipher}"));
    fs::create_dir(&db).unwrap();
    let db = format!("sql:{}", text(&db));
    world.judge("certutil", &["-N", "-d", &db, "--empty-password"]);
    world.judge("pk12util", &["-i", name, "-d", &db, "-W", password]);
    assert!(world.judge("certutil", &["-K", "-d", &db]).contains("rsa"));
    let gnutls = [
        "--p12-info",
        "--inder",
        "--infile",
        name,
        "--password",
        password,
    ];
    assert!(
        world.judge("certtool", &gnutls).contains("BEGIN"),
        "{cipher}"
    );
}

/// Each program that people use opens what we write, old or new, and finds key and certificates in it.
#[test]
fn a_key_in_a_file_is_packed_anew_for_every_program() {
    let world = World::new();
    let password = "open sesame";
    let secret = format!("pass:{password}");
    let key = world.file("own.key");
    world.judge(
        "openssl",
        &["genpkey", "-algorithm", "RSA", "-out", text(&key)],
    );
    let leaf = world.certificate(&key, "Ana Pop", "60");
    let (ca, _) = world.authority();
    let all = [&key, &leaf, &ca]
        .map(|path| fs::read_to_string(path).unwrap())
        .concat();
    let from = world.file("all.pem");
    fs::write(&from, all).unwrap();
    let export = |words: &[&str]| {
        let mut command = world.parafa(&[&["export", "--json"], words].concat());
        command
            .env("PARAFA_PASSWORD", password)
            .env("PARAFA_MODULE", "/nowhere/m.so");
        ran(command.output().unwrap()).code(0).document("export")
    };
    for cipher in ["modern", "legacy"] {
        let name = format!("{cipher}.p12");
        let words = [
            "--format", "p12", "--cipher", cipher, "--chain", "--out", &name,
        ];
        let done = export(&[&[text(&from)], &words[..]].concat());
        assert_eq!(done["files"][0]["kind"], "backup");
        is_private(&world.file(&name));
        opens_everywhere(&world, cipher, &name, password);
    }
    // The certificates in it, after its password.
    let done = export(&["modern.p12", "--chain", "--out", "certificates.pem"]);
    assert_eq!(done["files"][0]["kind"], "certificate");
    let own = |file: &str| world.judge("openssl", &["x509", "-in", file, "-outform", "PEM"]);
    assert_eq!(own("certificates.pem"), own(text(&leaf)));
    let closed = world.run(&["export", "modern.p12", "--json"]);
    closed.code(4).silent().error("password_needed");
    // For servers, from the PKCS#12 that we wrote.
    export(&["modern.p12", "--format", "key", "--out", "server.pem"]);
    is_private(&world.file("server.pem"));
    let open = ["pkey", "-in", "server.pem", "-passin", &secret];
    let same = ["pkey", "-in", text(&key)];
    assert_eq!(world.judge("openssl", &open), world.judge("openssl", &same));
    let text = fs::read_to_string(world.file("server.pem")).unwrap();
    assert!(
        text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"),
        "{text}"
    );
    // Not without a password, and not over another file.
    let none = world.run(&["export", "all.pem", "--format", "p12", "--json"]);
    none.code(4).error("password_new_needed");
    let mut command = world.parafa(&[
        "export",
        "all.pem",
        "--format",
        "p12",
        "--out",
        "modern.p12",
        "--json",
    ]);
    command.env("PARAFA_PASSWORD", password);
    ran(command.output().unwrap()).code(2).error("file_exists");
    let none = world.run(&["export", "Ana Pop-1.pem", "--format", "p12", "--json"]);
    none.code(2).error("no_key_in_file");
}

/// Nobody else can read it.
fn is_private(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{}", path.display());
}
