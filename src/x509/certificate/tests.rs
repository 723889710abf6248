use jiff::Timestamp;
use proptest::prelude::{any, prop, proptest};

use super::{Certificate, CertificateError, Validity};
use crate::token::{Curve, KeyType};
use crate::x509::judge::{Key, openssl};

const P256: KeyType = KeyType::Ec(Curve::P256);

fn sample(judge: &Key) -> Vec<u8> {
    judge.req(&[
        "-x509",
        "-days",
        "10",
        "-set_serial",
        "0xA0B1C2D3E4F5060708",
        "-subj",
        "/C=RO/O=Firmă/CN=Ana Pop/emailAddress=ana@a.example",
        "-addext",
        "keyUsage=critical,digitalSignature,keyEncipherment",
        "-addext",
        "extendedKeyUsage=clientAuth,1.2.3.4",
        "-addext",
        "subjectAltName=email:ANA@a.example,email:b@a.example,DNS:x",
        "-addext",
        "1.3.6.1.5.5.7.1.3=DER:300a3008060604008e460101",
    ])
}

#[test]
fn everything_is_read_as_openssl_reads_it() {
    let judge = Key::new(P256);
    let der = sample(&judge);
    let certificate = Certificate::parse(&der).unwrap();
    let path = judge.write("c.der", &der);
    let field = |option: &str| {
        let out = openssl(
            &[
                "x509",
                "-inform",
                "DER",
                "-in",
                &path,
                "-noout",
                option,
                "-nameopt",
                "utf8,sep_comma_plus_space",
            ],
            b"",
        );
        String::from_utf8(out)
            .unwrap()
            .trim()
            .split_once('=')
            .unwrap()
            .1
            .to_owned()
    };
    assert_eq!(certificate.serial().hex.to_uppercase(), field("-serial"));
    assert_eq!(certificate.subject(), field("-subject").replace(" = ", "="));
    assert_eq!(
        certificate.sha1(),
        field("-fingerprint").replace(':', "").to_lowercase()
    );
    assert_eq!(
        certificate.serial_der(),
        hex::decode("020a00a0b1c2d3e4f5060708").unwrap()
    );
    assert_eq!(certificate.serial().colon, "a0:b1:c2:d3:e4:f5:06:07:08");
    assert_eq!(
        certificate.key_usage().unwrap(),
        ["digitalSignature", "keyEncipherment"]
    );
    assert_eq!(
        certificate.extended_key_usage().unwrap(),
        ["clientAuth", "1.2.3.4"]
    );
    assert_eq!(certificate.emails(), ["ANA@a.example", "b@a.example"]);
    assert_eq!(certificate.alt_names().len(), 3);
    assert_eq!(certificate.qualified(), Some(true));
    assert_eq!(certificate.holder().as_deref(), Some("Ana Pop"));
    assert_eq!(certificate.signature_algorithm(), "ecdsa-with-SHA256");
    assert_eq!(
        certificate.public_key().unwrap().spki_der(),
        judge.public_der()
    );
    assert_eq!(certificate.der(), der);
    assert_eq!(
        openssl(&["x509", "-outform", "DER"], certificate.pem().as_bytes()),
        der
    );
}

#[test]
fn validity_is_counted_in_whole_days() {
    let certificate = Certificate::parse(&sample(&Key::new(P256))).unwrap();
    let at = |seconds: i64| {
        Timestamp::from_second(certificate.not_before().as_second() + seconds).unwrap()
    };
    assert_eq!(certificate.validity(at(-1)), Validity::NotYet);
    assert_eq!(certificate.validity(at(0)), Validity::Valid);
    assert_eq!(
        certificate.validity(certificate.not_after()),
        Validity::Valid
    );
    assert_eq!(certificate.validity(at(10 * 86_400 + 1)), Validity::Expired);
    assert_eq!(certificate.days_left(at(0)), 10);
    assert_eq!(certificate.days_left(at(1)), 9);
    assert_eq!(certificate.days_left(at(10 * 86_400 + 1)), -1);
}

#[test]
fn signatures_tell_who_signed() {
    let judge = Key::new(P256);
    let own = Certificate::parse(&sample(&judge)).unwrap();
    assert!(own.signed_by_own_key() && own.issued_by(&own));
    // openssl puts CA:TRUE into what -x509 makes only by its configuration file, which is not read here
    assert!(!own.is_ca());
    let ca = Key::fresh(P256);
    let root = ca.req(&[
        "-x509",
        "-sha384",
        "-subj",
        "/CN=root",
        "-addext",
        "basicConstraints=critical,CA:TRUE",
    ]);
    let (root_path, key) = (ca.write("root.der", &root), ca.path());
    let request = judge.req(&["-subj", "/CN=x"]);
    let request = ca.write("r.der", &request);
    let issued = openssl(
        &[
            "x509",
            "-req",
            "-inform",
            "DER",
            "-in",
            &request,
            "-CAform",
            "DER",
            "-CA",
            &root_path,
            "-CAkey",
            &key,
            "-set_serial",
            "-5",
            "-outform",
            "DER",
        ],
        b"",
    );
    let (root, issued) = (
        Certificate::parse(&root).unwrap(),
        Certificate::parse(&issued).unwrap(),
    );
    assert!(root.is_ca() && issued.issued_by(&root) && !root.issued_by(&issued));
    assert_eq!(issued.verify_under(&root.public_key().unwrap()), Ok(()));
    assert!(!issued.signed_by_own_key());
    assert_eq!(issued.serial().decimal, "-5");
    assert_eq!(issued.key_usage(), None);
    assert_eq!(issued.qualified(), Some(false));
}

#[test]
fn what_is_no_certificate_says_why() {
    let der = sample(&Key::new(P256));
    let parse = Certificate::parse;
    assert_eq!(parse(&[]), Err(CertificateError::Empty));
    assert_eq!(parse(&[0; 64]), Err(CertificateError::Empty));
    assert_eq!(
        parse(&der[..99]),
        Err(CertificateError::Truncated {
            says: der.len(),
            has: 99
        })
    );
    assert_eq!(parse(&[&der[..], b"\0\0\r\n"].concat()).unwrap().der(), der);
    assert_eq!(
        parse(&[&der[..], b"x"].concat()),
        Err(CertificateError::Trailing { extra: 1 })
    );
    assert_eq!(
        parse(&[0x30, 2, 0x30, 0]),
        Err(CertificateError::Structure {
            part: "signatureAlgorithm"
        })
    );
    assert!(matches!(
        parse(b"no certificate"),
        Err(CertificateError::Structure { .. })
    ));
}

proptest! {
    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        static DER: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let mut der = DER.get_or_init(|| sample(&Key::new(P256))).clone();
        for (place, byte) in changes {
            let place = place.index(der.len());
            der[place] = byte;
        }
        if let Ok(certificate) = Certificate::parse(&der) {
            let _ = (certificate.subject(), certificate.extensions(), certificate.emails(), certificate.qualified());
            let _ = (certificate.serial(), certificate.signed_by_own_key(), certificate.holder(), certificate.key_usage());
        }
    }
}
