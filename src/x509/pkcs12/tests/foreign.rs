//! What other programs write is opened.

use super::{Issued, P256, RSA, secret};
use crate::token::{Curve, KeyType};
use crate::x509::judge::{openssl, run};
use crate::x509::pkcs12::{Integrity, Pkcs12Error, open};
use crate::x509::{PbeError, SoftKey};

const SHA1: &str = "HMAC-SHA-1";

/// Options of `openssl pkcs12 -export`.
const VARIANTS: [&[&str]; 14] = [
    &[],
    &["-legacy"],
    &[
        "-keypbe",
        "PBE-SHA1-3DES",
        "-certpbe",
        "PBE-SHA1-3DES",
        "-macalg",
        "sha1",
    ],
    &[
        "-keypbe",
        "PBE-SHA1-2DES",
        "-certpbe",
        "PBE-SHA1-RC2-128",
        "-legacy",
    ],
    &[
        "-keypbe",
        "PBE-SHA1-RC2-40",
        "-certpbe",
        "PBE-SHA1-RC2-40",
        "-legacy",
    ],
    &[
        "-keypbe",
        "AES-128-CBC",
        "-certpbe",
        "AES-192-CBC",
        "-macalg",
        "sha512",
    ],
    &[
        "-keypbe",
        "DES-EDE3-CBC",
        "-certpbe",
        "DES-EDE3-CBC",
        "-macalg",
        "sha384",
    ],
    &["-keypbe", "NONE", "-certpbe", "NONE"],
    &["-certpbe", "NONE", "-macalg", "sha224"],
    &["-nomac"],
    &["-iter", "1", "-maciter", "-iter", "1"],
    &["-nomaciter"],
    &[
        "-CSP",
        "Microsoft Enhanced Cryptographic Provider v1.0",
        "-LMK",
        "-legacy",
    ],
    &["-iter", "600000"],
];

#[test]
fn openssl_in_every_way() {
    let issued = [Issued::new(RSA), Issued::new(P256)];
    for (place, variant) in VARIANTS.iter().enumerate() {
        let issued = &issued[place % 2];
        let bytes = issued.exported("Pärolă 1", variant);
        let read = issued.found_in(&bytes, "Pärolă 1");
        assert_eq!(
            read.entries[0].friendly_name.as_deref(),
            Some("Ana la cabinet")
        );
        assert_eq!(read.entries[0].local_key_id.as_ref().unwrap().len(), 20);
        let told = read.integrity;
        match *variant {
            ["-nomac"] => assert_eq!(told, Integrity::None),
            ["-legacy"] => {
                let name = SHA1.to_owned();
                assert_eq!(
                    told,
                    Integrity::Mac {
                        name,
                        iterations: 2048
                    }
                );
            }
            ["-nomaciter"] => assert!(matches!(told, Integrity::Mac { iterations: 1, .. })),
            _ => assert!(matches!(told, Integrity::Mac { .. })),
        }
    }
}

#[test]
fn all_kinds_of_keys_and_an_empty_password() {
    for kind in [
        KeyType::Ec(Curve::P384),
        KeyType::Ec(Curve::P521),
        KeyType::Ec(Curve::Ed25519),
    ] {
        let issued = Issued::new(kind);
        issued.found_in(&issued.exported("", &[]), "");
        issued.found_in(&issued.exported("", &["-legacy"]), "");
    }
    let issued = Issued::new(P256);
    let read = issued.found_in(
        &issued.exported("", &["-keypbe", "NONE", "-certpbe", "NONE", "-nomac"]),
        "",
    );
    let key = read.entries.into_iter().next().unwrap().key;
    let key = SoftKey::from_private_key(key).unwrap();
    assert_eq!(key.prove(&issued.leaf, b"proof"), Ok(()));
}

#[test]
fn only_a_key_or_only_certificates() {
    let issued = Issued::new(P256);
    let (key, leaf, ca) = (
        issued.judge.path(),
        issued.file("leaf.pem"),
        issued.file("ca.pem"),
    );
    let export = ["pkcs12", "-export", "-passout", "pass:x"];
    let bytes = openssl(&[&export[..], &["-nocerts", "-inkey", &key]].concat(), b"");
    let read = open(&bytes, &secret("x")).unwrap();
    assert_eq!((read.entries.len(), read.chain.len()), (1, 0));
    assert!(read.entries[0].certificates.is_empty());
    let bytes = openssl(
        &[&export[..], &["-nokeys", "-in", &leaf, "-certfile", &ca]].concat(),
        b"",
    );
    let read = open(&bytes, &secret("x")).unwrap();
    assert_eq!((read.entries.len(), read.chain.len()), (0, 2));
}

#[test]
fn what_is_not_read_is_named() {
    let issued = Issued::new(P256);
    let bytes = issued.exported("x", &["-keypbe", "PBE-SHA1-RC4-128", "-legacy"]);
    let name = "pbeWithSHAAnd128BitRC4".to_owned();
    let named = Pkcs12Error::Encryption(PbeError::Unsupported { name });
    assert_eq!(open(&bytes, &secret("x")).unwrap_err(), named);
    assert_eq!(
        open(&bytes, &secret("y")).unwrap_err(),
        Pkcs12Error::WrongPassword
    );
}

/// Two entries, as `keytool` makes them.
#[test]
fn java_modern_and_legacy() {
    for more in [&[][..], &["-J-Dkeystore.pkcs12.legacy"]] {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store.p12");
        let store = store.to_str().unwrap();
        for (alias, algorithm) in [("unu", "RSA"), ("doi", "EC")] {
            let made = [
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=Ana",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                "parola1",
            ];
            run("keytool", &[&made[..], more].concat());
        }
        let read = open(&std::fs::read(store).unwrap(), &secret("parola1")).unwrap();
        let names: Vec<_> = read
            .entries
            .iter()
            .filter_map(|one| one.friendly_name.as_deref())
            .collect();
        assert_eq!((names.len(), read.chain.len()), (2, 0));
        assert!(names.contains(&"unu") && names.contains(&"doi"));
        assert!(read.entries.iter().all(|one| one.certificates.len() == 1));
    }
}

/// Firefox and Thunderbird: NSS writes indefinite lengths inside and outside.
#[test]
fn nss_in_its_ciphers() {
    let issued = Issued::new(RSA);
    let (folder, first) = (tempfile::tempdir().unwrap(), issued.exported("x", &[]));
    let first = issued.judge.write("first.p12", &first);
    let db = format!("sql:{}", folder.path().display());
    run("certutil", &["-N", "-d", &db, "--empty-password"]);
    run("pk12util", &["-i", &first, "-d", &db, "-W", "x", "-K", ""]);
    let (out, mut indefinite) = (issued.file("out.p12"), 0);
    for cipher in [
        &[][..],
        &["-c", "AES-128-CBC", "-C", "AES-128-CBC"],
        &[
            "-c",
            "PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC",
            "-C",
            "PKCS #12 V2 PBE With SHA-1 And 40 Bit RC2 CBC",
        ],
    ] {
        let args = [
            "-o",
            &out,
            "-n",
            "Ana la cabinet",
            "-d",
            &db,
            "-W",
            "pärola",
            "-K",
            "",
        ];
        run("pk12util", &[&args[..], cipher].concat());
        let bytes = std::fs::read(&out).unwrap();
        indefinite += usize::from(bytes.starts_with(&[0x30, 0x80]));
        let read = open(&bytes, &secret("pärola")).unwrap();
        issued.is(&read.entries[0]);
        assert_eq!(
            read.entries[0].friendly_name.as_deref(),
            Some("Ana la cabinet")
        );
    }
    assert_eq!(indefinite, 3);
}

#[test]
fn gnutls_in_its_ciphers() {
    let issued = Issued::new(P256);
    let (key, leaf, out) = (
        issued.judge.path(),
        issued.file("leaf.pem"),
        issued.file("out.p12"),
    );
    for cipher in [
        "3des",
        "3des-pkcs12",
        "aes-128",
        "aes-192",
        "aes-256",
        "rc2-40",
    ] {
        let args = [
            "--to-p12",
            "--load-privkey",
            &key,
            "--load-certificate",
            &leaf,
            "--outder",
            "--outfile",
            &out,
            "--password",
            "parola",
            "--p12-name",
            "Ana",
            "--pkcs-cipher",
            cipher,
        ];
        run("certtool", &args);
        let read = open(&std::fs::read(&out).unwrap(), &secret("parola")).unwrap();
        issued.is(&read.entries[0]);
    }
}
