//! Looking: what is asked, what hides nothing else, what is bounded.

use parafa::token::{Access, Body, Class, Engine, FaultKind, Settle};
use parafa_faulty::{Phase, TokenFile, log_calls};

use crate::kit::{Kit, SLOT, look, millis};

const VALUE: u64 = 0x11;

fn filled() -> TokenFile {
    TokenFile::new("filled")
        .with_rsa_key(&[1], "first", 2048)
        .with_ec_key(&[2], "second", "p256")
        .with_secret_key(&[3], "secret")
}

#[test]
fn the_value_is_asked_of_certificates_only() {
    let kit = Kit::new(
        filled()
            .with_certificate(&[1], "cert", &[0x30, 0x03, 0x02, 0x01, 0x01])
            .with_odd_objects(),
    );
    let mut client = kit.logged_in();
    let (objects, end) = look(&mut client, SLOT, &Class::ALL);
    assert!(end.complete, "{end:?}");
    assert_eq!(
        objects
            .iter()
            .filter(|object| object.class() == Some(Class::PrivateKey))
            .count(),
        2
    );
    let mut others = 0;
    client
        .look_others(SLOT, &mut |batch| {
            others += batch.len();
            assert!(
                batch
                    .iter()
                    .all(|object| matches!(object.body, Body::Other(_)))
            );
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(others, 2);
    client.end();
    let token = TokenFile::read(kit.token_path());
    let certificates: Vec<u64> = token.of_class(1).map(|object| object.handle).collect();
    let mut asked = 0;
    for call in log_calls(kit.log_path()) {
        if call.function != "C_GetAttributeValue" || call.phase != Phase::Enter {
            continue;
        }
        if call.numbers("types").contains(&VALUE) {
            asked += 1;
            assert!(
                certificates.contains(&call.numbers("object")[0]),
                "CKA_VALUE of no certificate: {call:?}"
            );
        }
    }
    assert!(asked >= 1);
}

#[test]
fn one_read_per_object() {
    let kit = Kit::new(filled());
    let mut client = kit.logged_in();
    let (objects, _) = look(&mut client, SLOT, &Class::ALL);
    client.end();
    let reads = parafa_faulty::count_calls(kit.log_path())["C_GetAttributeValue"];
    assert_eq!(reads, objects.len());
}

#[test]
fn a_module_that_stops_early_is_read_singly_and_remembered() {
    // 0x162 is CKA_EXTRACTABLE, which this module cannot tell; what stands behind it was left untouched.
    let kit =
        Kit::new(filled()).script("C_GetAttributeValue=deny:0x162;C_GetAttributeValue=stop-early");
    let mut client = kit.logged_in();
    let (objects, end) = look(&mut client, SLOT, &[Class::PrivateKey]);
    assert!(end.complete);
    for object in &objects {
        let Body::PrivateKey(key) = &object.body else {
            panic!()
        };
        assert_eq!(key.extractable, None, "not told is not false");
        assert_eq!(
            key.sign,
            Some(true),
            "what comes behind it is read all the same"
        );
        assert!(key.kind.is_some());
    }
    client.end();
}

#[test]
fn a_bad_slot_hides_no_good_one() {
    let kit = Kit::new(filled().with(|token| token.bad_slots = 2));
    let mut client = kit.client();
    client.module().unwrap();
    let slots = client.slots().unwrap();
    assert_eq!(slots.iter().filter(|slot| slot.token.is_err()).count(), 2);
    assert_eq!(slots.iter().filter(|slot| slot.token.is_ok()).count(), 1);
}

#[test]
fn absurd_counts_are_refused_before_anything_is_allocated() {
    for function in ["C_GetSlotList", "C_FindObjects", "C_GetMechanismList"] {
        let kit = Kit::new(filled()).script(&format!("{function}=garbage"));
        let mut client = kit.client();
        client.module().unwrap();
        let fault = match function {
            "C_GetSlotList" => client.slots().unwrap_err(),
            "C_GetMechanismList" => client.mechanisms(SLOT).unwrap_err(),
            _ => {
                client.open(SLOT, Access::Read).unwrap();
                client
                    .look(SLOT, &[Class::Certificate], &mut |_| {
                        std::ops::ControlFlow::Continue(())
                    })
                    .unwrap_err()
            }
        };
        assert_eq!(fault.kind, FaultKind::Senseless, "{function}");
        assert_eq!(fault.call.as_deref(), Some(function));
    }
}

#[test]
fn short_batches_end_nothing_until_the_module_is_known() {
    let token = (0..5u8).fold(TokenFile::new("five"), |token, index| {
        token.with_certificate(&[index], "c", &[0x30, 0x03, 0x02, 0x01, index])
    });
    let kit = Kit::new(token).script("C_FindObjects=short");
    let mut client = kit.client();
    client.module().unwrap();
    client.open(SLOT, Access::Read).unwrap();
    let (objects, _) = look(&mut client, SLOT, &[Class::Certificate]);
    assert_eq!(objects.len(), 5);
    assert!(!client.learnt().short_batch_ends);
}

#[test]
fn a_module_that_hands_out_few_at_a_time_hides_nothing() {
    // The first search has one object, and so looks as if a short batch were the last one.
    let token = filled().with_certificate(&[1], "c", &[0x30, 0]);
    let mut kit = Kit::new(token).script("C_FindObjects=short");
    let mut client = kit.logged_in();
    assert_eq!(look(&mut client, SLOT, &Class::ALL).0.len(), 5);
    client.end();
    kit.setup.learnt.short_batch_ends = true;
    let mut client = kit.logged_in();
    assert_eq!(look(&mut client, SLOT, &Class::ALL).0.len(), 5);
}

#[test]
fn a_short_batch_of_a_module_with_room_for_more_is_its_last() {
    let token = (0..5u8).fold(filled(), |token, id| {
        token.with_certificate(&[id], "c", &[0x30, 0])
    });
    let kit = Kit::new(token);
    let mut client = kit.logged_in();
    assert_eq!(look(&mut client, SLOT, &Class::ALL).0.len(), 9);
    assert_eq!(
        kit.entered("C_FindObjects").len(),
        4,
        "the first search asks once more, the others need not"
    );
}

#[test]
fn slots_are_asked_with_null_first_then_slot_then_token() {
    let kit = Kit::new(filled());
    let mut client = kit.client();
    client.module().unwrap();
    client.slots().unwrap();
    let calls: Vec<_> = log_calls(kit.log_path())
        .into_iter()
        .filter(|call| call.phase == Phase::Enter)
        .skip_while(|call| call.function != "C_GetSlotList")
        .collect();
    let names: Vec<_> = calls.iter().map(|call| call.function.as_str()).collect();
    assert_eq!(
        names,
        [
            "C_GetSlotList",
            "C_GetSlotList",
            "C_GetSlotInfo",
            "C_GetTokenInfo"
        ]
    );
    assert_eq!(calls[0].get("list"), Some("null"), "only that refreshes it");
    assert_eq!(calls[0].get("present"), Some("1"));
}

#[test]
fn only_the_classes_that_were_asked_for_are_searched() {
    let kit = Kit::new(filled());
    let mut client = kit.logged_in();
    look(&mut client, SLOT, &[Class::Certificate, Class::PrivateKey]);
    let searched: Vec<_> = kit
        .entered("C_FindObjectsInit")
        .iter()
        .map(|call| (call.numbers("class"), call.numbers("types")))
        .collect();
    assert_eq!(searched, [(vec![1], vec![0]), (vec![3], vec![0])]);
}

#[test]
fn a_search_that_fails_is_ended_so_that_the_next_one_works() {
    let kit = Kit::new(filled()).script("C_FindObjects@1=rv:CKR_DEVICE_ERROR");
    let mut client = kit.logged_in();
    let fault = client
        .look(SLOT, &[Class::PrivateKey], &mut |_| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap_err();
    assert_eq!(fault.call.as_deref(), Some("C_FindObjects"));
    assert_eq!(look(&mut client, SLOT, &[Class::PrivateKey]).0.len(), 2);
}

#[test]
fn closing_logs_out_and_closes() {
    let kit = Kit::new(filled());
    let mut client = kit.logged_in();
    client.close(SLOT);
    assert_eq!(kit.entered("C_Logout").len(), 1);
    assert_eq!(kit.entered("C_CloseSession").len(), 1);
    client.open(SLOT, Access::Read).unwrap();
    assert_eq!(look(&mut client, SLOT, &[Class::PrivateKey]).0.len(), 0);
}

/// Q16: the first answers do not name all slots of a card yet.
#[test]
fn a_module_whose_slots_appear_late_is_asked_again() {
    let late = || {
        TokenFile::new("late").with(|token| {
            token.bad_slots = 1;
            token.appears_after = 2;
        })
    };
    let asked = |settle: Option<Settle>| {
        let mut kit = Kit::new(late());
        kit.setup.settle = settle;
        let mut client = kit.client();
        client.module().unwrap();
        client.slots().unwrap().len()
    };
    assert_eq!(asked(None), 1, "the first answer");
    let settle = |tokens, millis| Some(Settle { tokens, millis });
    let begun = std::time::Instant::now();
    assert_eq!(asked(settle(Some(2), 60_000)), 2);
    assert!(begun.elapsed() < millis(3000), "no longer than needed");
    assert_eq!(asked(settle(None, 60_000)), 2, "until nothing changes");
    assert_eq!(asked(settle(Some(2), 600)), 1, "not beyond the limit");
    let begun = std::time::Instant::now();
    let none = || TokenFile::new("none").with(|token| token.appears_after = 1000);
    let mut kit = Kit::new(none());
    kit.setup.settle = settle(Some(3), 60_000);
    let mut client = kit.client();
    client.module().unwrap();
    assert_eq!(client.slots().unwrap().len(), 0);
    assert!(
        begun.elapsed() < millis(5000),
        "without a card nothing is waited for"
    );
}

/// Q15: asked for slots with a token, some modules list the empty ones, too.
#[test]
fn slots_that_turn_out_empty_are_not_shown() {
    let kit = Kit::new(TokenFile::new("card").with(|token| token.bad_slots = 1));
    let kit = kit.script("C_GetTokenInfo@1=rv:CKR_TOKEN_NOT_PRESENT");
    let mut client = kit.client();
    client.module().unwrap();
    let slots = client.slots().unwrap();
    assert_eq!(slots.len(), 1);
    assert_eq!(slots[0].id, SLOT);
}
