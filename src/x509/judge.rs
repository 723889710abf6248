//! Tests only: the real `openssl`, which judges what we make and makes what we read.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use crate::token::{Curve, KeyType};

/// A key of OpenSSL's in a folder of its own.
pub(crate) struct Key {
    folder: TempDir,
}

/// Keys already made, PEM: a large RSA key takes seconds.
static MADE: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::new(BTreeMap::new());

impl Key {
    /// The same key for the same type.
    pub(crate) fn new(kind: KeyType) -> Self {
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pem) = made.get(&kind.name()) {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("key.pem"), pem).unwrap();
            return Self { folder };
        }
        let key = Self::fresh(kind);
        made.insert(kind.name(), std::fs::read(key.path()).unwrap());
        key
    }

    /// Another key.
    pub(crate) fn fresh(kind: KeyType) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        let (algorithm, option) = match kind {
            KeyType::Rsa(bits) => ("RSA", Some(format!("rsa_keygen_bits:{bits}"))),
            KeyType::Ec(Curve::Ed25519) => ("ED25519", None),
            KeyType::Ec(curve) => ("EC", Some(format!("ec_paramgen_curve:{}", curve.name()))),
        };
        let mut args = vec![
            "genpkey",
            "-algorithm",
            algorithm,
            "-out",
            path.to_str().unwrap(),
        ];
        if let Some(option) = &option {
            args.extend(["-pkeyopt", option]);
        }
        openssl(&args, b"");
        Self { folder }
    }

    /// The private key's file.
    pub(crate) fn path(&self) -> String {
        self.file("key.pem").to_str().unwrap().to_owned()
    }

    /// A file in the key's folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the key's folder and gives its path.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.file(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn public_der(&self) -> Vec<u8> {
        openssl(
            &["pkey", "-in", &self.path(), "-pubout", "-outform", "DER"],
            b"",
        )
    }

    pub(crate) fn pkcs8(&self) -> Vec<u8> {
        let key = self.path();
        let args = [
            "pkcs8", "-topk8", "-nocrypt", "-in", &key, "-outform", "DER",
        ];
        openssl(&args, b"")
    }

    /// Signs a message; no hash for Ed25519.
    pub(crate) fn sign(&self, hash: &str, message: &[u8]) -> Vec<u8> {
        let message = self.write("message", message);
        let mut args = vec!["pkeyutl", "-sign", "-rawin", "-inkey"];
        let key = self.path();
        args.extend([key.as_str(), "-in", &message]);
        if !hash.is_empty() {
            args.extend(["-digest", hash]);
        }
        openssl(&args, b"")
    }

    pub(crate) fn decrypt(&self, ciphertext: &[u8]) -> Vec<u8> {
        let path = self.write("cipher", ciphertext);
        openssl(
            &["pkeyutl", "-decrypt", "-inkey", &self.path(), "-in", &path],
            b"",
        )
    }

    /// A request or (with `-x509`) a certificate, DER.
    pub(crate) fn req(&self, args: &[&str]) -> Vec<u8> {
        let key = self.path();
        let mut all = vec![
            "req",
            "-new",
            "-utf8",
            "-config",
            "/dev/null",
            "-outform",
            "DER",
            "-key",
            &key,
        ];
        all.extend(args);
        openssl(&all, b"")
    }
}

/// Runs `openssl`; it must succeed.
pub(crate) fn openssl(args: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("openssl")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// Runs another judge; it must succeed. What it said on both streams.
pub(crate) fn run(program: &str, args: &[&str]) -> String {
    let (ok, said) = tried(program, args);
    assert!(ok, "{program} {args:?}: {said}");
    said
}

/// Whether it succeeded, and what it said.
pub(crate) fn tried(program: &str, args: &[&str]) -> (bool, String) {
    let output = Command::new(program)
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

/// The DER of an `AlgorithmIdentifier` without parameters.
pub(crate) fn algorithm_der(oid: &str) -> Vec<u8> {
    let mut body = vec![6];
    let oid = der::asn1::ObjectIdentifier::new(oid).unwrap();
    body.push(u8::try_from(oid.as_bytes().len()).unwrap());
    body.extend(oid.as_bytes());
    let mut der = vec![0x30, u8::try_from(body.len()).unwrap()];
    der.extend(body);
    der
}
