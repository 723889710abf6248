//! What we write is opened by others.

use super::{Issued, P256, RSA, secret};
use crate::x509::judge::{Key, run, tried};
use crate::x509::pkcs12::write::{Rounds, write_with};
use crate::x509::pkcs12::{Encryption, Integrity, Plan, WriteError, open, opens_everywhere, write};
use crate::x509::{Certificate, PrivateKey};

const PASSWORD: &str = "Parola lunga 1";
/// For tests that are about something else.
const QUICK: Rounds = Rounds {
    cipher: 1000,
    mac: 1000,
};
const OTHER_LETTERS: &str = "Parolă lungă 1";

fn plan<'a>(issued: &'a Issued, key: &'a PrivateKey, chain: &'a [Certificate]) -> Plan<'a> {
    Plan {
        key,
        certificate: Some(&issued.leaf),
        chain,
        friendly_name: Some("Ana la cabinet"),
        encryption: Encryption::Modern,
    }
}

fn key(judge: &Key) -> PrivateKey {
    PrivateKey::from_pkcs8(&judge.pkcs8()).unwrap()
}

/// All four open the file, see the name and the chain, and take the key out.
fn judged(issued: &Issued, bytes: &[u8]) {
    judged_by_three(issued, bytes, PASSWORD);
    let path = issued.file("ours.p12");
    let store = [
        "-keystore",
        &path,
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
    ];
    let out = run("keytool", &[&["-list", "-v"][..], &store].concat());
    assert!(
        out.contains("PrivateKeyEntry") && out.contains("chain length: 2"),
        "{out}"
    );
    let copy = issued.file("copy.p12");
    let args = [
        "-importkeystore",
        "-srckeystore",
        &path,
        "-srcstoretype",
        "PKCS12",
        "-srcstorepass",
        PASSWORD,
        "-destkeystore",
        &copy,
        "-deststoretype",
        "PKCS12",
        "-deststorepass",
        "andere1",
    ];
    run("keytool", &args);
    let again = open(&std::fs::read(&copy).unwrap(), &secret("andere1")).unwrap();
    issued.is(&again.entries[0]);
}

/// OpenSSL, NSS and GnuTLS.
fn judged_by_three(issued: &Issued, bytes: &[u8], password: &str) {
    let path = issued.judge.write("ours.p12", bytes);
    let pass = format!("pass:{password}");
    let out = run(
        "openssl",
        &["pkcs12", "-in", &path, "-passin", &pass, "-nodes"],
    );
    assert!(
        out.contains("friendlyName: Ana la cabinet") && out.contains("BEGIN PRIVATE KEY"),
        "{out}"
    );
    assert_eq!(out.matches("BEGIN CERTIFICATE").count(), 2);
    let folder = tempfile::tempdir().unwrap();
    let db = format!("sql:{}", folder.path().display());
    run("certutil", &["-N", "-d", &db, "--empty-password"]);
    run(
        "pk12util",
        &["-i", &path, "-d", &db, "-W", password, "-K", ""],
    );
    let out = run("certutil", &["-K", "-d", &db]);
    assert!(out.contains("Ana la cabinet"), "{out}");
    let out = run(
        "certtool",
        &[
            "--p12-info",
            "--inder",
            "--infile",
            &path,
            "--password",
            password,
        ],
    );
    assert!(
        out.contains("PRIVATE KEY") && out.contains("Friendly name: Ana la cabinet"),
        "{out}"
    );
}

#[test]
fn other_letters_in_a_password_are_for_all_but_java() {
    let issued = Issued::new(P256);
    let (key, chain) = (key(&issued.judge), [issued.root.clone()]);
    for encryption in [Encryption::Modern, Encryption::Legacy] {
        let plan = Plan {
            encryption,
            ..plan(&issued, &key, &chain)
        };
        let bytes = write_with(&plan, &secret(OTHER_LETTERS), QUICK).unwrap();
        judged_by_three(&issued, &bytes, OTHER_LETTERS);
        let path = issued.file("ours.p12");
        let (opened, _) = tried(
            "keytool",
            &["-list", "-keystore", &path, "-storepass", OTHER_LETTERS],
        );
        assert!(!opened);
    }
    assert!(opens_everywhere(&secret(PASSWORD)) && !opens_everywhere(&secret(OTHER_LETTERS)));
}

#[test]
fn modern_files_are_opened_by_all_judges() {
    let issued = Issued::new(RSA);
    let (own, chain) = (
        key(&issued.judge),
        [issued.root.clone(), issued.leaf.clone()],
    );
    let bytes = write(&plan(&issued, &own, &chain), &secret(PASSWORD)).unwrap();
    let name = "HMAC-SHA-256".to_owned();
    let strong = Integrity::Mac {
        name,
        iterations: 600_000,
    };
    assert_eq!(issued.found_in(&bytes, PASSWORD).integrity, strong);
    judged(&issued, &bytes);
    let issued = Issued::new(P256);
    let (own, chain) = (key(&issued.judge), [issued.root.clone()]);
    let bytes = write_with(&plan(&issued, &own, &chain), &secret(PASSWORD), QUICK).unwrap();
    judged(&issued, &bytes);
}

#[test]
fn legacy_files_are_opened_by_all_judges() {
    let issued = Issued::new(RSA);
    let (own, chain) = (key(&issued.judge), [issued.root.clone()]);
    let legacy = Plan {
        encryption: Encryption::Legacy,
        ..plan(&issued, &own, &chain)
    };
    let bytes = write(&legacy, &secret(PASSWORD)).unwrap();
    judged(&issued, &bytes);
    let (path, pass) = (
        issued.judge.write("ours.p12", &bytes),
        format!("pass:{PASSWORD}"),
    );
    let out = run(
        "openssl",
        &["pkcs12", "-in", &path, "-passin", &pass, "-info", "-noout"],
    );
    assert!(
        out.contains("MAC: sha1") && out.contains("pbeWithSHA1And3-KeyTripleDES-CBC"),
        "{out}"
    );
    assert!(!out.contains("RC2") && !out.contains("PBES2"), "{out}");
    let issued = Issued::new(P256);
    let (own, chain) = (key(&issued.judge), [issued.root.clone()]);
    let legacy = Plan {
        encryption: Encryption::Legacy,
        ..plan(&issued, &own, &chain)
    };
    judged(
        &issued,
        &write_with(&legacy, &secret(PASSWORD), QUICK).unwrap(),
    );
}

#[test]
fn a_key_without_its_certificate_is_kept_too() {
    let judge = Key::new(P256);
    let key = key(&judge);
    let plan = Plan {
        key: &key,
        certificate: None,
        chain: &[],
        friendly_name: None,
        encryption: Encryption::Modern,
    };
    let bytes = write_with(&plan, &secret("x"), QUICK).unwrap();
    let read = open(&bytes, &secret("x")).unwrap();
    assert_eq!(
        (read.entries.len(), read.entries[0].friendly_name.as_deref()),
        (1, None)
    );
    let path = judge.write("ours.p12", &bytes);
    let out = run(
        "openssl",
        &["pkcs12", "-in", &path, "-passin", "pass:x", "-nodes"],
    );
    assert!(out.contains("BEGIN PRIVATE KEY"), "{out}");
}

#[test]
fn what_cannot_be_right_is_not_written() {
    let issued = Issued::new(P256);
    let (own, other) = (key(&issued.judge), key(&Key::fresh(P256)));
    let refused = |plan: &Plan<'_>, password| write(plan, &password).unwrap_err();
    let plan = plan(&issued, &own, &[]);
    assert_eq!(refused(&plan, secret("")), WriteError::EmptyPassword);
    let latin = crate::secret::Secret::from_bytes(vec![0xE9]);
    assert_eq!(refused(&plan, latin), WriteError::Password);
    let plan = Plan {
        key: &other,
        ..plan
    };
    assert_eq!(refused(&plan, secret("x")), WriteError::AnotherKey);
}
