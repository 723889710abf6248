//! Loading and initialising: the ladder of forms, and what is remembered of it.

use parafa::token::{Engine, FaultKind, InitRung, Learnt, TokenState};
use parafa_faulty::TokenFile;

use crate::kit::Kit;

fn kit() -> Kit {
    Kit::new(TokenFile::new("loading"))
}

#[test]
fn the_first_form_is_enough_for_a_good_module() {
    let kit = kit();
    let mut client = kit.client();
    assert_eq!(client.module().unwrap().init, InitRung::OsLocking);
    assert_eq!(kit.entered("C_Initialize").len(), 1);
}

#[test]
fn a_module_that_wants_null_gets_it_and_is_remembered() {
    let mut kit = kit();
    kit.set("FAULTY_INIT", "null-only");
    let mut client = kit.client();
    assert_eq!(client.module().unwrap().init, InitRung::Null);
    assert_eq!(kit.entered("C_Initialize").len(), 3);
    kit.setup.learnt = client.learnt();
    assert_eq!(kit.setup.learnt.init, Some(InitRung::Null));
    client.end();
    let mut again = kit.client();
    again.module().unwrap();
    assert_eq!(
        kit.entered("C_Initialize").len(),
        4,
        "what was learnt is tried first"
    );
}

#[test]
fn a_module_without_locking_gets_no_flags() {
    let mut kit = kit();
    kit.set("FAULTY_INIT", "no-os-locking");
    let mut client = kit.client();
    assert_eq!(client.module().unwrap().init, InitRung::NoFlags);
    assert_eq!(kit.entered("C_Initialize").len(), 2);
}

#[test]
fn what_was_learnt_wrongly_does_no_harm() {
    let mut kit = kit();
    kit.set("FAULTY_INIT", "null-only");
    kit.setup.learnt = Learnt {
        init: Some(InitRung::NoFlags),
        ..Learnt::default()
    };
    assert_eq!(kit.client().module().unwrap().init, InitRung::Null);
}

#[test]
fn initialised_by_another_is_success_and_not_ours_to_finalise() {
    let kit = kit().script("C_Initialize=after:CKR_CRYPTOKI_ALREADY_INITIALIZED");
    let mut client = kit.client();
    client.module().unwrap();
    assert_eq!(client.slots().unwrap().len(), 1);
    client.end();
    assert!(kit.entered("C_Finalize").is_empty());
}

#[test]
fn what_we_initialised_is_finalised_once() {
    let kit = kit();
    let mut client = kit.client();
    client.module().unwrap();
    client.end();
    assert_eq!(kit.entered("C_Finalize").len(), 1);
}

#[test]
fn a_refusal_names_the_call_and_its_value() {
    let kit = kit().script("C_Initialize=rv:CKR_DEVICE_ERROR");
    let fault = kit.client().module().unwrap_err();
    assert_eq!(fault.kind, FaultKind::InitRefused);
    assert_eq!(fault.call.as_deref(), Some("C_Initialize"));
    assert_eq!(fault.ckr.as_deref(), Some("CKR_DEVICE_ERROR"));
    assert_eq!(fault.state, TokenState::NothingChanged);
    assert_eq!(
        kit.entered("C_Initialize").len(),
        1,
        "another form would not help"
    );
}

#[test]
fn all_forms_refused_names_the_last_refusal() {
    let kit = kit().script("C_Initialize=rv:CKR_ARGUMENTS_BAD");
    let fault = kit.client().module().unwrap_err();
    assert_eq!(fault.kind, FaultKind::InitRefused);
    assert_eq!(fault.ckr.as_deref(), Some("CKR_ARGUMENTS_BAD"));
    assert_eq!(kit.entered("C_Initialize").len(), 3);
}

#[test]
fn asked_twice_the_module_is_loaded_once_and_keeps_its_sessions() {
    let kit = kit();
    let mut client = kit.logged_in();
    client.module().unwrap();
    assert_eq!(kit.entered("C_Initialize").len(), 1);
    crate::kit::look(
        &mut client,
        crate::kit::SLOT,
        &[parafa::token::Class::PrivateKey],
    );
    client.end();
    assert_eq!(kit.entered("C_Finalize").len(), 1);
}

#[test]
fn what_is_no_module_is_told_apart() {
    let mut kit = kit();
    kit.setup.path = kit.folder.path().join("none.so").display().to_string();
    assert_eq!(
        kit.client().module().unwrap_err().kind,
        FaultKind::ModuleMissing
    );
    std::fs::write(&kit.setup.path, "not a library").unwrap();
    assert!(matches!(
        kit.client().module().unwrap_err().kind,
        FaultKind::LoadFailed { .. }
    ));
}

/// A driver that was renewed has to show its ways again.
#[test]
fn what_was_learnt_of_another_version_does_not_count() {
    let learnt = Learnt {
        certificate_rung: Some(2),
        ..Learnt::default()
    };
    let mut kit = Kit::new(TokenFile::new("new"));
    let version = kit.client().module().unwrap().version;
    for (of, counts) in [(version.as_str(), true), ("9.9", false)] {
        kit.setup.learnt = learnt.clone();
        kit.setup.known = vec![(of.to_owned(), learnt.clone())];
        let mut client = kit.client();
        client.module().unwrap();
        let now = client.learnt();
        assert_eq!(now.certificate_rung.is_some(), counts, "{of}");
        assert_eq!(now.init, Some(InitRung::OsLocking), "what worked now");
    }
}
