//! `sign`: a detached signature over a file, as other programs judge it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::kit::{PIN, World, ran, text};

/// A key of this kind with a certificate of the stand-in authority, both on the token, and the authority's there, too.
fn on_token(world: &World, name: &str, id: &str, kind: &[&str]) -> PathBuf {
    let key = world.file(&format!("{name}.key"));
    let make = [&["genpkey", "-out", text(&key)], kind].concat();
    world.judge("openssl", &make);
    world.import("t", &key, name, id);
    let leaf = world.certificate(&key, name, "30");
    world.put_certificate("t", &leaf, name, id);
    leaf
}

fn with_authority(world: &World) -> PathBuf {
    let (ca, _) = world.authority();
    world.put_certificate("t", &ca, "authority", "ca");
    ca
}

fn verified(world: &World, signature: &Path, content: &Path, ca: &Path) -> bool {
    let out = world.file("verified");
    let mut command = world.command("openssl");
    command.args(["cms", "-verify", "-binary", "-inform", "DER"]);
    command.args(["-in", text(signature), "-content", text(content)]);
    command.args(["-CAfile", text(ca), "-purpose", "any", "-out", text(&out)]);
    command.output().unwrap().status.success()
}

#[test]
fn openssl_and_certtool_accept_a_signature_of_each_kind_of_key() {
    let world = World::with_token("t");
    let ec = |curve| ["-algorithm", "EC", "-pkeyopt", curve];
    let kinds: [(&str, &str, Vec<&str>, &str); 4] = [
        ("rsa", "01", vec!["-algorithm", "RSA"], "sha256"),
        (
            "p256",
            "02",
            ec("ec_paramgen_curve:P-256").to_vec(),
            "sha256",
        ),
        (
            "p384",
            "03",
            ec("ec_paramgen_curve:P-384").to_vec(),
            "sha384",
        ),
        (
            "p521",
            "04",
            ec("ec_paramgen_curve:P-521").to_vec(),
            "sha512",
        ),
    ];
    let content = world.file("report.xml");
    fs::write(&content, "<report>ăîșț</report>\r\n").unwrap();
    for (name, id, kind, _) in &kinds {
        on_token(&world, name, id, kind);
    }
    let ca = with_authority(&world);
    for (name, _, _, hash) in &kinds {
        let out = format!("{name}.p7s");
        let words = ["sign", "report.xml", "-i", name, "--out", &out, "--json"];
        let signed = world.run_with_pin(&words).code(0).document("sign");
        let path = PathBuf::from(signed["path"].as_str().unwrap());
        assert_eq!(path, world.file(&out));
        assert_eq!(signed["content"]["hash"], *hash);
        let digest = world.judge("openssl", &["dgst", &format!("-{hash}"), text(&content)]);
        let digest = digest.trim().rsplit("= ").next().unwrap().to_owned();
        assert_eq!(signed["content"]["digest"], digest, "{name}");
        assert_eq!(signed["chain"], serde_json::json!(["CN=Test CA"]), "{name}");
        assert!(verified(&world, &path, &content, &ca), "{name}");
        let load = ["--p7-verify", "--inder", "--infile", text(&path)];
        let data = [
            "--load-data",
            text(&content),
            "--load-ca-certificate",
            text(&ca),
        ];
        world.judge("certtool", &[&load[..], &data].concat());
        // Of another content it is no signature.
        let other = world.file("other.xml");
        fs::write(&other, "<report>ăîșt</report>\r\n").unwrap();
        assert!(!verified(&world, &path, &other, &ca), "{name}");
    }
    // What is signed about the content.
    let path = world.file("rsa.p7s");
    let words = [
        "cms",
        "-cmsout",
        "-print",
        "-inform",
        "DER",
        "-in",
        text(&path),
    ];
    let printed = world.judge("openssl", &words);
    for attribute in [
        "contentType",
        "messageDigest",
        "signingTime",
        "signingCertificateV2",
    ] {
        assert!(printed.contains(attribute), "{attribute}: {printed}");
    }
    assert!(printed.contains("eContent: <ABSENT>"), "{printed}");
}

#[test]
fn nothing_is_overwritten_and_what_cannot_be_is_refused_before_the_pin() {
    let world = World::with_token("t");
    on_token(&world, "Ana", "01", &["-algorithm", "RSA"]);
    fs::write(world.file("a.txt"), "a").unwrap();
    fs::write(world.file("a.txt.p7s"), "mine").unwrap();
    // No PIN is given: it is not come to that.
    for (words, code, name) in [
        (vec!["sign", "a.txt"], 2, "file_exists"),
        (vec!["sign", "nowhere.txt"], 2, "file_not_found"),
        (vec!["sign", ".", "--out", "b.p7s"], 2, "file_is_folder"),
        (
            vec!["sign", "a.txt", "--out", "no/b.p7s"],
            2,
            "out_not_folder",
        ),
        (
            vec!["sign", "a.txt", "-i", "Nobody", "--out", "b.p7s"],
            3,
            "nothing_matches",
        ),
    ] {
        let words = [&words[..], &["--json"]].concat();
        world.run(&words).code(code).silent().error(name);
    }
    assert_eq!(fs::read(world.file("a.txt.p7s")).unwrap(), b"mine");
    let missing = world.run(&["sign", "--json"]).code(2).silent();
    assert_eq!(
        missing.error("value_missing")["detail"]["missing"][0],
        "FILE"
    );
    // Without a PIN nothing is left behind.
    let words = ["sign", "a.txt", "--out", "b.p7s", "--json"];
    world.run(&words).code(4).silent();
    assert!(!world.file("b.p7s").exists());
}

/// After a renewal the old one is still valid.
#[test]
fn of_the_same_holder_the_newest_signs() {
    let world = World::with_token("t");
    for (name, days) in [("new", "400"), ("old", "20")] {
        let key = world.rsa_key(name);
        let id = if name == "new" { "01" } else { "02" };
        world.import("t", &key, name, id);
        let leaf = world.issued("/CN=CA", &key, "/CN=Ana Pop", days, &format!("{name}.pem"));
        world.put_certificate("t", &leaf, name, id);
    }
    fs::write(world.file("a.txt"), "a").unwrap();
    let signed = world.run_with_pin(&["sign", "a.txt", "--json"]);
    let signed = signed.code(0).document("sign");
    let serial = crate::renew::serial(&world, &world.file("new.pem"));
    assert_eq!(signed["signer"]["serial"], serial.as_str());
}

#[test]
fn of_several_certificates_one_must_be_named() {
    let world = World::with_token("t");
    on_token(&world, "Ana", "01", &["-algorithm", "RSA"]);
    on_token(&world, "Ion", "02", &["-algorithm", "RSA"]);
    fs::write(world.file("a.txt"), "").unwrap();
    let which = world
        .run_with_pin(&["sign", "a.txt", "--json"])
        .code(3)
        .silent();
    let which = which.error("several_match");
    assert_eq!(which["detail"]["candidates"].as_array().unwrap().len(), 2);
    let words = ["sign", "a.txt", "--id", "Ion", "--json"];
    let signed = world.run_with_pin(&words).code(0).document("sign");
    assert_eq!(signed["signer"]["holder"], "Ion");
    assert_eq!(signed["content"]["size"], 0);
    // Its authority is not on the token, and that is said.
    let warned = signed["warnings"].as_array().unwrap().iter();
    assert!(
        warned.clone().any(|one| one["code"] == "chain_not_found"),
        "{signed}"
    );
    let (ca, _) = world.authority();
    assert!(verified(
        &world,
        &world.file("a.txt.p7s"),
        &world.file("a.txt"),
        &ca
    ));
}

/// A key that was made on the token and asks for its PIN at each use, with its certificate; the authority's file.
fn key_that_asks(world: &World) -> PathBuf {
    let make = [
        "--keypairgen",
        "--key-type",
        "rsa:2048",
        "--label",
        "Ana",
        "--id",
        "01",
    ];
    world.pkcs11_tool("t", &[&make[..], &["--always-auth"]].concat());
    // The stand-in authority takes the public key from the token.
    let public = world.file("public.der");
    let read = [
        "--read-object",
        "--type",
        "pubkey",
        "--id",
        "01",
        "--output-file",
    ];
    world.pkcs11_tool("t", &[&read[..], &[text(&public)]].concat());
    let (ca, ca_key) = world.authority();
    let pem = world.file("public.pem");
    let words = [
        "pkey",
        "-pubin",
        "-inform",
        "DER",
        "-in",
        text(&public),
        "-pubout",
        "-out",
    ];
    world.judge("openssl", &[&words[..], &[text(&pem)]].concat());
    let any = world.rsa_key("any");
    let (request, leaf) = (world.file("any.csr"), world.file("leaf.pem"));
    let ask = [
        "req",
        "-new",
        "-key",
        text(&any),
        "-subj",
        "/CN=Ana",
        "-out",
        text(&request),
    ];
    world.judge("openssl", &ask);
    let issue = [
        "x509",
        "-req",
        "-in",
        text(&request),
        "-force_pubkey",
        text(&pem),
    ];
    let by = [
        "-CA",
        text(&ca),
        "-CAkey",
        text(&ca_key),
        "-days",
        "9",
        "-out",
        text(&leaf),
    ];
    world.judge("openssl", &[&issue[..], &by].concat());
    world.put_certificate("t", &leaf, "Ana", "01");
    ca
}

#[test]
fn a_key_that_asks_for_its_pin_gets_it() {
    let world = World::with_token("t");
    let ca = key_that_asks(&world);
    fs::write(world.file("a.txt"), "a").unwrap();
    let words = ["sign", "a.txt", "--json"];
    let refused = world.run_with_pin(&words).code(4).silent();
    refused.error("key_pin_needed");
    assert!(!world.file("a.txt.p7s").exists());
    let mut command = world.parafa(&words);
    command.env("PARAFA_PIN", PIN).env("PARAFA_KEY_PIN", PIN);
    ran(command.output().unwrap()).code(0);
    assert!(verified(
        &world,
        &world.file("a.txt.p7s"),
        &world.file("a.txt"),
        &ca
    ));
}

/// A file that is greater than the memory that there is.
#[test]
fn a_file_of_any_size_is_read_in_little_memory() {
    let world = World::with_token("t");
    on_token(&world, "Ana", "01", &["-algorithm", "RSA"]);
    let big = world.file("big.bin");
    let size: u64 = 700 << 20;
    fs::File::create(&big).unwrap().set_len(size).unwrap();
    let script = "ulimit -v 300000; exec \"$0\" \"$@\"";
    let mut command = world.command("sh");
    command
        .args([
            "-c",
            script,
            env!("CARGO_BIN_EXE_parafa"),
            "sign",
            text(&big),
            "--json",
        ])
        .env("PARAFA_MODULE", crate::kit::module())
        .env("PARAFA_PIN", PIN);
    let signed: Value = ran(command.output().unwrap()).code(0).document("sign");
    assert_eq!(signed["content"]["size"], size);
    let (ca, _) = world.authority();
    assert!(verified(&world, &world.file("big.bin.p7s"), &big, &ca));
}
