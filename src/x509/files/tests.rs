use proptest::prelude::{any, prop, proptest};

use super::{Bundle, Contents, Damage, FileFault, recognise};
use crate::token::{Curve, KeyType};
use crate::x509::cms::{certs_only, certs_only_pem};
use crate::x509::judge::{Key, openssl};
use crate::x509::{Certificate, CertificateError, pem};

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
        ..
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
    assert_eq!(counts(text.as_bytes()), (1, 1, 2, 0, 0, 0, None));
    assert_eq!(counts(format!("\u{feff}{text}").as_bytes()).0, 1);
    let wide: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(counts(&wide), (1, 1, 2, 0, 0, 0, None));
    assert_eq!(counts(format!("0 s:/CN=x\n{text}").as_bytes()).0, 1);
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
    assert_eq!(counts(&p7), (1, 0, 0, 0, 0, 0, None));
    assert_eq!(counts(&p12), (0, 0, 0, 0, 0, 0, Some(Bundle::Pkcs12)));
    for label in ["PKCS7", "PKCS #7 SIGNED DATA", "CERTIFICATE"] {
        assert_eq!(
            recognise(pem::encode(label, &p7).as_bytes()).unwrap(),
            recognise(&der).unwrap(),
            "{label}"
        );
    }
    assert_eq!(
        counts(&[0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2]).6,
        Some(Bundle::Jks)
    );
    assert_eq!(
        counts(&[0xCE, 0xCE, 0xCE, 0xCE, 0, 0, 0, 2]).6,
        Some(Bundle::Jks)
    );
    for armoured in [p12.clone(), pem::encode("PKCS12", &p12).into_bytes()] {
        assert_eq!(recognise(&armoured).unwrap().pkcs12[0].bytes(), p12);
    }
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
fn one_certificate_counts_once_in_whatever_form() {
    let der = certificate(&Key::new(P256));
    let one = Certificate::parse(&der).unwrap();
    let bundle = certs_only_pem([&one]).unwrap();
    let text = [bundle.as_str(), &one.pem(), &bundle].concat();
    assert_eq!(counts(text.as_bytes()), (1, 0, 0, 0, 0, 0, None));
    assert_eq!(
        counts(&[&der[..], &certs_only([&one]).unwrap(), &der].concat()).0,
        1
    );
}

/// A mail as authorities send it, with one attachment.
fn mail(encoding: &str, kind: &str, attached: &str) -> String {
    format!(
        "Received: from x\n\tby y\nFrom: =?utf-8?q?Autoritate?= <ca@example.org>\nSubject: Certificat\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=\"b1\"\n\nintro\n--b1\nContent-Type: multipart/alternative; boundary=b2\n\n\
         --b2\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nBun\u{103} ziua\n\
         --b2\nContent-Type: text/html\n\n<p>x</p>\n--b2--\n--b1\nContent-Type: {kind}; name=\"ana.cer\"\n\
         Content-Disposition: attachment; filename=\"ana.cer\"\nContent-Transfer-Encoding: {encoding}\n\n{attached}\n\
         --b1\nContent-Type: application/pkcs7-signature\nContent-Transfer-Encoding: base64\n\nAAAA\n--b1--\n"
    )
}

fn lines(der: &[u8]) -> String {
    let armoured = pem::encode("X", der);
    let lines = armoured.lines().filter(|line| !line.starts_with('-'));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn certificates_attached_to_a_mail_are_found() {
    let der = certificate(&Key::new(P256));
    let one = Certificate::parse(&der).unwrap();
    let quoted = one.pem().replace('=', "=3D");
    let bundle = certs_only([&one]).unwrap();
    let mails = [
        mail("base64", "application/pkix-cert", &lines(&der)),
        mail(
            "base64",
            "application/octet-stream",
            &lines(one.pem().as_bytes()),
        ),
        mail(
            "base64",
            "application/x-pkcs7-certificates",
            &lines(&bundle),
        ),
        mail("quoted-printable", "text/plain", &quoted),
        mail("7bit", "application/x-x509-user-cert", &one.pem()),
    ];
    for text in &mails {
        let forms = [
            text.clone(),
            text.replace('\n', "\r\n"),
            format!("\u{feff}{text}"),
            format!("From ca Mon Jan  1\n{text}"),
        ];
        for form in forms {
            assert_eq!(
                recognise(form.as_bytes()).unwrap().certificates,
                std::slice::from_ref(&one),
                "{form}"
            );
        }
    }
    let within = mail(
        "7bit",
        "message/rfc822",
        &mails[0].replace("b1", "c1").replace("b2", "c2"),
    );
    assert_eq!(recognise(within.as_bytes()).unwrap().certificates.len(), 1);
    let encoded = mail("base64", "message/rfc822", &lines(mails[0].as_bytes()));
    assert_eq!(recognise(encoded.as_bytes()).unwrap().certificates.len(), 1);
    let nothing = mail("base64", "application/pdf", "AAAA");
    assert_eq!(recognise(nothing.as_bytes()), Err(FileFault::NotRecognised));
    let plain = format!("Content-Type: text/plain\n\nsee below\n{}", one.pem());
    assert_eq!(recognise(plain.as_bytes()).unwrap().certificates.len(), 1);
}

#[test]
fn mails_nested_to_exhaustion_are_refused_by_count() {
    let level = "Content-Type: message/rfc822\nMIME-Version: 1.0\n\n";
    assert_eq!(
        recognise(level.repeat(200_000).as_bytes()),
        Err(FileFault::TooManyBlocks { most: 500 })
    );
    assert!(recognise(level.repeat(400).as_bytes()).is_err());
    let open = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(400);
    let text = format!("MIME-Version: 1.0\n{open}{}", "x\n".repeat(2_000_000));
    let start = std::time::Instant::now();
    assert!(recognise(text.as_bytes()).is_err());
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
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
            has: 100,
            container: false
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
    assert_eq!(contents.certificates.len(), 1);
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
    fn no_mail_panics(text in "(Content-Type: |multipart/mixed|message/rfc822|; boundary=b|--b|--|\n|\n\n|Content-Transfer-Encoding: |base64|quoted-printable|MIME-Version: 1.0\n|AAAA|=|\u{e9}){0,30}") {
        let _ = recognise(format!("MIME-Version: 1.0\n{text}").as_bytes());
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

/// Each PKCS#12 file may ask for a long derivation and for a password: of a text with ten thousand none is opened.
#[test]
fn so_many_sealed_files_in_one_are_refused() {
    let text = |count| pem::encode("PKCS12", &[0x30, 0]).repeat(count);
    assert_eq!(recognise(text(16).as_bytes()).unwrap().pkcs12.len(), 16);
    assert_eq!(
        recognise(text(17).as_bytes()),
        Err(FileFault::TooManyBlocks { most: 16 })
    );
}

#[test]
fn a_certificate_of_a_megabyte_is_none() {
    let one = |size: usize| {
        let body = vec![0; size - 5];
        [
            &[0x30, 0x83][..],
            &(u32::try_from(size - 5).unwrap() << 8).to_be_bytes()[..3],
            &body,
        ]
        .concat()
    };
    let told = |size: usize| Certificate::parse(&[one(size), vec![0]].concat()).unwrap_err();
    let part = "tbsCertificate";
    assert_eq!(told(1 << 20), CertificateError::Structure { part });
    let (length, most) = ((1 << 20) + 1, 1 << 20);
    assert_eq!(told(length), CertificateError::TooLarge { length, most });
}
