mod foreign;
mod hostile;
mod ours;
mod pbmac1;

use super::{Entry, Pkcs12, Pkcs12Error, open};
use crate::secret::Secret;
use crate::token::{Curve, KeyType};
use crate::x509::judge::{Key, openssl};
use crate::x509::{Certificate, PublicKey};

const P256: KeyType = KeyType::Ec(Curve::P256);
const RSA: KeyType = KeyType::Rsa(2048);

fn secret(text: &str) -> Secret {
    Secret::from_text(text.to_owned())
}

/// A key with its certificate and the authority's.
struct Issued {
    judge: Key,
    leaf: Certificate,
    root: Certificate,
}

impl Issued {
    fn new(kind: KeyType) -> Self {
        let (judge, ca) = (Key::new(kind), Key::fresh(P256));
        let root = ca.req(&[
            "-x509",
            "-days",
            "99",
            "-subj",
            "/CN=Some authority",
            "-addext",
            "basicConstraints=critical,CA:TRUE",
        ]);
        let root = Certificate::parse(&root).unwrap();
        let request = judge.req(&["-subj", "/CN=Ana"]);
        let (ca_path, ca_key) = (judge.write("ca.pem", root.pem().as_bytes()), ca.path());
        let leaf = openssl(
            &[
                "x509",
                "-req",
                "-days",
                "9",
                "-inform",
                "DER",
                "-CA",
                &ca_path,
                "-CAkey",
                &ca_key,
                "-set_serial",
                "77",
                "-outform",
                "DER",
            ],
            &request,
        );
        let leaf = Certificate::parse(&leaf).unwrap();
        judge.write("leaf.pem", leaf.pem().as_bytes());
        Self { judge, leaf, root }
    }

    fn file(&self, name: &str) -> String {
        self.judge.file(name).to_str().unwrap().to_owned()
    }

    /// A file as OpenSSL writes it.
    fn exported(&self, password: &str, more: &[&str]) -> Vec<u8> {
        let (leaf, ca, key) = (
            self.file("leaf.pem"),
            self.file("ca.pem"),
            self.judge.path(),
        );
        let pass = format!("pass:{password}");
        let mut args = vec![
            "pkcs12",
            "-export",
            "-in",
            &leaf,
            "-inkey",
            &key,
            "-certfile",
            &ca,
            "-name",
            "Ana la cabinet",
            "-passout",
            &pass,
        ];
        args.extend(more);
        openssl(&args, b"")
    }

    /// That a file holds this key, certificate and authority, under this password.
    fn found_in(&self, bytes: &[u8], password: &str) -> Pkcs12 {
        let read = open(bytes, &secret(password)).unwrap();
        assert_eq!(read.entries.len(), 1);
        self.is(&read.entries[0]);
        assert_eq!(read.chain, std::slice::from_ref(&self.root));
        read
    }

    fn is(&self, entry: &Entry) {
        let public = PublicKey::from_spki(&self.judge.public_der()).unwrap();
        assert_eq!(entry.key.public_key(), Some(&public));
        assert_eq!(entry.certificates, std::slice::from_ref(&self.leaf));
    }
}

#[test]
fn a_wrong_password_is_told_from_damage() {
    let issued = Issued::new(P256);
    let bytes = issued.exported("right", &[]);
    let wrong = open(&bytes, &secret("wrong")).unwrap_err();
    assert_eq!(wrong, Pkcs12Error::WrongPassword);
    assert_eq!(open(&bytes, &secret("")).unwrap_err(), wrong);
    // a byte of the MAC, and of what is encrypted
    let mac = bytes
        .windows(4)
        .rposition(|four| four == [4, 32, bytes[bytes.len() - 46], bytes[bytes.len() - 45]]);
    let mut flipped = bytes.clone();
    flipped[mac.unwrap_or(bytes.len() - 40) + 8] ^= 1;
    let damaged = Pkcs12Error::Damaged { part: "MAC" };
    assert_eq!(open(&flipped, &secret("right")).unwrap_err(), damaged);
    let mut flipped = bytes.clone();
    let middle = bytes.len() / 2;
    flipped[middle] ^= 1;
    let told = open(&flipped, &secret("right")).unwrap_err();
    assert!(matches!(told, Pkcs12Error::Damaged { .. }), "{told:?}");
    // without a MAC nobody can tell
    let bytes = issued.exported("right", &["-nomac"]);
    let either = Pkcs12Error::WrongPasswordOrDamaged;
    assert_eq!(open(&bytes, &secret("wrong")).unwrap_err(), either);
}

#[test]
fn secrets_are_not_shown() {
    let issued = Issued::new(P256);
    let read = issued.found_in(&issued.exported("x", &[]), "x");
    let shown = format!("{read:?}");
    assert!(shown.contains("PrivateKey(ec)"), "{shown}");
}
