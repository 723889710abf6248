//! Initialising a token and setting its user's PIN.

use parafa::token::{Access, Engine, FaultKind, PinState, Role, TokenState};
use parafa_faulty::TokenFile;

use crate::kit::{Kit, SLOT, secret};

#[test]
fn a_blank_token_is_initialised_and_gets_a_pin() {
    let kit = Kit::new(TokenFile::blank());
    let mut client = kit.client();
    client.module().unwrap();
    let blank = client.slots().unwrap().remove(0).token.unwrap();
    assert!(!blank.initialised && blank.pin_state(Role::User) == PinState::NotSet);
    assert_eq!(
        client.open(SLOT, Access::Read).unwrap_err().kind,
        FaultKind::NotRecognised
    );
    let slot = client
        .init_token(SLOT, Some(&secret("87654321")), "Practice")
        .unwrap();
    let token = slot.token.unwrap();
    assert!(token.initialised && !token.user_pin_set);
    assert_eq!(token.id.label, "Practice");
    client.open(SLOT, Access::Write).unwrap();
    client
        .login(SLOT, Role::So, Some(&secret("87654321")))
        .unwrap();
    client.init_pin(SLOT, Some(&secret("424242"))).unwrap();
    client.close(SLOT);
    client.open(SLOT, Access::Read).unwrap();
    client
        .login(SLOT, Role::User, Some(&secret("424242")))
        .unwrap();
    assert_eq!(kit.token().so_pin.as_deref(), Some("87654321"));
}

#[test]
fn open_sessions_are_closed_before() {
    let kit = Kit::new(TokenFile::new("used").with_certificate(&[1], "c", &[0x30, 0]));
    let mut client = kit.logged_in();
    client
        .init_token(SLOT, Some(&secret("12345678")), "Again")
        .unwrap();
    assert!(kit.token().objects.is_empty());
}

#[test]
fn a_wrong_officers_pin_changes_nothing() {
    let kit = Kit::new(TokenFile::new("kept"));
    let mut client = kit.client();
    client.module().unwrap();
    let fault = client
        .init_token(SLOT, Some(&secret("00000000")), "New")
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::WrongPin);
    assert_eq!(fault.call.as_deref(), Some("C_InitToken"));
    assert_eq!(fault.state, TokenState::NothingChanged);
    assert_eq!(kit.token().label, "kept");
    assert_eq!(kit.entered("C_InitToken").len(), 1);
}

#[test]
fn an_error_in_the_midst_does_not_claim_that_nothing_changed() {
    let kit = Kit::new(TokenFile::new("gone")).script("C_InitToken=after:CKR_DEVICE_ERROR");
    let mut client = kit.client();
    client.module().unwrap();
    let fault = client
        .init_token(SLOT, Some(&secret("12345678")), "New")
        .unwrap_err();
    assert_eq!(fault.state, TokenState::Unknown);
}

#[test]
fn the_users_pin_is_set_by_the_officer_only() {
    let kit = Kit::new(TokenFile::new("pins"));
    let mut client = kit.logged_in();
    let fault = client.init_pin(SLOT, Some(&secret("424242"))).unwrap_err();
    assert_eq!(fault.kind, FaultKind::NotLoggedIn);
    client
        .login(SLOT, Role::So, Some(&secret("12345678")))
        .unwrap();
    let fault = client.init_pin(SLOT, Some(&secret("1"))).unwrap_err();
    assert_eq!(fault.kind, FaultKind::PinLength);
    assert_eq!(fault.call.as_deref(), Some("C_InitPIN"));
}

#[test]
fn a_pad_asks_for_both_pins_itself() {
    let kit = Kit::new(TokenFile::new("pad").with(|token| token.pin_pad = true));
    let mut client = kit.client();
    client.module().unwrap();
    client.init_token(SLOT, None, "Pad").unwrap();
    client.open(SLOT, Access::Write).unwrap();
    client.login(SLOT, Role::So, None).unwrap();
    client.init_pin(SLOT, None).unwrap();
    assert_eq!(kit.entered("C_InitPIN")[0].get("pin"), Some("null"));
}
