use super::{CmsError, certs_only, certs_only_pem, open};
use crate::token::{Curve, KeyType};
use crate::x509::hostile::nested;
use crate::x509::judge::{Key, openssl, run};
use crate::x509::tlv::{integer, oid, sequence, tlv};
use crate::x509::{BerError, Bundle, Certificate, CertificateError, Damage, Damaged, recognise};

const P256: KeyType = KeyType::Ec(Curve::P256);

fn two() -> (Key, Vec<Certificate>) {
    let judge = Key::new(P256);
    let rsa = Key::new(KeyType::Rsa(2048));
    let all = [
        judge.req(&["-x509", "-subj", "/CN=Ana"]),
        rsa.req(&["-x509", "-subj", "/CN=Some authority"]),
    ];
    let all = all.iter().map(|der| Certificate::parse(der).unwrap());
    (judge, all.collect())
}

/// The same in BER of indefinite lengths, as far down as the certificates.
pub(crate) fn indefinite(certificates: &[Certificate]) -> Vec<u8> {
    let oid = |last: u8| [&[6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, last][..]].concat();
    let mut ber = [&[0x30, 0x80][..], &oid(2), &[0xA0, 0x80, 0x30, 0x80]].concat();
    ber.extend([2, 1, 1, 0x31, 0, 0x30, 0x80]);
    ber.extend(oid(1));
    ber.extend([0, 0, 0xA0, 0x80]);
    for one in certificates {
        ber.extend(one.der());
    }
    ber.extend([0, 0, 0x31, 0, 0, 0, 0, 0, 0, 0]);
    ber
}

#[test]
fn bundles_of_openssl_are_opened_in_every_form() {
    let (judge, all) = two();
    let pem: String = all.iter().map(Certificate::pem).collect();
    let path = judge.write("both.pem", pem.as_bytes());
    let bundle = |form: &str| {
        openssl(
            &["crl2pkcs7", "-nocrl", "-certfile", &path, "-outform", form],
            b"",
        )
    };
    for bytes in [bundle("DER"), bundle("PEM"), indefinite(&all)] {
        let contents = recognise(&bytes).unwrap();
        assert_eq!(contents.certificates.len(), 2);
        assert!(all.iter().all(|one| contents.certificates.contains(one)));
        assert_eq!((contents.bundle, contents.damaged.len()), (None, 0));
    }
}

#[test]
fn a_signed_message_gives_its_certificates_and_an_encrypted_one_is_named() {
    let (judge, all) = two();
    let certificate = judge.write("c.pem", all[0].pem().as_bytes());
    let key = judge.path();
    let signed = openssl(
        &[
            "cms",
            "-sign",
            "-signer",
            &certificate,
            "-inkey",
            &key,
            "-outform",
            "DER",
            "-nodetach",
        ],
        b"text",
    );
    assert_eq!(recognise(&signed).unwrap().certificates, all[..1]);
    let encrypted = openssl(
        &[
            "cms",
            "-encrypt",
            "-aes256",
            "-outform",
            "DER",
            &certificate,
        ],
        b"text",
    );
    let contents = recognise(&encrypted).unwrap();
    assert_eq!(contents.bundle, Some(Bundle::Pkcs7));
    assert!(matches!(open(&encrypted), Err(CmsError::Content { oid }) if oid.ends_with("7.3")));
}

#[test]
fn openssl_certtool_and_keytool_read_what_is_written() {
    let (judge, all) = two();
    // twice the same is once
    let pem = certs_only_pem(all.iter().chain(&all)).unwrap();
    let (der, path) = (
        certs_only(&all).unwrap(),
        judge.write("out.p7b", pem.as_bytes()),
    );
    assert_eq!(open(&der).unwrap().certificates.len(), 2);
    let shown = openssl(&["pkcs7", "-print_certs", "-in", &path], b"");
    let shown = String::from_utf8(shown).unwrap();
    assert_eq!(shown.matches("BEGIN CERTIFICATE").count(), 2);
    openssl(&["pkcs7", "-inform", "DER", "-noout"], &der);
    let told = run("certtool", &["--p7-info", "--infile", &path]);
    assert!(told.contains("Number of certificates: 2"), "{told}");
    let told = run("keytool", &["-printcert", "-file", &path]);
    assert!(
        told.contains("CN=Ana") && told.contains("CN=Some authority"),
        "{told}"
    );
    assert_eq!(
        open(&certs_only([]).unwrap()).unwrap().certificates.len(),
        0
    );
}

#[test]
fn damage_is_told_and_never_panics() {
    let (_, all) = two();
    for bytes in [certs_only(&all[..1]).unwrap(), indefinite(&all[..1])] {
        for length in 0..bytes.len() {
            assert!(open(&bytes[..length]).is_err(), "{length}");
            let _ = recognise(&bytes[..length]);
            let mut flipped = bytes.clone();
            flipped[length] ^= 0x55;
            let _ = recognise(&flipped);
        }
    }
    let mut broken = indefinite(&all);
    let place = broken.len() - 10 - all[1].der().len() + 5;
    broken[place] = 0x99;
    let contents = recognise(&broken).unwrap();
    assert_eq!(contents.certificates, all[..1]);
    assert!(matches!(contents.damaged[0].reason, Damage::Certificate(_)));
}

/// What is broken off inside the set, lengths right outside, is named and not passed over.
#[test]
fn a_certificate_broken_off_within_its_bundle_is_named() {
    let (_, all) = two();
    let half = &all[1].der()[..all[1].der().len() / 2];
    let bundle = |set: &[u8]| {
        let oid = |last: u8| oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, last]);
        let signed = sequence(&[
            &integer(1),
            &tlv(0x31, &[]),
            &sequence(&[&oid(1)]),
            &tlv(0xA0, &[set]),
            &tlv(0x31, &[]),
        ]);
        sequence(&[&oid(2), &tlv(0xA0, &[&signed])])
    };
    let contents = recognise(&bundle(&[all[0].der(), half].concat())).unwrap();
    assert_eq!(contents.certificates, all[..1]);
    let cut = Damage::Certificate(CertificateError::Truncated {
        says: all[1].der().len(),
        has: half.len(),
    });
    assert_eq!(
        contents.damaged,
        [Damaged {
            place: 2,
            reason: cut
        }]
    );
    // 10 000 are read, each once, and one more is not
    let many = |count: usize| {
        let certificates = (0..u32::try_from(count).unwrap()).flat_map(|number| {
            let mut der = all[0].der().to_vec();
            let end = der.len() - 4;
            der[end..].copy_from_slice(&number.to_be_bytes());
            der
        });
        recognise(&bundle(&certificates.collect::<Vec<u8>>())).unwrap()
    };
    assert_eq!(many(10_000).certificates.len(), 10_000);
    let beyond = many(10_001);
    assert_eq!(beyond.certificates.len(), 0);
    assert_eq!(
        beyond.damaged[0].reason,
        Damage::Bundle(CmsError::TooMany { most: 10_000 })
    );
    // 64 levels, the bundle's own four among them, and one more
    let deep = |levels| recognise(&bundle(&nested(levels, true))).unwrap();
    assert!(matches!(deep(60).damaged[0].reason, Damage::Certificate(_)));
    assert_eq!(
        deep(61).damaged[0].reason,
        Damage::Bundle(CmsError::Ber(BerError::TooDeep { most: 64 }))
    );
}
