//! Making a key when the token has its ways, and what is remembered of them.

use std::path::PathBuf;

use parafa::error::{Code, Exit};
use parafa::journal::{Journal, KeysBefore, Operation, Owner};
use parafa::op::request::RequestInput;
use parafa::op::tokens;
use parafa::token::TokenState;
use parafa_faulty::TokenFile;

use crate::kit::Kit;

fn token() -> TokenFile {
    TokenFile::new("Parafa")
}

fn private_keys(kit: &Kit) -> usize {
    kit.token().of_class(3).count()
}

fn open_intents(kit: &Kit) -> usize {
    let mut journal = Journal::new(Some(kit.paths()));
    journal.open_intents().unwrap().len()
}

fn existing(kit: &Kit, id: &str) -> RequestInput {
    RequestInput {
        existing: Some(id.to_owned()),
        ..kit.input()
    }
}

#[test]
fn another_key_that_goes_meanwhile_is_told() {
    let kit = Kit::new(token().with_rsa_key(&[5], "five", 2048));
    kit.change(|t| t.loses = Some("05".to_owned()));
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code, Code::KeyVanished);
    assert_eq!(failure.code.exit(), Exit::Token);
    assert_eq!(failure.token_state, Some(TokenState::Changed));
    assert_eq!(failure.detail["key_sha256"].as_str().unwrap().len(), 64);
    assert_eq!(std::fs::read_dir(kit.at("out")).unwrap().count(), 0);
    assert_eq!((private_keys(&kit), kit.entered("C_Sign")), (1, 0));
    // The key that was made is not lost: the case goes on with it.
    let case = failure.detail["case"].as_str().unwrap();
    assert_eq!(
        failure.command,
        Some(format!("parafa request --resume {case}"))
    );
    let done = kit.resume(case).unwrap();
    assert_eq!((done.files.len(), private_keys(&kit)), (1, 1));
    assert_eq!(kit.entered("C_GenerateKeyPair"), 1);
}

#[test]
fn a_full_token_gets_no_key() {
    let kit = Kit::new(token().with(|t| t.size = Some(1)));
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code, Code::TokenFull);
    assert_eq!(failure.token_state, Some(TokenState::NothingChanged));
    assert_eq!(failure.detail["ckr"], "CKR_DEVICE_MEMORY");
    assert_eq!(kit.entered("C_GenerateKeyPair"), 1, "no rung down");
    assert_eq!((private_keys(&kit), open_intents(&kit)), (0, 0));
    // With room on the token the case can go on.
    let case = failure.detail["case"].as_str().unwrap();
    kit.change(|t| t.size = None);
    kit.resume(case).unwrap();
    assert_eq!(private_keys(&kit), 1);
}

#[test]
fn full_after_a_key_was_made_goes_on_with_it() {
    let mut kit = Kit::new(token()).script("C_GenerateKeyPair=after:CKR_DEVICE_MEMORY");
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code, Code::TokenFull);
    assert_eq!(failure.token_state, Some(TokenState::Changed));
    let case = failure.detail["case"].as_str().unwrap();
    assert_eq!(
        failure.command,
        Some(format!("parafa request --resume {case}"))
    );
    assert_eq!((private_keys(&kit), open_intents(&kit)), (1, 1));
    kit.env.retain(|(name, _)| name != "FAULTY_SCRIPT");
    kit.resume(case).unwrap();
    assert!(kit.ask.was_told(Code::Settled));
    assert_eq!((private_keys(&kit), open_intents(&kit)), (1, 0));
    assert_eq!(kit.entered("C_GenerateKeyPair"), 1);
}

#[test]
fn a_key_that_is_there_is_named_in_four_ways() {
    let two = token().with_rsa_key(&[5], "five", 2048);
    let kit = Kit::new(two.with_rsa_key(&[6], "six", 2048));
    let by_id = kit.request_with(existing(&kit, "06")).unwrap();
    let file = kit.issue(&by_id, "a.pem");
    let done = kit.install(&[&file], false).unwrap();
    let hash = by_id.keys[0].key_sha256.clone().unwrap();
    let serial = done.installed[0].serial.clone();
    let colon = serial
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).unwrap())
        .collect::<Vec<_>>()
        .join(":");
    for name in [
        "six".to_owned(),
        serial,
        colon,
        format!("sha256:{}", &hash[..8]),
        format!("sha256:{hash}"),
        "Ana Exemplu".to_owned(),
        "pkcs11:object=six".to_owned(),
    ] {
        let made = kit.request_with(existing(&kit, &name)).unwrap();
        assert_eq!(made.keys[0].key_sha256.as_ref(), Some(&hash), "{name}");
    }
    for unknown in [
        format!("sha256:{}", &hash[..7]),
        "sha256:00000000".to_owned(),
        "si".to_owned(),
        "01".to_owned(),
    ] {
        let failure = kit.request_with(existing(&kit, &unknown)).unwrap_err();
        assert_eq!(failure.code, Code::KeyNotFound, "{unknown}");
        assert_eq!(failure.token_state, Some(TokenState::NothingChanged));
    }
    assert_eq!(kit.entered("C_GenerateKeyPair"), 0);
}

#[test]
fn a_name_of_two_keys_is_ambiguous() {
    let two = token().with_rsa_key(&[5], "same", 2048);
    let kit = Kit::new(two.with_rsa_key(&[6], "same", 2048));
    let failure = kit.request_with(existing(&kit, "same")).unwrap_err();
    assert_eq!(failure.code, Code::SeveralMatch);
    assert_eq!(failure.detail["candidates"].as_array().unwrap().len(), 2);
}

/// Permissions do not bind root: the first is below a regular file, the second a folder of the system in which nobody
/// can make a file.
#[test]
fn a_folder_that_takes_no_file_is_refused_before_the_pin() {
    let kit = Kit::new(token());
    std::fs::write(kit.at("file"), b"in the way").unwrap();
    let mut cases = vec![(kit.at("file").join("below"), Code::OutNotFolder)];
    if cfg!(target_os = "linux") {
        cases.push((PathBuf::from("/proc"), Code::OutNotWritable));
    }
    for (out, code) in cases {
        for existing in [None, Some("05".to_owned())] {
            let input = RequestInput {
                out: Some(out.clone()),
                existing,
                ..kit.input()
            };
            let failure = kit.request_with(input).unwrap_err();
            assert_eq!(failure.code, code);
            assert_eq!(failure.code.exit(), Exit::Refused);
        }
    }
    assert!(kit.ask.asked.lock().unwrap().is_empty());
    assert!(!kit.at("calls.log").exists() && !kit.at("state").exists());
}

#[test]
fn a_way_to_sign_that_was_refused_is_not_tried_again() {
    let kit = Kit::new(token().with(|t| t.refuse_sign = vec![0x1]));
    kit.request().unwrap();
    assert_eq!(kit.entered("C_SignInit"), 2);
    kit.request().unwrap();
    assert_eq!(kit.entered("C_SignInit"), 2 + 1);
}

#[test]
fn where_all_ways_were_refused_no_second_key_is_made() {
    let kit = Kit::new(token().with(|t| t.refuse_sign = vec![0x1, 0x3, 0x40]));
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code.exit(), Exit::Token);
    assert_eq!(private_keys(&kit), 1);
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code, Code::NoUsableMechanism);
    assert_eq!((private_keys(&kit), kit.entered("C_Login")), (1, 1));
}

#[test]
fn refused_pins_are_counted_until_a_good_one() {
    let mut kit = Kit::new(token().with(|t| t.max_tries = 5));
    let failed = |kit: &Kit| {
        let seen = kit.run(tokens::run).unwrap();
        seen.tokens[0].pin.failed_here
    };
    assert_eq!(failed(&kit), 0);
    kit.ask.user = Some("999999".to_owned());
    for count in 1..=2 {
        assert_eq!(kit.request().unwrap_err().code, Code::WrongPin);
        assert_eq!(failed(&kit), count);
    }
    kit.ask.user = Some("123456".to_owned());
    kit.request().unwrap();
    assert_eq!(failed(&kit), 0);
}

/// A generation of a case that was cut off before its key was known, and two keys that could be it.
#[test]
fn a_person_chooses_among_two_candidates() {
    let mut kit = Kit::new(token()).script("C_GenerateKeyPair=crash-after");
    let failure = kit.request().unwrap_err();
    let case = failure.detail["case"].as_str().unwrap().to_owned();
    kit.env.retain(|(name, _)| name != "FAULTY_SCRIPT");
    // Another program makes one, too.
    let first = kit.token().of_class(3).next().unwrap().id().to_vec();
    kit.change(|t| *t = t.clone().with_rsa_key(&[6], "six", 2048));

    let open = kit.resume(&case).unwrap_err();
    assert_eq!(open.code, Code::OutcomeUnknown);
    assert!(kit.ask.was_told(Code::SettleAmbiguous));
    assert_eq!((private_keys(&kit), open_intents(&kit)), (2, 1));

    kit.ask.choose = Some(0);
    let done = kit.resume(&case).unwrap();
    assert!(kit.ask.was_told(Code::Settled));
    assert_eq!(done.keys[0].id, Some(hex::encode(first)));
    assert_eq!((private_keys(&kit), open_intents(&kit)), (2, 0));
    assert_eq!(kit.entered("C_GenerateKeyPair"), 1);
}

#[test]
fn the_second_candidate_is_the_second() {
    let mut kit = Kit::new(token());
    let id = kit.run(|setting| {
        setting.open_tokens().unwrap();
        let place = setting.places()[0];
        setting.tokens.token(place).unwrap().id.clone()
    });
    let intent = parafa::journal::Intent {
        keys_before: Some(KeysBefore::default()),
        ..parafa::journal::Intent::new(
            Operation::Generate,
            id,
            "faulty",
            &Owner::take(&kit.paths()).unwrap(),
        )
    };
    Journal::new(Some(kit.paths())).begin(&intent).unwrap();
    let two = token().with_rsa_key(&[1], "one", 2048);
    kit.change(|t| *t = two.with_rsa_key(&[2], "two", 2048));
    kit.ask.choose = Some(1);
    let show = parafa::op::show::Show {
        login: true,
        ..Default::default()
    };
    let shown = kit.run(|setting| show.run(setting)).unwrap();
    assert!(kit.ask.was_told(Code::Settled));
    let second = shown.tokens[0].identities[1].key_sha256.clone().unwrap();
    let mut hash = [0; 32];
    hex::decode_to_slice(&second, &mut hash).unwrap();
    let mut journal = Journal::new(Some(kit.paths()));
    // The outcome keeps the public half of the key that was chosen, and of no other.
    let (first, _) = (shown.tokens[0].identities[0].key_sha256.clone(), &second);
    assert!(journal.key(parafa::token::KeyHash(hash)).unwrap().is_some());
    hex::decode_to_slice(first.unwrap(), &mut hash).unwrap();
    assert!(journal.key(parafa::token::KeyHash(hash)).unwrap().is_none());
}
