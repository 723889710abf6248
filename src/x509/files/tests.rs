use proptest::prelude::{any, prop, proptest};

use super::{Bundle, Contents, Damage, FileFault, recognise};
use crate::token::{Curve, KeyType};
use crate::x509::judge::{Key, openssl};
use crate::x509::pem;

const P256: KeyType = KeyType::Ec(Curve::P256);

fn certificate(judge: &Key) -> Vec<u8> {
    judge.req(&["-x509", "-subj", "/CN=Ana"])
}

/// Certificates, requests, private keys, public keys, CRLs, damaged, bundle.
fn counts(bytes: &[u8]) -> (usize, usize, usize, usize, usize, usize, Option<Bundle>) {
    let Contents {
        certificates,
        requests,
        damaged,
        private_keys,
        public_keys,
        crls,
        bundle,
    } = recognise(bytes).unwrap();
    (
        certificates.len(),
        requests.len(),
        private_keys,
        public_keys,
        crls,
        damaged.len(),
        bundle,
    )
}

#[test]
fn pem_is_found_in_any_text() {
    let judge = Key::new(P256);
    let der = certificate(&judge);
    let armour = |label: &str| pem::encode(label, &der);
    let key = std::fs::read_to_string(judge.path()).unwrap();
    let request = pem::encode("NEW CERTIFICATE REQUEST", &judge.req(&["-subj", "/CN=x"]));
    let text = format!(
        "Bună ziua,\n{}text{key}{}\r\n{request}{}-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n",
        armour("CERTIFICATE"),
        armour("X509 CERTIFICATE").replace('\n', "\r\n"),
        "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
    );
    assert_eq!(counts(text.as_bytes()), (2, 1, 2, 0, 0, 0, None));
    assert_eq!(counts(format!("\u{feff}{text}").as_bytes()).0, 2);
    let wide: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(counts(&wide), (2, 1, 2, 0, 0, 0, None));
    assert_eq!(counts(format!("0 s:/CN=x\n{text}").as_bytes()).0, 2);
    assert_eq!(recognise(b"0 nothing here"), Err(FileFault::NotRecognised));
    let latin1: Vec<u8> = [b"n\xE3\n".as_slice(), armour("CERTIFICATE").as_bytes()].concat();
    assert_eq!(counts(&latin1).0, 1);
    assert_eq!(
        recognise(text.as_bytes()).unwrap().certificates[0].der(),
        der
    );
}

#[test]
fn trust_settings_are_cut_off() {
    let der = certificate(&Key::new(P256));
    let trusted = openssl(
        &[
            "x509",
            "-trustout",
            "-addtrust",
            "clientAuth",
            "-setalias",
            "x",
        ],
        pem::encode("CERTIFICATE", &der).as_bytes(),
    );
    assert!(trusted.starts_with(b"-----BEGIN TRUSTED"));
    assert_eq!(recognise(&trusted).unwrap().certificates[0].der(), der);
}

#[test]
fn der_of_all_kinds_is_told_apart() {
    let (rsa, ec) = (Key::new(KeyType::Rsa(2048)), Key::new(P256));
    let (key, rsa_key) = (ec.path(), rsa.path());
    let der = certificate(&ec);
    let certificate_path = ec.write("c.pem", pem::encode("CERTIFICATE", &der).as_bytes());
    assert_eq!(counts(&der), (1, 0, 0, 0, 0, 0, None));
    assert_eq!(counts(&[&der[..], &certificate(&rsa), b"\n"].concat()).0, 2);
    assert_eq!(
        counts(&ec.req(&["-subj", "/CN=x"])),
        (0, 1, 0, 0, 0, 0, None)
    );
    assert_eq!(counts(&rsa.public_der()), (0, 0, 0, 1, 0, 0, None));
    let private: [&[&str]; 5] = [
        &["pkey", "-in", &key, "-outform", "DER"],
        &["ec", "-in", &key, "-outform", "DER"],
        &[
            "pkcs8", "-topk8", "-nocrypt", "-in", &rsa_key, "-outform", "DER",
        ],
        &["rsa", "-in", &rsa_key, "-traditional", "-outform", "DER"],
        &[
            "pkcs8", "-topk8", "-passout", "pass:x", "-in", &rsa_key, "-outform", "DER",
        ],
    ];
    for args in private {
        assert_eq!(
            counts(&openssl(args, b"")),
            (0, 0, 1, 0, 0, 0, None),
            "{args:?}"
        );
    }
    let p7 = openssl(
        &[
            "crl2pkcs7",
            "-nocrl",
            "-certfile",
            &certificate_path,
            "-outform",
            "DER",
        ],
        b"",
    );
    let p12 = openssl(
        &[
            "pkcs12",
            "-export",
            "-passout",
            "pass:x",
            "-in",
            &certificate_path,
            "-inkey",
            &key,
        ],
        b"",
    );
    assert_eq!(counts(&p7), (0, 0, 0, 0, 0, 0, Some(Bundle::Pkcs7)));
    assert_eq!(counts(&p12), (0, 0, 0, 0, 0, 0, Some(Bundle::Pkcs12)));
    for label in ["PKCS7", "PKCS #7 SIGNED DATA", "CERTIFICATE"] {
        assert_eq!(
            counts(pem::encode(label, &p7).as_bytes()).6,
            Some(Bundle::Pkcs7),
            "{label}"
        );
    }
    assert_eq!(
        counts(&[0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2]).6,
        Some(Bundle::Jks)
    );
    assert_eq!(
        counts(&[0x30, 0x80, 2, 1, 3, 0x30, 0x80]).6,
        Some(Bundle::Pkcs12)
    );
}

#[test]
fn base64_without_armour_is_taken() {
    let der = certificate(&Key::new(P256));
    let text = pem::encode("CERTIFICATE", &der);
    let bare: String = text
        .lines()
        .filter(|line| !line.starts_with('-'))
        .flat_map(|line| [line, "\r\n"])
        .collect();
    assert_eq!(counts(bare.as_bytes()).0, 1);
    assert_eq!(recognise(b"hello"), Err(FileFault::NotRecognised));
}

#[test]
fn faults_are_told_apart() {
    let der = certificate(&Key::new(P256));
    assert_eq!(recognise(b" \r\n\0"), Err(FileFault::Empty));
    assert_eq!(recognise(&[]), Err(FileFault::Empty));
    assert_eq!(
        recognise(&der[..100]),
        Err(FileFault::Truncated {
            says: der.len(),
            has: 100
        })
    );
    assert_eq!(
        recognise(&[0x30, 3, 1, 1, 1]),
        Err(FileFault::NotRecognised)
    );
    assert_eq!(
        recognise(b"%PDF-1.7 \xFF\xFE"),
        Err(FileFault::NotRecognised)
    );
    let many = "-----BEGIN X-----\n-----END X-----\n".repeat(10_001);
    assert_eq!(
        recognise(many.as_bytes()),
        Err(FileFault::TooManyBlocks { most: 10_000 })
    );
}

#[test]
fn a_damaged_one_hides_no_other() {
    let der = certificate(&Key::new(P256));
    let good = pem::encode("CERTIFICATE", &der);
    let text = format!(
        "{good}{}\n{good}{}{}",
        &good[..200],
        good.replace("MII", "!II"),
        pem::encode("CERTIFICATE", &der[..99])
    );
    let contents = recognise(text.as_bytes()).unwrap();
    assert_eq!(contents.certificates.len(), 2);
    let damage: Vec<_> = contents
        .damaged
        .iter()
        .map(|one| (one.place, one.reason.clone()))
        .collect();
    assert_eq!(damage[0], (2, Damage::CutOff));
    assert_eq!(
        damage
            .iter()
            .map(|(place, _)| *place)
            .collect::<Vec<_>>()
            .last(),
        Some(&damage.last().unwrap().0)
    );
    assert!(matches!(damage.last(), Some((5, Damage::Certificate(_)))));
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), head in prop::sample::select(vec![&b""[..], b"\x30", b"\x30\x80", b"-----BEGIN CERTIFICATE-----", b"\xFF\xFE", b"\x30\x82\x00\x20\x30"])) {
        let _ = recognise(&[head, &bytes].concat());
    }

    #[test]
    fn no_text_panics(text in "(-----BEGIN |-----END |CERTIFICATE|-----|\n|MII|=|PRIVATE KEY|:){0,30}") {
        let _ = recognise(text.as_bytes());
    }

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        static DER: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let mut der = DER.get_or_init(|| Key::new(P256).req(&["-subj", "/CN=x"])).clone();
        for (place, byte) in changes {
            let place = place.index(der.len());
            der[place] = byte;
        }
        if let Ok(contents) = recognise(&der) {
            for request in contents.requests {
                let _ = (request.verify(), request.subject(), request.extensions());
            }
        }
    }
}
