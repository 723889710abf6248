//! `install` over the faulty module.

use parafa::error::{Code, Exit};
use parafa_faulty::TokenFile;

use crate::kit::Kit;

fn token() -> TokenFile {
    TokenFile::new("Parafa")
}

fn certificates(kit: &Kit) -> usize {
    kit.token().of_class(1).count()
}

#[test]
fn a_certificate_is_put_in_place_once() {
    for (hidden, private) in [(false, false), (true, false), (false, true), (true, true)] {
        let kit =
            Kit::new(token().with(|t| (t.hide_public_key, t.private_certs) = (hidden, private)));
        let made = kit.request().unwrap();
        let file = kit.issue(&made, "a.pem");
        let done = kit.install(&[&file], true).unwrap();
        assert_eq!(done.installed.len(), 1, "{hidden} {private} {done:?}");
        let again = kit.install(&[&file], true).unwrap();
        assert_eq!(again.already.len(), 1, "{hidden} {private} {again:?}");
        assert_eq!(kit.entered("C_CreateObject"), 1);
        assert_eq!(certificates(&kit), 1);
    }
}

#[test]
fn another_keys_certificate_fits_nothing() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    let other = Kit::new(token().with_rsa_key(&[9], "other", 3072));
    let done = other.install(&[&file], false).unwrap();
    assert_eq!(done.failure().unwrap().code, Code::NoVisibleKeyFits);
    assert_eq!(other.entered("C_Login"), 0);
    let done = other.install(&[&file], true).unwrap();
    assert_eq!(done.failure().unwrap().code, Code::FitsNoKey);
    assert_eq!(done.failure().unwrap().code.exit(), Exit::NotFound);
}

#[test]
fn without_a_proof_nothing_is_written() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.change(|t| t.wrong_signature = true);
    assert_eq!(
        kit.install(&[&file], false).unwrap_err().code,
        Code::ProofFailed
    );
    assert_eq!(kit.entered("C_CreateObject"), 0);
}

#[test]
fn what_was_cut_off_is_settled_by_the_next_view() {
    for (script, code) in [
        ("C_CreateObject=crash", Code::SettledNothing),
        ("C_CreateObject=crash-after", Code::Settled),
    ] {
        let mut kit = Kit::new(token());
        let made = kit.request().unwrap();
        let file = kit.issue(&made, "a.pem");
        kit.set("FAULTY_SCRIPT", script);
        kit.install(&[&file], false).unwrap_err();
        kit.env.retain(|(name, _)| name != "FAULTY_SCRIPT");
        let show = parafa::op::show::Show {
            login: true,
            ..Default::default()
        };
        kit.run(|setting| show.run(setting)).unwrap();
        assert!(kit.ask.was_told(code), "{script} {:?}", kit.ask.told);
    }
}

#[test]
fn one_that_fails_leaves_the_others() {
    let mut kit = Kit::new(token());
    let first = kit.request().unwrap();
    let second = kit.request().unwrap();
    let (a, b) = (kit.issue(&first, "a.pem"), kit.issue(&second, "b.pem"));
    kit.set("FAULTY_SCRIPT", "C_CreateObject@1=rv:CKR_DEVICE_MEMORY");
    let done = kit.install(&[&a, &b], false).unwrap();
    assert_eq!((done.installed.len(), done.skipped.len()), (1, 1));
}

#[test]
fn a_token_of_the_officer_is_learnt() {
    let mut kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.change(|t| t.write_as_so = true);
    kit.ask.so = Some("12345678".to_owned());
    assert_eq!(
        kit.install(&[&file], false).unwrap_err().code,
        Code::SoPinNeeded
    );
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(done.installed.len(), 1, "{done:?}");
    assert!(kit.details("C_Login").last().unwrap().contains("user=0"));
    assert_eq!(certificates(&kit), 1);
}

#[test]
fn a_silently_replaced_certificate_is_saved_and_learnt() {
    let mut kit = Kit::new(token().with(|t| t.one_certificate_per_key = true));
    let made = kit.request().unwrap();
    let (a, b, c) = (
        kit.issue(&made, "a.pem"),
        kit.issue(&made, "b.pem"),
        kit.issue(&made, "c.pem"),
    );
    kit.install(&[&a], false).unwrap();
    let done = kit.install(&[&b], false).unwrap();
    let row = &done.installed[0].superseded[0];
    let saved = row.saved_to.clone().unwrap();
    let bytes = std::fs::read(&saved).unwrap();
    std::fs::remove_file(&saved).unwrap();
    assert_eq!((row.kept, bytes), (false, der(&a)));
    // The next time it is saved before: the certificate that is not written replaces none.
    kit.set("FAULTY_SCRIPT", "C_CreateObject=rv:CKR_DEVICE_MEMORY");
    let saved = {
        kit.install(&[&c], false).unwrap_err();
        let name = format!("Ana-Exemplu-{}.cer", &done.installed[0].serial[..16]);
        std::path::PathBuf::from(name)
    };
    let bytes = std::fs::read(&saved).unwrap();
    std::fs::remove_file(&saved).unwrap();
    assert_eq!(bytes, der(&b));
    assert_eq!(certificates(&kit), 1);
}

/// One certificate, as it stands in a file.
fn der(file: &std::path::Path) -> Vec<u8> {
    let bytes = std::fs::read(file).unwrap();
    let mut contents = parafa::x509::recognise(&bytes).unwrap();
    contents.certificates.remove(0).der().to_vec()
}

fn other_token() -> TokenFile {
    TokenFile::new("Other").with(|t| "0000000000000008".clone_into(&mut t.serial))
}

#[test]
fn a_copy_away_from_its_key_is_not_there_already() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    // The copy lies on the token that is looked at first, the key on the other one.
    let keyed = kit.token();
    for other_first in [true, false] {
        let copy = other_token().with_certificate(&[1], "copy", &der(&file));
        let (first, second) = if other_first {
            (copy, keyed.clone())
        } else {
            (keyed.clone(), copy)
        };
        let two = Kit::new(first).beside(second);
        let done = two.install(&[&file], false).unwrap();
        assert_eq!(
            (done.installed.len(), done.already.len()),
            (1, 0),
            "{done:?}"
        );
        assert!(done.installed[0].token.contains("token=Parafa"), "{done:?}");
        let again = two.install(&[&file], false).unwrap();
        assert_eq!((again.installed.len(), again.already.len()), (0, 1));
        assert_eq!(again.already[0].id, done.installed[0].id);
        assert_eq!(two.entered("C_CreateObject"), 1);
    }
    // Where no token shows the key, the copy is all there is.
    let copy = other_token().with_certificate(&[1], "copy", &der(&file));
    let none = Kit::new(copy).beside(token());
    let done = none.install(&[&file], false).unwrap();
    assert_eq!(
        (done.installed.len(), done.already.len()),
        (0, 1),
        "{done:?}"
    );
    assert_eq!(none.entered("C_Login"), 0);
}

#[test]
fn one_run_serves_two_tokens() {
    let kit = Kit::new(token());
    let here = kit.request().unwrap();
    let there = Kit::new(other_token().with(|t| {
        t.rsa_taken.insert(2048, 2);
    }));
    let other = there.request().unwrap();
    let (a, b) = (kit.issue(&here, "a.pem"), kit.issue(&other, "b.pem"));
    let kit = kit.beside(there.token());
    let done = kit.install(&[&a, &b], false).unwrap();
    assert_eq!(
        (done.installed.len(), done.skipped.len()),
        (2, 0),
        "{done:?}"
    );
    assert_ne!(done.installed[0].token, done.installed[1].token);
    let second = TokenFile::read(&kit.others[0]);
    assert_eq!((certificates(&kit), second.of_class(1).count()), (1, 1));
    assert_eq!(
        second.of_class(1).next().unwrap().value(0x11).unwrap(),
        der(&b)
    );
    assert_eq!(kit.entered("C_Login"), 1 + 2);
}

/// A key that decrypts and does not sign, made so after its request was signed.
fn decrypt_only() -> (Kit, std::path::PathBuf) {
    let kit = Kit::new(token());
    let made = kit
        .request_with(parafa::op::request::RequestInput {
            ku: vec!["keyEncipherment".to_owned()],
            ..kit.input()
        })
        .unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.change(|t| {
        for object in t.objects.iter_mut().filter(|object| object.class() == 3) {
            assert!(object.flag(0x105), "CKA_DECRYPT");
            object.attributes.insert(0x108, vec![0]); // CKA_SIGN
            object.attributes.insert(0x202, vec![1]); // CKA_ALWAYS_AUTHENTICATE
        }
        t.key_pin = Some("777777".to_owned());
    });
    (kit, file)
}

fn key_log_ins(kit: &Kit) -> usize {
    let all = kit.details("C_Login");
    all.iter().filter(|call| call.contains("user=2")).count()
}

#[test]
fn a_key_that_only_decrypts_gets_its_pin_for_the_proof() {
    let (mut kit, file) = decrypt_only();
    let refused = kit.install(&[&file], false).unwrap_err();
    assert_eq!(refused.code, Code::KeyPinNeeded);
    assert_eq!((key_log_ins(&kit), certificates(&kit)), (0, 0));

    kit.ask.key = Some("000000".to_owned());
    let refused = kit.install(&[&file], false).unwrap_err();
    assert_eq!(refused.code, Code::WrongPin);
    assert_eq!(refused.detail["role"], "key");
    assert_eq!((key_log_ins(&kit), certificates(&kit)), (1, 0));
    assert_eq!(kit.token().key_tries_left, 2);

    kit.ask.key = Some("777777".to_owned());
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(done.installed[0].proof, parafa::op::Proof::Decrypted);
    assert_eq!((key_log_ins(&kit), certificates(&kit)), (2, 1));
}

#[test]
fn a_key_that_only_decrypts_takes_the_users_pin_where_both_are_one() {
    let (mut kit, file) = decrypt_only();
    kit.change(|t| t.key_pin = None);
    kit.habits.context_pin_is_user = true;
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(done.installed[0].proof, parafa::op::Proof::Decrypted);
    let asked = kit.ask.asked.lock().unwrap();
    assert!(!asked.contains(&parafa::ask::SecretKind::Pin(parafa::token::Role::Key)));
}
