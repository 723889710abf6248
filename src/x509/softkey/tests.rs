use super::{SoftKey, SoftKeyError};
use crate::token::{Curve, KeyType};
use crate::x509::judge::{Key, openssl};
use crate::x509::tlv::{integer, octets, sequence, tlv};
use crate::x509::{
    Certificate, ExtendedKeyUsage, KeyUsage, PrivateKey, PrivateKeyError, PrivateParts,
    RequestPlan, Subject, csr,
};

const P256: KeyType = KeyType::Ec(Curve::P256);

#[test]
fn keys_that_are_made_sign_requests_that_openssl_verifies() {
    for kind in [
        KeyType::Rsa(2048),
        KeyType::Rsa(3072),
        P256,
        KeyType::Ec(Curve::P384),
    ] {
        let key = SoftKey::generate(kind).unwrap();
        assert_eq!(key.public_key().key_type(), Some(kind));
        let plan = RequestPlan {
            subject: Subject::parse("CN=Ana").unwrap(),
            alt_names: Vec::new(),
            key_usage: KeyUsage::default(),
            extended_key_usage: ExtendedKeyUsage::default(),
        };
        let tbs = csr::to_be_signed(&plan, key.public_key()).unwrap();
        let request = csr::assemble(&tbs, key.public_key(), &key.sign(&tbs).unwrap()).unwrap();
        openssl(&["req", "-verify", "-noout"], request.pem().as_bytes());
        let checked = openssl(
            &["pkey", "-inform", "DER", "-check", "-noout"],
            key.private_key().pkcs8_der(),
        );
        assert!(checked.starts_with(b"Key is valid"));
        let again = SoftKey::from_pkcs8(key.private_key().pkcs8_der()).unwrap();
        assert_eq!(again.public_key(), key.public_key());
        assert_ne!(
            SoftKey::generate(kind).unwrap().public_key(),
            key.public_key()
        );
    }
}

#[test]
fn keys_of_openssl_prove_their_certificates_and_no_others() {
    let (one, other) = (Key::new(P256), Key::fresh(P256));
    let mine = Certificate::parse(&one.req(&["-x509", "-subj", "/CN=x"])).unwrap();
    let theirs = Certificate::parse(&other.req(&["-x509", "-subj", "/CN=x"])).unwrap();
    let key = SoftKey::from_pkcs8(&one.pkcs8()).unwrap();
    assert_eq!(key.prove(&mine, b"proof"), Ok(()));
    assert_eq!(key.prove(&theirs, b"proof"), Err(SoftKeyError::AnotherKey));
    assert_eq!(format!("{key:?}"), "SoftKey(ec)");
}

#[test]
fn what_does_not_fit_together_or_is_not_ours_is_refused() {
    for kind in [
        KeyType::Ec(Curve::P521),
        KeyType::Ec(Curve::Ed25519),
        KeyType::Rsa(1024),
    ] {
        let refused = SoftKeyError::Unsupported { kind: kind.name() };
        assert_eq!(SoftKey::generate(kind).unwrap_err(), refused);
        assert_eq!(
            SoftKey::from_pkcs8(&Key::new(kind).pkcs8()).unwrap_err(),
            refused
        );
    }
    let der = Key::new(KeyType::Rsa(2048)).pkcs8();
    // each of its numbers from d on, the last first
    for back in [60, 200, 330, 460, 590, 800] {
        let mut der = der.clone();
        let place = der.len() - back;
        der[place] ^= 2;
        let wrong = SoftKey::from_pkcs8(&der).unwrap_err();
        assert_eq!(wrong, SoftKeyError::Key(PrivateKeyError::Numbers), "{back}");
    }
}

#[test]
#[allow(clippy::many_single_char_names)] // as RFC 8017 names them
fn hostile_numbers_never_panic() {
    let der = Key::new(KeyType::Rsa(2048)).pkcs8();
    let key = PrivateKey::from_pkcs8(&der).unwrap();
    let PrivateParts::Rsa(parts) = key.parts() else {
        panic!()
    };
    let (n, d, p, q) = (
        &parts.modulus,
        &*parts.private_exponent,
        &*parts.prime_1,
        &*parts.prime_2,
    );
    let (one, two, zero, long) = (&vec![1], &vec![2], &vec![0], &vec![0xFF; 2000]);
    let cases = [
        [n, d, one, n],
        [n, d, n, one],
        [n, d, p, p],
        [n, d, q, p],
        [n, one, p, q],
        [n, zero, p, q],
        [n, long, p, q],
        [n, d, long, q],
        [n, d, two, q],
        [n, n, p, q],
        [n, d, zero, zero],
    ];
    for [n, d, p, q] in cases {
        let number = |digits: &Vec<u8>| tlv(2, &[&[0], digits]);
        let e = number(&vec![1, 0, 1]);
        let inner = sequence(&[
            &number(zero),
            &number(n),
            &e,
            &number(d),
            &number(p),
            &number(q),
            &number(one),
            &number(one),
            &number(one),
        ]);
        let algorithm = &der[7..22];
        let pkcs8 = sequence(&[&integer(0), algorithm, &octets(&inner)]);
        assert!(SoftKey::from_pkcs8(&pkcs8).is_err());
    }
}
