//! Logging in: one try a secret, what each refusal means, the officer, the PIN pad.

use parafa::token::{Access, Engine, FaultKind, Role};
use parafa_faulty::{Phase, TokenFile, log_calls};

use crate::kit::{Kit, SLOT, secret};

fn refused(kit: &Kit, pin: &str) -> parafa::token::Fault {
    let mut client = kit.opened(Access::Read);
    let fault = client
        .login(SLOT, Role::User, Some(&secret(pin)))
        .unwrap_err();
    assert_eq!(fault.call.as_deref(), Some("C_Login"));
    assert_eq!(kit.entered("C_Login").len(), 1, "never twice");
    fault
}

#[test]
fn a_wrong_pin_is_sent_once() {
    let kit = Kit::new(TokenFile::new("wrong"));
    let fault = refused(&kit, "000000");
    assert_eq!(fault.kind, FaultKind::WrongPin);
    assert_eq!(fault.ckr.as_deref(), Some("CKR_PIN_INCORRECT"));
    assert_eq!(kit.token().tries_left, 2);
}

#[test]
fn the_last_wrong_pin_locks() {
    let kit = Kit::new(TokenFile::new("locks").with(|token| {
        token.max_tries = 1;
        token.tries_left = 1;
    }));
    assert_eq!(refused(&kit, "000000").kind, FaultKind::PinLocked);
}

#[test]
fn each_refusal_has_its_own_kind() {
    for (answer, kind) in [
        ("CKR_GENERAL_ERROR", FaultKind::LoginOdd),
        ("CKR_FUNCTION_FAILED", FaultKind::LoginOdd),
        ("CKR_DEVICE_ERROR", FaultKind::LoginOdd),
        ("CKR_PIN_LEN_RANGE", FaultKind::PinLength),
        ("CKR_PIN_INVALID", FaultKind::PinInvalid),
        ("CKR_PIN_EXPIRED", FaultKind::PinExpired),
        ("CKR_USER_PIN_NOT_INITIALIZED", FaultKind::PinNotSet),
        ("CKR_FUNCTION_CANCELED", FaultKind::Cancelled),
        ("CKR_FUNCTION_REJECTED", FaultKind::Cancelled),
        ("CKR_USER_ANOTHER_ALREADY_LOGGED_IN", FaultKind::Refused),
    ] {
        let kit = Kit::new(TokenFile::new("odd")).script(&format!("C_Login=rv:{answer}"));
        let fault = refused(&kit, "123456");
        assert_eq!(fault.kind, kind, "{answer}");
        assert_eq!(fault.ckr.as_deref(), Some(answer));
    }
}

#[test]
fn logged_in_already_is_success() {
    let kit =
        Kit::new(TokenFile::new("already")).script("C_Login@1=after:CKR_USER_ALREADY_LOGGED_IN");
    let mut client = kit.opened(Access::Read);
    client
        .login(SLOT, Role::User, Some(&secret("123456")))
        .unwrap();
    client.close(SLOT);
    assert_eq!(kit.entered("C_Logout").len(), 1);
}

#[test]
fn the_same_role_is_not_logged_in_twice() {
    let kit = Kit::new(TokenFile::new("twice"));
    let mut client = kit.logged_in();
    client
        .login(SLOT, Role::User, Some(&secret("123456")))
        .unwrap();
    assert_eq!(kit.entered("C_Login").len(), 1);
}

#[test]
fn the_officer_logs_in_after_reading_sessions_are_closed() {
    let kit = Kit::new(TokenFile::new("officer"));
    let mut client = kit.opened(Access::Read);
    client
        .login(SLOT, Role::So, Some(&secret("12345678")))
        .unwrap();
    let session_calls = ["C_OpenSession", "C_CloseSession", "C_Login"];
    let order: Vec<_> = log_calls(kit.log_path())
        .into_iter()
        .filter(|call| call.phase == Phase::Enter)
        .filter(|call| session_calls.contains(&call.function.as_str()))
        .collect();
    let names: Vec<_> = order.iter().map(|call| call.function.as_str()).collect();
    assert_eq!(
        names,
        [
            "C_OpenSession",
            "C_CloseSession",
            "C_OpenSession",
            "C_Login"
        ]
    );
    assert_eq!(order[0].get("flags"), Some("0x4"));
    assert_eq!(order[2].get("flags"), Some("0x6"));
    assert_eq!(order[3].get("user"), Some("0"));
}

#[test]
fn another_role_logs_the_first_one_out() {
    let kit = Kit::new(TokenFile::new("roles"));
    let mut client = kit.logged_in();
    client
        .login(SLOT, Role::So, Some(&secret("12345678")))
        .unwrap();
    assert_eq!(kit.entered("C_Logout").len(), 1);
}

#[test]
fn a_writing_session_keeps_the_log_in_of_a_reading_one() {
    let kit = Kit::new(TokenFile::new("upgrade"));
    let mut client = kit.opened(Access::Read);
    client
        .login(SLOT, Role::User, Some(&secret("123456")))
        .unwrap();
    client.open(SLOT, Access::Write).unwrap();
    client
        .generate(SLOT, &crate::generating::ec_wish())
        .unwrap();
    assert_eq!(kit.entered("C_Login").len(), 1);
    assert_eq!(kit.entered("C_CloseSession").len(), 1);
    client.open(SLOT, Access::Read).unwrap();
    assert_eq!(kit.entered("C_OpenSession").len(), 2);
}

#[test]
fn a_pin_pad_gets_no_pin_from_us() {
    let kit = Kit::new(TokenFile::new("pad").with(|token| token.pin_pad = true));
    let mut client = kit.opened(Access::Write);
    assert!(client.slot(SLOT).unwrap().token.unwrap().pin_pad);
    client.login(SLOT, Role::User, None).unwrap();
    let logins = kit.entered("C_Login");
    assert_eq!(logins[0].get("pin"), Some("null"));
    assert_eq!(logins.len(), 1);
}

#[test]
fn the_flags_are_read_anew_after_a_wrong_pin() {
    let kit = Kit::new(TokenFile::new("flags").with(|token| token.shows_flags = true));
    let mut client = kit.opened(Access::Read);
    let before = client.slot(SLOT).unwrap().token.unwrap();
    assert!(!before.user_pin.count_low);
    for _ in 0..2 {
        client
            .login(SLOT, Role::User, Some(&secret("000000")))
            .unwrap_err();
    }
    let flags = client.slot(SLOT).unwrap().token.unwrap().user_pin;
    assert!(flags.count_low && flags.final_try && !flags.locked);
}
