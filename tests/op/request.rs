//! `request` over the faulty module.

use parafa::error::{Code, Failure};
use parafa::op::request::RequestInput;
use parafa::token::{KeyId, TokenState};
use parafa_faulty::TokenFile;

use crate::kit::Kit;

fn token() -> TokenFile {
    TokenFile::new("Parafa")
}

fn private_keys(kit: &Kit) -> usize {
    kit.token().of_class(3).count()
}

fn case(failure: &Failure) -> String {
    failure.detail["case"].as_str().unwrap().to_owned()
}

fn resumes(failure: &Failure) {
    let wanted = format!("parafa request --resume {}", case(failure));
    assert_eq!(failure.command.as_deref(), Some(wanted.as_str()));
}

#[test]
fn every_type_makes_a_request_that_openssl_accepts() {
    for (key, ku) in [
        ("rsa2048", "digitalSignature"),
        ("p256", "nonRepudiation"),
        ("p384", "digitalSignature"),
    ] {
        let kit = Kit::new(token());
        let made = kit
            .request_with(RequestInput {
                key: Some(key.to_owned()),
                ku: vec![ku.to_owned()],
                eku: vec!["clientAuth".to_owned()],
                san: vec!["email:ana@example.org".to_owned()],
                ..kit.input()
            })
            .unwrap();
        let path = &made.files[0].path;
        let short = &made.keys[0].key_sha256.as_ref().unwrap()[..8];
        assert!(path.ends_with(&format!("-{short}.csr")), "{path}");
        let judged = std::process::Command::new("openssl")
            .args(["req", "-verify", "-noout", "-text", "-in", path])
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&judged.stdout);
        assert!(judged.status.success(), "{judged:?}");
        assert!(
            text.contains("C = RO, O = Cabinet, CN = Ana Exemplu")
                || text.contains("C=RO, O=Cabinet, CN=Ana Exemplu"),
            "{text}"
        );
        assert!(
            text.contains("TLS Web Client Authentication")
                && text.contains("email:ana@example.org")
        );
    }
}

#[test]
fn a_missing_folder_is_refused_before_the_module_is_asked() {
    let kit = Kit::new(token());
    let input = RequestInput {
        out: Some(kit.at("nowhere")),
        ..kit.input()
    };
    assert!(kit.request_with(input).is_err());
    assert_eq!(kit.entered("C_Login") + kit.entered("C_GenerateKeyPair"), 0);
}

#[test]
fn a_token_that_signs_only_with_sha1_gets_no_key() {
    let kit = Kit::new(token().with(|t| t.mechanisms = Some(vec![0x1040, 0x1042])));
    let input = RequestInput {
        key: Some("p256".to_owned()),
        ..kit.input()
    };
    let failure = kit.request_with(input).unwrap_err();
    assert_eq!(failure.code, Code::NoUsableMechanism);
    assert_eq!(kit.entered("C_Login") + kit.entered("C_GenerateKeyPair"), 0);
}

#[test]
fn a_wrong_pin_is_sent_once() {
    let mut kit = Kit::new(token());
    kit.ask.user = Some("999999".to_owned());
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code.exit(), parafa::error::Exit::Pin);
    assert_eq!(kit.entered("C_Login"), 1);
    assert_eq!(kit.entered("C_GenerateKeyPair"), 0);
}

#[test]
fn a_locked_pin_is_not_tried_and_the_last_try_is_guarded() {
    let kit = Kit::new(token().with(|t| (t.tries_left, t.shows_flags) = (0, true)));
    assert_eq!(kit.request().unwrap_err().code, Code::PinLocked);
    assert_eq!(kit.entered("C_Login"), 0);
    assert!(kit.ask.asked.lock().unwrap().is_empty());

    let mut kit = Kit::new(token().with(|t| (t.tries_left, t.shows_flags) = (1, true)));
    assert_eq!(kit.request().unwrap_err().code, Code::FinalTry);
    assert_eq!(kit.entered("C_Login"), 0);
    kit.ask.final_try = true;
    kit.request().unwrap();
}

#[test]
fn an_unwritable_journal_is_refused_before_the_pin() {
    let kit = Kit::new(token());
    std::fs::write(kit.at("state"), b"in the way").unwrap();
    assert_eq!(kit.request().unwrap_err().code, Code::JournalUnwritable);
    assert!(kit.ask.asked.lock().unwrap().is_empty());
    assert_eq!(kit.entered("C_Login"), 0);
}

#[test]
fn an_extractable_key_is_destroyed_again() {
    let kit = Kit::new(token().with(|t| t.extractable_keys = true));
    let failure = kit.request().unwrap_err();
    assert_eq!(
        failure.token_state,
        Some(TokenState::NothingChanged),
        "{failure:?}"
    );
    assert!(kit.token().objects.is_empty());
}

#[test]
fn a_wrong_signature_becomes_no_file_and_the_case_goes_on() {
    let kit = Kit::new(token().with(|t| t.wrong_signature = true));
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code, Code::SignatureInvalid);
    resumes(&failure);
    assert_eq!(std::fs::read_dir(kit.at("out")).unwrap().count(), 0);
    kit.change(|t| t.wrong_signature = false);
    kit.resume(&case(&failure)).unwrap();
    assert_eq!(private_keys(&kit), 1);
}

#[test]
fn cut_off_anywhere_it_goes_on_with_one_key() {
    for script in [
        "C_GenerateKeyPair=crash",
        "C_GenerateKeyPair=crash-after",
        "C_GenerateKeyPair=after:CKR_DEVICE_ERROR",
        "C_Sign=crash",
        "C_Sign=crash-after",
    ] {
        let mut kit = Kit::new(token()).script(script);
        let failure = kit.request().unwrap_err();
        resumes(&failure);
        kit.env.retain(|(name, _)| name != "FAULTY_SCRIPT");
        let done = kit
            .resume(&case(&failure))
            .unwrap_or_else(|failure| panic!("{script}: {failure:?}"));
        assert_eq!(private_keys(&kit), 1, "{script}");
        let again = kit.resume(&done.case).unwrap();
        assert_eq!(again.files[0].path, done.files[0].path);
        assert!(kit.ask.was_told(Code::ResumeNotNeeded));
    }
}

#[test]
fn a_key_that_asks_gets_its_pin_or_waits() {
    let asking = || token().with(|t| t.always_authenticate = true);
    let mut kit = Kit::new(asking());
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code, Code::KeyPinNeeded);
    resumes(&failure);
    kit.ask.key = Some("123456".to_owned());
    kit.resume(&case(&failure)).unwrap();
    assert_eq!(private_keys(&kit), 1);
    let mut kit = Kit::new(asking());
    kit.habits.context_pin_is_user = true;
    kit.request().unwrap();
}

#[test]
fn the_officer_is_asked_once_it_is_learnt() {
    let mut kit = Kit::new(token().with(|t| t.write_as_so = true));
    kit.ask.so = Some("12345678".to_owned());
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code, Code::SoPinNeeded);
    assert!(kit.token().objects.is_empty());
    kit.request().unwrap();
    assert!(kit.details("C_Login").last().unwrap().contains("user=0"));
    assert_eq!(private_keys(&kit), 1);
}

#[test]
fn used_places_are_not_replaced_without_the_word() {
    let places = || -> Vec<(KeyId, String)> {
        vec![
            (KeyId(vec![1]), "9A".to_owned()),
            (KeyId(vec![2]), "9C".to_owned()),
        ]
    };
    let mut kit = Kit::new(token().with_rsa_key(&[1], "one", 2048));
    kit.habits.key_places = places();
    kit.request().unwrap();
    assert_eq!(private_keys(&kit), 2);
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code, Code::TokenHasFixedPlaces);
    assert_eq!(kit.entered("C_GenerateKeyPair"), 1);
    let named = RequestInput {
        place: Some("9A".to_owned()),
        ..kit.input()
    };
    assert_eq!(
        kit.request_with(named).unwrap_err().code,
        Code::ConfirmationNeeded
    );
    assert_eq!(kit.entered("C_GenerateKeyPair"), 1);
}

#[test]
fn a_token_that_refuses_ids_gets_none_only_while_it_is_empty() {
    let refuses = || token().with(|t| t.reject_attributes.generate = vec![0x102]);
    let kit = Kit::new(refuses().with_rsa_key(&[1], "one", 2048));
    assert_eq!(kit.request().unwrap_err().code, Code::TokenHasFixedPlaces);
    assert!(
        kit.details("C_GenerateKeyPair")
            .iter()
            .all(|call| call.contains("0x102"))
    );
    assert_eq!(private_keys(&kit), 1);
    let kit = Kit::new(refuses());
    kit.request().unwrap();
}

#[test]
fn a_token_that_ignores_ids_is_found_by_the_key() {
    let kit = Kit::new(token().with(|t| t.ignore_id = true));
    kit.request().unwrap();
    assert!(kit.ask.was_told(Code::IdReplaced));
}

#[test]
fn odd_encodings_are_read() {
    let odd = token().with(|t| (t.der_ecdsa, t.raw_ec_point) = (true, true));
    let kit = Kit::new(odd);
    kit.request_with(RequestInput {
        key: Some("p256".to_owned()),
        ..kit.input()
    })
    .unwrap();
}
