//! Making a key: the template ladder, and what is looked at before each rung.

use parafa::token::{
    Class, Curve, Engine, FaultKind, Generated, KeyId, KeyType, KeyWish, TokenState, Usage,
};
use parafa_faulty::TokenFile;

use crate::kit::{Kit, SLOT, look};

const TOKEN: u64 = 0x1;
const PRIVATE: u64 = 0x2;
const LABEL: u64 = 0x3;
const ID: u64 = 0x102;
const SENSITIVE: u64 = 0x103;
const ENCRYPT: u64 = 0x104;
const DECRYPT: u64 = 0x105;
const SIGN: u64 = 0x108;
const VERIFY: u64 = 0x10A;
const MODULUS_BITS: u64 = 0x121;
const PUBLIC_EXPONENT: u64 = 0x122;
const EXTRACTABLE: u64 = 0x162;
const EC_PARAMS: u64 = 0x180;

pub(crate) fn ec_wish() -> KeyWish {
    KeyWish {
        key_type: KeyType::Ec(Curve::P256),
        id: Some(KeyId(vec![0x42])),
        label: "new".to_owned(),
        usage: Usage::Sign,
        before: Vec::new(),
        first_rung: 0,
    }
}

fn rsa_wish() -> KeyWish {
    KeyWish {
        key_type: KeyType::Rsa(2048),
        usage: Usage::SignAndDecrypt,
        ..ec_wish()
    }
}

fn rejecting(kinds: &[u64]) -> Kit {
    Kit::new(
        TokenFile::new("ladder").with(|token| token.reject_attributes.generate = kinds.to_vec()),
    )
}

/// The two templates of every generation, in the order of their calls.
fn templates(kit: &Kit) -> Vec<(Vec<u64>, Vec<u64>)> {
    let sorted = |mut list: Vec<u64>| {
        list.sort_unstable();
        list
    };
    kit.entered("C_GenerateKeyPair")
        .iter()
        .map(|call| {
            (
                sorted(call.numbers("public")),
                sorted(call.numbers("private")),
            )
        })
        .collect()
}

#[test]
fn the_full_template_comes_first() {
    let kit = rejecting(&[]);
    let made = kit.logged_in().generate(SLOT, &ec_wish()).unwrap();
    assert_eq!(made.rung, 0);
    let public = vec![TOKEN, PRIVATE, LABEL, ID, VERIFY, EC_PARAMS];
    let private = vec![TOKEN, PRIVATE, LABEL, ID, SENSITIVE, SIGN, EXTRACTABLE];
    assert_eq!(templates(&kit), [(public, private)]);
    let key = kit.token();
    let key = key.of_class(3).next().unwrap();
    assert!(key.flag(SENSITIVE) && !key.flag(EXTRACTABLE) && key.flag(SIGN));
}

#[test]
fn only_rsa_that_enciphers_may_decrypt() {
    for (wish, decrypts) in [
        (rsa_wish(), true),
        (
            KeyWish {
                usage: Usage::Sign,
                ..rsa_wish()
            },
            false,
        ),
        (
            KeyWish {
                usage: Usage::SignAndDecrypt,
                ..ec_wish()
            },
            false,
        ),
    ] {
        let kit = rejecting(&[]);
        kit.logged_in().generate(SLOT, &wish).unwrap();
        let (public, private) = templates(&kit).remove(0);
        assert_eq!(public.contains(&ENCRYPT), decrypts, "{wish:?}");
        assert_eq!(private.contains(&DECRYPT), decrypts, "{wish:?}");
    }
}

#[test]
fn the_ladder_goes_down_in_its_order_and_no_further_than_it_must() {
    for (refused, rung, calls) in [
        (DECRYPT, 1, 2),
        (ENCRYPT, 1, 2),
        (SIGN, 2, 3),
        (VERIFY, 2, 3),
        (LABEL, 3, 4),
        (PRIVATE, 4, 5),
        (SENSITIVE, 5, 11),
        (EXTRACTABLE, 5, 11),
    ] {
        let kit = rejecting(&[refused]);
        let mut client = kit.logged_in();
        let made = client.generate(SLOT, &rsa_wish()).unwrap();
        assert_eq!(made.rung, rung, "{refused:#x}");
        assert_eq!(client.learnt().key_rung, Some(rung));
        assert_eq!(templates(&kit).len(), calls, "{refused:#x}");
    }
}

#[test]
fn each_rung_drops_exactly_what_is_documented() {
    let kit = rejecting(&[TOKEN]);
    let fault = kit.logged_in().generate(SLOT, &rsa_wish()).unwrap_err();
    assert_eq!(fault.kind, FaultKind::TemplateRefused);
    assert_eq!(fault.call.as_deref(), Some("C_GenerateKeyPair"));
    assert_eq!(fault.state, TokenState::NothingChanged);
    let mut public = vec![
        TOKEN,
        PRIVATE,
        LABEL,
        ID,
        ENCRYPT,
        VERIFY,
        MODULUS_BITS,
        PUBLIC_EXPONENT,
    ];
    let mut private = vec![
        TOKEN,
        PRIVATE,
        LABEL,
        ID,
        SENSITIVE,
        DECRYPT,
        SIGN,
        EXTRACTABLE,
    ];
    let mut dropping = vec![(public.clone(), private.clone())];
    for dropped in [
        vec![ENCRYPT, DECRYPT],
        vec![SIGN, VERIFY],
        vec![LABEL],
        vec![PRIVATE],
        vec![SENSITIVE, EXTRACTABLE],
    ] {
        public.retain(|kind| !dropped.contains(kind));
        private.retain(|kind| !dropped.contains(kind));
        dropping.push((public.clone(), private.clone()));
    }
    // What protects the key goes only after the public half was tried as an object of the session, too.
    let bare = dropping.pop().unwrap();
    let expected = [dropping.clone(), dropping, vec![bare.clone(), bare]].concat();
    assert_eq!(templates(&kit), expected);
}

#[test]
fn every_refusal_of_a_template_goes_down_and_nothing_else_does() {
    for (answer, goes_down) in [
        ("CKR_TEMPLATE_INCONSISTENT", true),
        ("CKR_TEMPLATE_INCOMPLETE", true),
        ("CKR_ATTRIBUTE_TYPE_INVALID", true),
        ("CKR_ATTRIBUTE_VALUE_INVALID", true),
        ("CKR_ATTRIBUTE_READ_ONLY", true),
        ("CKR_ARGUMENTS_BAD", true),
        ("CKR_DEVICE_ERROR", false),
        ("CKR_GENERAL_ERROR", false),
        ("CKR_FUNCTION_FAILED", false),
        ("CKR_USER_NOT_LOGGED_IN", false),
        ("CKR_MECHANISM_INVALID", false),
        ("0x80000001", false),
    ] {
        let kit = rejecting(&[]).script(&format!("C_GenerateKeyPair@1=rv:{answer}"));
        let made = kit.logged_in().generate(SLOT, &ec_wish());
        assert_eq!(made.is_ok(), goes_down, "{answer}");
        let calls = if goes_down { 2 } else { 1 };
        assert_eq!(kit.entered("C_GenerateKeyPair").len(), calls, "{answer}");
        if let Err(fault) = made {
            assert_eq!(fault.ckr.as_deref(), Some(answer));
            assert_eq!(fault.state, TokenState::NothingChanged, "a look told");
        }
    }
}

#[test]
fn a_key_that_shows_after_a_refusal_ends_the_ladder() {
    for answer in ["CKR_TEMPLATE_INCONSISTENT", "CKR_DEVICE_ERROR"] {
        let kit = rejecting(&[]).script(&format!("C_GenerateKeyPair=after:{answer}"));
        let fault = kit.logged_in().generate(SLOT, &ec_wish()).unwrap_err();
        assert_eq!(fault.state, TokenState::Changed, "{answer}");
        assert_eq!(fault.ckr.as_deref(), Some(answer));
        assert_eq!(kit.entered("C_GenerateKeyPair").len(), 1, "{answer}");
    }
}

#[test]
fn a_key_that_was_there_before_ends_no_ladder() {
    let token = TokenFile::new("before")
        .with_ec_key(&[1], "old", "p256")
        .with(|token| token.reject_attributes.generate = vec![LABEL]);
    let kit = Kit::new(token);
    let mut client = kit.logged_in();
    let (keys, _) = look(&mut client, SLOT, &[Class::PrivateKey]);
    let before = keys.iter().map(|key| key.handle).collect();
    let made = client.generate(
        SLOT,
        &KeyWish {
            before,
            ..ec_wish()
        },
    );
    assert_eq!(made.unwrap().rung, 3);
}

#[test]
fn where_the_look_fails_too_the_first_fault_is_told_and_the_state_unknown() {
    let kit = rejecting(&[]).script(
        "C_GenerateKeyPair=rv:CKR_TEMPLATE_INCONSISTENT;C_FindObjectsInit=rv:CKR_DEVICE_ERROR",
    );
    let fault = kit.logged_in().generate(SLOT, &ec_wish()).unwrap_err();
    assert_eq!(fault.call.as_deref(), Some("C_GenerateKeyPair"));
    assert_eq!(fault.state, TokenState::Unknown);
    assert_eq!(kit.entered("C_GenerateKeyPair").len(), 1);
}

#[test]
fn what_was_learnt_is_tried_first() {
    let kit = rejecting(&[LABEL]);
    let wish = KeyWish {
        first_rung: 3,
        ..ec_wish()
    };
    assert_eq!(kit.logged_in().generate(SLOT, &wish).unwrap().rung, 3);
    assert_eq!(kit.entered("C_GenerateKeyPair").len(), 1);
}

#[test]
fn a_rung_learnt_with_decryption_drops_nothing_from_a_signing_key() {
    let kit = rejecting(&[]);
    let wish = KeyWish {
        first_rung: 1,
        ..ec_wish()
    };
    kit.logged_in().generate(SLOT, &wish).unwrap();
    let (public, private) = templates(&kit).remove(0);
    assert!(public.contains(&VERIFY) && private.contains(&SIGN) && private.contains(&LABEL));
}

/// Q43: some tokens take no public key as an object of their own.
#[test]
fn a_public_half_that_is_refused_lives_in_the_session() {
    let token = TokenFile::new("small").with(|token| token.public_in_session = true);
    let kit = Kit::new(token);
    let mut client = kit.logged_in();
    let made = client.generate(SLOT, &ec_wish()).unwrap();
    assert_eq!((made.rung, made.dropped()), (Generated::IN_SESSION, 0));
    assert_eq!(client.learnt().key_rung, Some(Generated::IN_SESSION));
    let (public, _) = look(&mut client, SLOT, &[Class::PublicKey]);
    assert_eq!(public.len(), 1, "as long as the session is open");
    let token = kit.token();
    let private = token.of_class(3).next().unwrap();
    assert!(private.flag(TOKEN) && private.flag(SENSITIVE) && !private.flag(EXTRACTABLE));
    assert_eq!(token.of_class(2).count(), 0);
    let wish = KeyWish {
        first_rung: Generated::IN_SESSION,
        id: Some(KeyId(vec![0x43])),
        ..ec_wish()
    };
    let calls = kit.entered("C_GenerateKeyPair").len();
    client.generate(SLOT, &wish).unwrap();
    assert_eq!(kit.entered("C_GenerateKeyPair").len(), calls + 1);
}

#[test]
fn a_full_token_is_said_to_be_full() {
    let kit = Kit::new(TokenFile::new("full").with(|token| token.size = Some(1)));
    let fault = kit.logged_in().generate(SLOT, &ec_wish()).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Full);
    assert_eq!(fault.state, TokenState::NothingChanged);
}
