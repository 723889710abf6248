//! Using a key: one call for initialising, the key's own log-in and the signature.

use parafa::child::Client;
use parafa::token::{
    Class, Engine, Fault, FaultKind, Handle, KeyAuth, Role, SignMechanism, TokenState,
};
use parafa_faulty::{Phase, TokenFile, log_calls};

use crate::kit::{Kit, SLOT, look, secret};

const HASH: [u8; 32] = [7; 32];

fn token() -> TokenFile {
    TokenFile::new("signs").with_ec_key(&[1], "key", "p256")
}

/// A key that asks for a PIN of its own at each use.
fn asking() -> TokenFile {
    TokenFile::new("asks")
        .with(|token| {
            token.always_authenticate = true;
            token.key_pin = Some("987654".to_owned());
        })
        .with_ec_key(&[1], "key", "p256")
}

fn key(client: &mut Client) -> Handle {
    look(client, SLOT, &[Class::PrivateKey]).0[0].handle
}

fn sign(client: &mut Client, auth: KeyAuth<'_>) -> Result<Vec<u8>, Fault> {
    let key = key(client);
    client.sign(SLOT, key, SignMechanism::Ecdsa, &HASH, auth)
}

#[test]
fn a_signature_is_one_call_into_a_buffer_of_ours() {
    let kit = Kit::new(token());
    let mut client = kit.logged_in();
    assert_eq!(sign(&mut client, KeyAuth::NotAsked).unwrap().len(), 64);
    let calls = kit.entered("C_Sign");
    assert_eq!(calls.len(), 1);
    assert_eq!(
        calls[0].get("out"),
        Some("given"),
        "no query for the length: it ends the operation on some modules"
    );
}

#[test]
fn the_keys_own_pin_goes_between_initialising_and_signing() {
    let kit = Kit::new(asking());
    let mut client = kit.logged_in();
    sign(&mut client, KeyAuth::Secret(&secret("987654"))).unwrap();
    let names: Vec<_> = log_calls(kit.log_path())
        .into_iter()
        .filter(|call| call.phase == Phase::Enter)
        .map(|call| call.function)
        .collect();
    assert!(names.ends_with(&["C_SignInit".into(), "C_Login".into(), "C_Sign".into()]));
    assert_eq!(kit.entered("C_Login")[1].get("user"), Some("2"));
}

#[test]
fn a_wrong_key_pin_is_sent_once_and_leaves_a_usable_session() {
    let kit = Kit::new(asking());
    let mut client = kit.logged_in();
    let fault = sign(&mut client, KeyAuth::Secret(&secret("000000"))).unwrap_err();
    assert_eq!(fault.kind, FaultKind::WrongPin);
    assert_eq!(fault.call.as_deref(), Some("C_Login"));
    assert_eq!(kit.entered("C_Login").len(), 2, "the user's and the key's");
    assert_eq!(kit.token().key_tries_left, 2);
    sign(&mut client, KeyAuth::Secret(&secret("987654"))).unwrap();
}

#[test]
fn a_key_that_asks_and_got_no_pin_says_so_at_the_signature() {
    let kit = Kit::new(asking());
    let mut client = kit.logged_in();
    let fault = sign(&mut client, KeyAuth::NotAsked).unwrap_err();
    assert_eq!(fault.kind, FaultKind::NotLoggedIn);
    assert_eq!(fault.call.as_deref(), Some("C_Sign"));
    assert_eq!(kit.entered("C_Login").len(), 1);
}

#[test]
fn a_key_that_asks_on_the_pad_gets_no_pin_from_us() {
    let kit = Kit::new(asking().with(|token| token.pin_pad = true));
    let mut client = kit.logged_in();
    sign(&mut client, KeyAuth::Pad).unwrap();
    assert_eq!(kit.entered("C_Login")[1].get("pin"), Some("null"));
}

#[test]
fn the_pad_has_the_pads_time_for_the_signature_too() {
    let kit = Kit::new(asking().with(|token| token.pin_pad = true))
        .script("C_Sign=delay:600")
        .limited(|limits| limits.sign = crate::kit::millis(200));
    let mut client = kit.logged_in();
    sign(&mut client, KeyAuth::Pad).unwrap();
    let fault = sign(&mut client, KeyAuth::Secret(&secret("987654"))).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Hung { millis: 200 });
    assert_eq!(fault.state, TokenState::NothingChanged);
}

#[test]
fn a_mechanism_that_is_listed_and_refused_is_remembered() {
    let kit = Kit::new(token().with(|token| token.refuse_sign = vec![0x1041]));
    let mut client = kit.logged_in();
    let fault = sign(&mut client, KeyAuth::NotAsked).unwrap_err();
    assert_eq!(fault.kind, FaultKind::MechanismRefused);
    assert_eq!(fault.call.as_deref(), Some("C_SignInit"));
    sign(&mut client, KeyAuth::NotAsked).unwrap_err();
    assert_eq!(
        client.learnt().refused_mechanisms,
        [SignMechanism::Ecdsa],
        "once"
    );
    let key = key(&mut client);
    client
        .sign(
            SLOT,
            key,
            SignMechanism::EcdsaSha256,
            b"text",
            KeyAuth::NotAsked,
        )
        .unwrap();
}

#[test]
fn a_key_that_may_not_sign_says_nothing_about_the_mechanism() {
    let kit = Kit::new(token()).script("C_SignInit=rv:CKR_KEY_FUNCTION_NOT_PERMITTED");
    let mut client = kit.logged_in();
    sign(&mut client, KeyAuth::NotAsked).unwrap_err();
    assert!(client.learnt().refused_mechanisms.is_empty());
}

#[test]
fn an_absurd_length_is_no_signature() {
    let kit = Kit::new(token()).script("C_Sign=garbage");
    let fault = sign(&mut kit.logged_in(), KeyAuth::NotAsked).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Senseless);
    assert_eq!(fault.call.as_deref(), Some("C_Sign"));
}

#[test]
fn a_buffer_that_is_too_small_grows_once() {
    let kit = Kit::new(token()).script("C_Sign@1=rv:CKR_BUFFER_TOO_SMALL");
    assert_eq!(
        sign(&mut kit.logged_in(), KeyAuth::NotAsked).unwrap().len(),
        64
    );
    let kit = Kit::new(token()).script("C_Sign=rv:CKR_BUFFER_TOO_SMALL");
    let fault = sign(&mut kit.logged_in(), KeyAuth::NotAsked).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Senseless);
    assert_eq!(kit.entered("C_Sign").len(), 2);
}

#[test]
fn decrypting_goes_the_same_way() {
    let token = TokenFile::new("decrypts").with_rsa_key(&[1], "key", 2048);
    let token = token.with(|token| {
        for object in &mut token.objects {
            object.attributes.insert(0x105, vec![1]);
        }
    });
    let kit = Kit::new(token).script("C_Decrypt=garbage");
    let mut client = kit.logged_in();
    let key = key(&mut client);
    let fault = client
        .decrypt(SLOT, key, &[1; 256], KeyAuth::NotAsked)
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::Senseless);
    assert_eq!(fault.call.as_deref(), Some("C_Decrypt"));
    assert_eq!(
        kit.entered("C_DecryptInit")[0].get("mechanism"),
        Some("0x1"),
        "PKCS#1 v1.5"
    );
}

#[test]
fn without_a_session_nothing_is_signed() {
    let kit = Kit::new(token());
    let mut client = kit.client();
    client.module().unwrap();
    let fault = client
        .sign(
            SLOT,
            Handle(1),
            SignMechanism::Ecdsa,
            &HASH,
            KeyAuth::NotAsked,
        )
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::SessionLost);
    assert!(client.login(SLOT, Role::User, Some(&secret("1"))).is_err());
    assert!(kit.entered("C_Login").is_empty());
}
