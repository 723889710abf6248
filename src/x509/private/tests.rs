use proptest::prelude::{any, prop, proptest};

use super::{PrivateKey, PrivateKeyError, PrivateParts};
use crate::token::{Curve, KeyType};
use crate::x509::judge::{Key, openssl};
use crate::x509::public::PublicKey;

const P256: KeyType = KeyType::Ec(Curve::P256);

#[test]
fn keys_of_openssl_are_read_with_their_public_half() {
    for kind in KeyType::ALL {
        let judge = Key::new(kind);
        let key = PrivateKey::from_pkcs8(&judge.pkcs8()).unwrap();
        let public = PublicKey::from_spki(&judge.public_der()).unwrap();
        assert_eq!(key.public_key(), Some(&public), "{kind}");
        assert_eq!(
            (key.kind(), key.pkcs8_der()),
            (public.kind(), &*judge.pkcs8())
        );
        assert_eq!(format!("{key:?}"), format!("PrivateKey({})", public.kind()));
    }
}

#[test]
fn numbers_are_as_a_token_wants_them() {
    let key = PrivateKey::from_pkcs8(&Key::new(KeyType::Rsa(2048)).pkcs8()).unwrap();
    let PrivateParts::Rsa(parts) = key.parts() else {
        panic!()
    };
    assert_eq!(
        (parts.modulus.len(), parts.public_exponent.as_slice()),
        (256, &[1, 0, 1][..])
    );
    let others = [
        &parts.prime_1,
        &parts.prime_2,
        &parts.exponent_1,
        &parts.exponent_2,
    ];
    assert!(others.iter().all(|one| one.len() <= 128 && one[0] != 0));
    let key = PrivateKey::from_pkcs8(&Key::new(KeyType::Ec(Curve::P521)).pkcs8()).unwrap();
    let PrivateParts::Ec(parts) = key.parts() else {
        panic!()
    };
    assert_eq!((parts.scalar.len(), parts.point.len()), (66, 133));
}

#[test]
fn old_forms_and_missing_public_halves_are_taken() {
    let (rsa, ec) = (Key::new(KeyType::Rsa(2048)), Key::new(P256));
    let old = openssl(
        &["rsa", "-in", &rsa.path(), "-traditional", "-outform", "DER"],
        b"",
    );
    let key = PrivateKey::from_traditional(&old).unwrap();
    assert_eq!(key.public_key().unwrap().spki_der(), rsa.public_der());
    let old = openssl(&["ec", "-in", &ec.path(), "-outform", "DER"], b"");
    let key = PrivateKey::from_traditional(&old).unwrap();
    assert_eq!(key.public_key().unwrap().spki_der(), ec.public_der());
    let bare = openssl(
        &["ec", "-in", &ec.path(), "-no_public", "-outform", "DER"],
        b"",
    );
    let key = PrivateKey::from_traditional(&bare).unwrap();
    assert_eq!(key.public_key().unwrap().spki_der(), ec.public_der());
}

#[test]
fn foreign_kinds_are_named_and_wrong_numbers_refused() {
    let x25519 = openssl(&["genpkey", "-algorithm", "X25519", "-outform", "DER"], b"");
    let key = PrivateKey::from_pkcs8(&x25519).unwrap();
    assert_eq!((key.kind(), key.public_key()), ("ed", None));
    let mut der = Key::new(P256).pkcs8();
    let scalar = der.windows(2).position(|two| two == [4, 32]).unwrap() + 10;
    der[scalar] ^= 1;
    let wrong = PrivateKey::from_pkcs8(&der).unwrap_err();
    assert_eq!(wrong, PrivateKeyError::Numbers);
    let brainpool = openssl(
        &[
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:brainpoolP256r1",
            "-outform",
            "DER",
        ],
        b"",
    );
    let key = PrivateKey::from_traditional(&brainpool).unwrap();
    assert_eq!((key.kind(), key.public_key()), ("ec", None));
}

proptest! {
    #[test]
    fn no_bytes_panic(place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(), kind in prop::sample::select(vec![P256, KeyType::Ec(Curve::Ed25519), KeyType::Rsa(2048)])) {
        let mut der = Key::new(kind).pkcs8();
        let place = place.index(der.len());
        der[place] = byte;
        let _ = (PrivateKey::from_pkcs8(&der), PrivateKey::from_traditional(&der));
        assert!(PrivateKey::from_pkcs8(&der[..cut.index(der.len())]).is_err());
    }
}
