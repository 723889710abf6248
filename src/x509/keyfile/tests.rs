use proptest::prelude::{any, prop, proptest};

use super::{KeyFileError, open, to_encrypted_pem};
use crate::secret::Secret;
use crate::token::{Curve, KeyType};
use crate::x509::judge::{Key, openssl, run};
use crate::x509::{Certificate, PbeError, PrivateKey};

const P256: KeyType = KeyType::Ec(Curve::P256);

fn secret(text: &str) -> Secret {
    Secret::from_text(text.to_owned())
}

fn is(key: &PrivateKey, judge: &Key) {
    assert_eq!(key.public_key().unwrap().spki_der(), judge.public_der());
}

#[test]
fn keys_of_openssl_are_opened_in_every_prf_and_cipher() {
    let judge = Key::new(P256);
    let path = judge.path();
    let mut ways: Vec<Vec<&str>> = Vec::new();
    for prf in [
        "hmacWithSHA1",
        "hmacWithSHA224",
        "hmacWithSHA256",
        "hmacWithSHA384",
        "hmacWithSHA512",
    ] {
        for cipher in ["aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "des3"] {
            ways.push(vec!["-v2", cipher, "-v2prf", prf]);
        }
    }
    for old in [
        "PBE-SHA1-3DES",
        "PBE-SHA1-2DES",
        "PBE-SHA1-RC2-40",
        "PBE-SHA1-RC2-128",
    ] {
        ways.push(vec![
            "-v1",
            old,
            "-provider",
            "legacy",
            "-provider",
            "default",
        ]);
    }
    for (place, way) in ways.iter().enumerate() {
        let form = if place % 2 == 0 { "PEM" } else { "DER" };
        let args = [
            "pkcs8",
            "-topk8",
            "-in",
            &path,
            "-passout",
            "pass:parolă",
            "-outform",
            form,
        ];
        let bytes = openssl(&[&args[..], way].concat(), b"");
        is(&open(&bytes, Some(&secret("parolă"))).unwrap(), &judge);
        let wrong = open(&bytes, Some(&secret("parola"))).unwrap_err();
        assert_eq!(wrong, KeyFileError::WrongPasswordOrDamaged);
        assert_eq!(
            open(&bytes, None).unwrap_err(),
            KeyFileError::PasswordNeeded
        );
    }
}

#[test]
fn clear_and_old_forms_are_opened_and_what_is_not_read_is_named() {
    let (judge, rsa) = (Key::new(P256), Key::new(KeyType::Rsa(2048)));
    let certificate = Certificate::parse(&judge.req(&["-x509", "-subj", "/CN=x"])).unwrap();
    let pem = std::fs::read_to_string(judge.path()).unwrap();
    let text = format!(
        "{}Bag Attributes\r\n{}",
        certificate.pem(),
        pem.replace('\n', "\r\n")
    );
    is(&open(text.as_bytes(), None).unwrap(), &judge);
    let wide: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    is(&open(&wide, None).unwrap(), &judge);
    is(&open(&judge.pkcs8(), None).unwrap(), &judge);
    is(
        &open(&openssl(&["ec", "-in", &judge.path()], b""), None).unwrap(),
        &judge,
    );
    let args = ["rsa", "-in", &rsa.path(), "-traditional"];
    is(&open(&openssl(&args, b""), None).unwrap(), &rsa);
    let old = openssl(
        &[&args[..], &["-aes128", "-passout", "pass:x"]].concat(),
        b"",
    );
    let told = open(&old, Some(&secret("x"))).unwrap_err();
    assert!(matches!(
        told,
        KeyFileError::Encryption(PbeError::Unsupported { .. })
    ));
    let scrypt = openssl(
        &[
            "pkcs8",
            "-topk8",
            "-in",
            &judge.path(),
            "-scrypt",
            "-passout",
            "pass:x",
        ],
        b"",
    );
    let name = "scrypt".to_owned();
    let told = open(&scrypt, Some(&secret("x"))).unwrap_err();
    assert_eq!(
        told,
        KeyFileError::Encryption(PbeError::Unsupported { name })
    );
    let two = [pem.as_str(), &pem].concat();
    assert_eq!(
        open(two.as_bytes(), None).unwrap_err(),
        KeyFileError::Several { count: 2 }
    );
    assert_eq!(
        open(certificate.pem().as_bytes(), None).unwrap_err(),
        KeyFileError::None
    );
    assert_eq!(
        open(certificate.der(), None).unwrap_err(),
        KeyFileError::None
    );
    assert_eq!(
        open(&pem.as_bytes()[..pem.len() - 30], None).unwrap_err(),
        KeyFileError::Damaged
    );
}

#[test]
fn openssl_and_certtool_open_what_is_written() {
    for kind in [P256, KeyType::Rsa(2048)] {
        let judge = Key::new(kind);
        let key = PrivateKey::from_pkcs8(&judge.pkcs8()).unwrap();
        let pem = to_encrypted_pem(&key, &secret("o parolă")).unwrap();
        let path = judge.write("out.pem", pem.as_bytes());
        let public = openssl(
            &[
                "pkey",
                "-in",
                &path,
                "-passin",
                "pass:o parolă",
                "-pubout",
                "-outform",
                "DER",
            ],
            b"",
        );
        assert_eq!(public, judge.public_der());
        let told = run(
            "certtool",
            &["--key-info", "--infile", &path, "--password", "o parolă"],
        );
        assert!(told.contains("Public Key Info"), "{told}");
        assert_eq!(
            to_encrypted_pem(&key, &secret("")),
            Err(KeyFileError::Password)
        );
    }
}

proptest! {
    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4), cut in any::<prop::sample::Index>()) {
        static DER: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let args = ["pkcs8", "-topk8", "-passout", "pass:x", "-iter", "1", "-outform", "DER", "-in"];
        let der = DER.get_or_init(|| openssl(&[&args[..], &[&Key::new(P256).path()]].concat(), b""));
        let mut changed = der.clone();
        for (place, byte) in changes {
            let place = place.index(der.len());
            changed[place] = byte;
        }
        let _ = open(&changed, Some(&secret("x")));
        assert!(open(&der[..cut.index(der.len())], Some(&secret("x"))).is_err());
    }
}
