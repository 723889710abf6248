//! The token of its own: PINs, room, places, keys.

mod common;

use common::{Module, Template};
use cryptoki_sys::{
    CK_ULONG, CKA_CERTIFICATE_TYPE, CKA_CLASS, CKA_DECRYPT, CKA_EC_PARAMS, CKA_EC_POINT,
    CKA_EXTRACTABLE, CKA_ID, CKA_MODULUS, CKA_MODULUS_BITS, CKA_PRIVATE_EXPONENT,
    CKA_PUBLIC_EXPONENT, CKA_TOKEN, CKA_VALUE, CKC_X_509, CKF_USER_PIN_FINAL_TRY,
    CKF_USER_PIN_LOCKED, CKM_EC_KEY_PAIR_GEN, CKM_ECDSA, CKM_ECDSA_SHA256,
    CKM_RSA_PKCS_KEY_PAIR_GEN, CKM_RSA_X_509, CKM_SHA256_RSA_PKCS, CKO_CERTIFICATE,
    CKO_PRIVATE_KEY, CKO_PUBLIC_KEY, CKO_SECRET_KEY, CKR_ATTRIBUTE_SENSITIVE,
    CKR_ATTRIBUTE_VALUE_INVALID, CKR_DEVICE_MEMORY, CKR_KEY_FUNCTION_NOT_PERMITTED,
    CKR_KEY_HANDLE_INVALID, CKR_MECHANISM_INVALID, CKR_OK, CKR_PIN_INCORRECT, CKR_PIN_LOCKED,
    CKR_TEMPLATE_INCONSISTENT, CKR_USER_NOT_LOGGED_IN, CKU_CONTEXT_SPECIFIC, CKU_SO, CKU_USER,
};
use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use parafa_faulty::{Place, TokenFile, count_calls};
use rsa::{BoxedUint, Pkcs1v15Encrypt, Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest as _, Sha256};

const P256: &[u8] = &[6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7];
const P521: &[u8] = &[6, 5, 0x2B, 0x81, 4, 0, 0x23];

fn bits() -> [u8; size_of::<CK_ULONG>()] {
    (2048 as CK_ULONG).to_ne_bytes()
}

fn rsa(module: &Module, id: &[u8]) -> Result<CK_ULONG, CK_ULONG> {
    let public = [(CKA_MODULUS_BITS, bits().to_vec())];
    let public: Vec<_> = public
        .iter()
        .map(|(kind, value)| (*kind, value.as_slice()))
        .collect();
    module.generate(CKM_RSA_PKCS_KEY_PAIR_GEN, &public, &[(CKA_ID, id)])
}

fn ec(module: &Module, params: &[u8], id: &[u8]) -> Result<CK_ULONG, CK_ULONG> {
    module.generate(
        CKM_EC_KEY_PAIR_GEN,
        &[(CKA_EC_PARAMS, params)],
        &[(CKA_ID, id)],
    )
}

#[test]
fn the_last_wrong_pin_locks() {
    let module = Module::start(&TokenFile::new("t").with(|t| t.shows_flags = true), &[]);
    assert_eq!(module.login(CKU_USER, "wrong"), CKR_PIN_INCORRECT);
    assert_eq!(module.login(CKU_USER, "123456"), CKR_OK);
    assert_eq!(module.token().tries_left, 3);
    drop(module);
    let module = Module::start(&TokenFile::new("t").with(|t| t.shows_flags = true), &[]);
    assert_eq!(module.login(CKU_USER, "wrong"), CKR_PIN_INCORRECT);
    assert_eq!(module.login(CKU_USER, "wrong"), CKR_PIN_INCORRECT);
    assert_ne!(module.token_flags().unwrap() & CKF_USER_PIN_FINAL_TRY, 0);
    assert_eq!(module.login(CKU_USER, "wrong"), CKR_PIN_LOCKED);
    assert_eq!(module.login(CKU_USER, "123456"), CKR_PIN_LOCKED);
    assert_ne!(module.token_flags().unwrap() & CKF_USER_PIN_LOCKED, 0);
    assert_eq!(module.token().tries_left, 0);
    assert!(
        !std::fs::read_to_string(module.log())
            .unwrap()
            .contains("wrong")
    );
    assert_eq!(count_calls(module.log())["C_Login"], 4);
}

#[test]
fn a_full_token_makes_nothing() {
    let token = TokenFile::new("t")
        .with_certificate(&[1], "c", b"der")
        .with(|t| t.size = Some(2));
    let module = Module::start(&token, &[]);
    module.login(CKU_USER, "123456");
    assert_eq!(rsa(&module, &[2]), Err(CKR_DEVICE_MEMORY));
    assert_eq!(module.token().objects.len(), 1);
    assert_eq!(ec(&module, P256, &[2]), Err(CKR_DEVICE_MEMORY));
}

#[test]
fn a_fixed_place_is_replaced_silently() {
    let place = |id: &str| Place {
        id: id.to_owned(),
        name: format!("place {id}"),
    };
    let token = TokenFile::new("t").with(|t| t.places = vec![place("01"), place("02")]);
    let module = Module::start(&token.with_rsa_key(&[1], "old", 2048), &[]);
    module.login(CKU_USER, "123456");
    let old = module.token().objects[0]
        .value(CKA_MODULUS)
        .unwrap()
        .to_vec();
    assert_eq!(rsa(&module, &[9]), Err(CKR_ATTRIBUTE_VALUE_INVALID));
    rsa(&module, &[2]).unwrap();
    assert_eq!(module.find(CKO_PRIVATE_KEY).0.len(), 2);
    let new = rsa(&module, &[]).unwrap();
    assert_eq!(module.find(CKO_PRIVATE_KEY).0.len(), 2);
    let (rv, _, values) = module.read(new, &[CKA_ID, CKA_MODULUS]);
    assert_eq!((rv, values[0].as_slice()), (CKR_OK, [1].as_slice()));
    assert_ne!(values[1], old);
}

#[test]
fn rsa_signatures_verify() {
    let module = Module::start(&TokenFile::new("t"), &[]);
    assert_eq!(rsa(&module, &[1]), Err(CKR_USER_NOT_LOGGED_IN));
    module.login(CKU_USER, "123456");
    let key = rsa(&module, &[1]).unwrap();
    let (rv, _, values) = module.read(key, &[CKA_MODULUS, CKA_PUBLIC_EXPONENT]);
    assert_eq!(rv, CKR_OK);
    let number = |bytes: &[u8]| BoxedUint::from_be_slice_vartime(bytes);
    let public = RsaPublicKey::new(number(&values[0]), number(&values[1])).unwrap();
    let hash = Sha256::digest(b"text");
    assert_eq!(module.sign_init(CKM_SHA256_RSA_PKCS, key), CKR_OK);
    let signature = module.sign(b"text").unwrap();
    public
        .verify(Pkcs1v15Sign::new::<Sha256>(), &hash, &signature)
        .unwrap();
    let (rv, _, _) = module.read(key, &[CKA_PRIVATE_EXPONENT]);
    assert_eq!(rv, CKR_ATTRIBUTE_SENSITIVE);
    assert_eq!(module.sign_init(CKM_RSA_X_509, key), CKR_OK);
    let mut padded = vec![0xFF; 256];
    padded[0] = 0;
    padded[1] = 1;
    assert_eq!(module.sign(&padded).unwrap().len(), 256);
}

#[test]
fn rsa_keys_decrypt_only_if_they_may() {
    let module = Module::start(&TokenFile::new("t").with_rsa_key(&[2], "k", 2048), &[]);
    module.login(CKU_USER, "123456");
    let bits = bits();
    let (public, private): (Template, Template) =
        (&[(CKA_MODULUS_BITS, &bits)], &[(CKA_DECRYPT, &[1])]);
    let key = module
        .generate(CKM_RSA_PKCS_KEY_PAIR_GEN, public, private)
        .unwrap();
    let (_, _, values) = module.read(key, &[CKA_MODULUS, CKA_PUBLIC_EXPONENT]);
    let number = |bytes: &[u8]| BoxedUint::from_be_slice_vartime(bytes);
    let public = RsaPublicKey::new(number(&values[0]), number(&values[1])).unwrap();
    let hidden = public
        .encrypt(&mut rand::rng(), Pkcs1v15Encrypt, b"challenge")
        .unwrap();
    assert_eq!(module.decrypt(key, &hidden).unwrap(), b"challenge");
    let signer = module.find(CKO_PRIVATE_KEY).0[0];
    assert_eq!(
        module.decrypt(signer, &hidden),
        Err(CKR_KEY_FUNCTION_NOT_PERMITTED)
    );
}

#[test]
fn ec_signatures_verify() {
    for der in [false, true] {
        let module = Module::start(&TokenFile::new("t").with(|t| t.der_ecdsa = der), &[]);
        module.login(CKU_USER, "123456");
        let key = ec(&module, P256, &[1]).unwrap();
        let (_, _, values) = module.read(key, &[CKA_EC_POINT]);
        assert_eq!(values[0][..2], [4, 65]);
        let public = p256::ecdsa::VerifyingKey::from_sec1_bytes(&values[0][2..]).unwrap();
        let hash = Sha256::digest(b"text");
        for (mechanism, data) in [(CKM_ECDSA, hash.as_slice()), (CKM_ECDSA_SHA256, b"text")] {
            assert_eq!(module.sign_init(mechanism, key), CKR_OK);
            let signature = module.sign(data).unwrap();
            let signature = if der {
                p256::ecdsa::Signature::from_der(&signature).unwrap()
            } else {
                p256::ecdsa::Signature::from_slice(&signature).unwrap()
            };
            public.verify_prehash(&hash, &signature).unwrap();
        }
        let wide = ec(&module, P521, &[2]).unwrap();
        assert_eq!(module.sign_init(CKM_ECDSA, wide), CKR_OK);
        assert!(module.sign(&hash).unwrap().len() >= 130);
    }
}

#[test]
fn a_key_can_ask_for_its_own_pin() {
    let asks = TokenFile::new("t").with(|t| {
        t.always_authenticate = true;
        t.key_pin = Some("9999".to_owned());
        t.refuse_sign = vec![CKM_ECDSA];
    });
    let module = Module::start(&asks.with_ec_key(&[1], "k", "p256"), &[]);
    module.login(CKU_USER, "123456");
    let key = module.find(CKO_PRIVATE_KEY).0[0];
    assert_eq!(module.sign_init(CKM_ECDSA, key), CKR_MECHANISM_INVALID);
    assert_eq!(module.sign_init(CKM_ECDSA_SHA256, key), CKR_OK);
    assert_eq!(module.sign(b"text"), Err(CKR_USER_NOT_LOGGED_IN));
    assert_eq!(module.sign_init(CKM_ECDSA_SHA256, key), CKR_OK);
    assert_eq!(
        module.login(CKU_CONTEXT_SPECIFIC, "123456"),
        CKR_PIN_INCORRECT
    );
    assert_eq!(module.login(CKU_CONTEXT_SPECIFIC, "9999"), CKR_OK);
    assert_eq!(module.sign(b"text").unwrap().len(), 64);
    assert_eq!(module.token().key_tries_left, 3);
}

#[test]
fn only_the_officer_writes_where_asked() {
    let token = TokenFile::new("t").with(|t| t.write_as_so = true);
    let module = Module::start(&token, &[]);
    module.login(CKU_USER, "123456");
    assert_eq!(rsa(&module, &[1]), Err(CKR_USER_NOT_LOGGED_IN));
    drop(module);
    let module = Module::start(&token, &[]);
    assert_eq!(module.login(CKU_SO, "12345678"), CKR_OK);
    rsa(&module, &[1]).unwrap();
    assert_eq!(module.find(CKO_PRIVATE_KEY).0.len(), 1);
}

#[test]
fn odd_ways_can_be_chosen() {
    let ways = TokenFile::new("t")
        .with_odd_objects()
        .with_secret_key(&[9], "aes")
        .with(|t| {
            t.extractable_keys = true;
            t.hide_public_key = true;
            t.ignore_id = true;
            t.one_certificate_per_key = true;
            t.reject_attributes.create = vec![CKA_EXTRACTABLE];
            t.bad_slots = 1;
        });
    let module = Module::start(&ways, &[]);
    assert_eq!(module.slots(), (CKR_OK, 2));
    assert_eq!(module.find(CKO_SECRET_KEY).0.len(), 0);
    assert_eq!(module.sign_init(CKM_ECDSA, 99), CKR_KEY_HANDLE_INVALID);
    module.login(CKU_USER, "123456");
    let key = ec(&module, P256, &[1]).unwrap();
    let (_, lengths, values) = module.read(key, &[CKA_EXTRACTABLE, CKA_ID, CKA_EC_POINT]);
    assert_eq!(
        (values[0].as_slice(), values[1].as_slice()),
        ([1].as_slice(), [0xC0, 0x40].as_slice())
    );
    assert_eq!(lengths[2], CK_ULONG::MAX);
    assert_eq!(module.find(CKO_PUBLIC_KEY).0.len(), 0);
    let (class, kind) = (CKO_CERTIFICATE.to_ne_bytes(), CKC_X_509.to_ne_bytes());
    let mut template = vec![
        (CKA_CLASS, class.as_slice()),
        (CKA_CERTIFICATE_TYPE, kind.as_slice()),
        (CKA_TOKEN, &[1]),
        (CKA_ID, &[0xEE]),
        (CKA_VALUE, b"der"),
    ];
    module.create(&template).unwrap();
    assert_eq!(module.find(CKO_CERTIFICATE).0.len(), 1);
    template.push((CKA_EXTRACTABLE, &[0]));
    assert_eq!(module.create(&template), Err(CKR_TEMPLATE_INCONSISTENT));
}
