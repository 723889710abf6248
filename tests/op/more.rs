//! Further rules, one test each.

use parafa::error::Code;
use parafa::op::install::Install;
use parafa::op::request::RequestInput;
use parafa_faulty::TokenFile;

use crate::kit::Kit;

fn token() -> TokenFile {
    TokenFile::new("Parafa")
}

fn p256(kit: &Kit) -> RequestInput {
    RequestInput {
        key: Some("p256".to_owned()),
        ..kit.input()
    }
}

#[test]
fn a_hidden_ec_key_is_found_by_a_trial_signature() {
    let kit = Kit::new(token());
    let made = kit.request_with(p256(&kit)).unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.change(|t| t.hide_public_key = true);
    // Another computer: its journal knows nothing.
    std::fs::remove_dir_all(kit.at("state")).unwrap();
    let done = kit.install(&[&file], true).unwrap();
    assert_eq!(done.installed.len(), 1, "{done:?}");
}

#[test]
fn a_refused_way_to_sign_leads_to_the_next() {
    let kit = Kit::new(token().with(|t| t.refuse_sign = vec![0x1]));
    kit.request().unwrap();
    assert_eq!(kit.entered("C_SignInit"), 2);
}

#[test]
fn a_request_is_never_overwritten() {
    let kit = Kit::new(token().with_rsa_key(&[5], "five", 2048));
    let existing = || RequestInput {
        existing: Some("05".to_owned()),
        ..kit.input()
    };
    let first = kit.request_with(existing()).unwrap();
    let second = kit.request_with(existing()).unwrap();
    assert_ne!(first.files[0].path, second.files[0].path);
    assert_eq!(kit.entered("C_GenerateKeyPair"), 0);
    let part = RequestInput {
        existing: Some("fiv".to_owned()),
        ..kit.input()
    };
    assert_eq!(kit.request_with(part).unwrap_err().code, Code::KeyNotFound);
}

#[test]
fn a_dry_run_touches_nothing() {
    let kit = Kit::new(token());
    kit.input().check().unwrap().dry_run().unwrap();
    assert!(!kit.at("calls.log").exists() && !kit.at("state").exists());
}

#[test]
fn expired_needs_a_yes() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    let late = |allow_expired: bool| {
        kit.run(|setting| {
            setting.now =
                jiff::Timestamp::from_second(setting.now.as_second() + 800 * 86_400).unwrap();
            let install = Install {
                inputs: vec![parafa::op::files::Source::Path(file.clone())],
                allow_expired,
                authorities: false,
                ..Install::default()
            };
            install.run(setting)
        })
    };
    assert_eq!(
        late(false).unwrap().failure().unwrap().code,
        Code::ExpiredRefused
    );
    assert_eq!(kit.entered("C_CreateObject"), 0);
    assert_eq!(late(true).unwrap().installed.len(), 1);
}

#[test]
fn attributes_are_dropped_in_order() {
    let kit = Kit::new(token().with(|t| t.reject_attributes.create = vec![0x81, 0x82]));
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.install(&[&file], false).unwrap();
    assert_eq!(kit.entered("C_CreateObject"), 2);
}

#[test]
fn der_and_pem_of_one_count_once() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let pem = kit.issue(&made, "a.pem");
    let der = kit.at("a.der");
    let bytes = std::fs::read(&pem).unwrap();
    let certificate = parafa::x509::recognise(&bytes)
        .unwrap()
        .certificates
        .remove(0);
    std::fs::write(&der, certificate.der()).unwrap();
    let done = kit.install(&[&pem, &der], false).unwrap();
    assert_eq!(
        (done.installed.len(), done.already.len(), done.skipped.len()),
        (1, 0, 0)
    );
}

#[test]
fn a_certificate_in_a_place_counts_as_used() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    let bytes = std::fs::read(file).unwrap();
    let certificate = parafa::x509::recognise(&bytes)
        .unwrap()
        .certificates
        .remove(0);
    let mut other = Kit::new(token().with_certificate(&[1], "one", certificate.der()));
    other.habits.key_places = vec![(parafa::token::KeyId(vec![1]), "9A".to_owned())];
    assert_eq!(other.request().unwrap_err().code, Code::TokenHasFixedPlaces);
    assert_eq!(other.entered("C_GenerateKeyPair"), 0);
}

#[test]
fn a_full_token_gets_nothing() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.change(|t| t.size = Some(1));
    let failure = kit.install(&[&file], false).unwrap_err();
    assert_eq!(failure.code.exit(), parafa::error::Exit::Token);
    assert_eq!(kit.token().of_class(1).count(), 0);
}

#[test]
fn a_token_pulled_out_is_told() {
    let mut kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.set("FAULTY_SCRIPT", "C_CreateObject=rv:CKR_DEVICE_REMOVED");
    let failure = kit.install(&[&file], false).unwrap_err();
    assert_eq!(failure.code, Code::TokenRemoved);
}

#[test]
fn an_earlier_certificate_is_listed_and_kept() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let (a, b) = (kit.issue(&made, "a.pem"), kit.issue(&made, "b.pem"));
    kit.install(&[&a], false).unwrap();
    let done = kit.install(&[&b], false).unwrap();
    let row = &done.installed[0].superseded[0];
    assert!(row.kept && row.saved_to.is_none());
}

#[test]
fn a_second_copy_of_a_refused_key_pin_is_not_sent() {
    let mut kit = Kit::new(token().with(|t| t.always_authenticate = true));
    kit.ask.key = Some("000000".to_owned());
    let failure = kit.request().unwrap_err();
    assert_eq!(failure.code.exit(), parafa::error::Exit::Pin);
    let sent = kit
        .details("C_Login")
        .into_iter()
        .filter(|call| call.contains("user=2"))
        .count();
    assert_eq!(sent, 1);
    assert!(
        failure
            .command
            .is_some_and(|command| command.starts_with("parafa request --resume c-"))
    );
}
