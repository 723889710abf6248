//! A token that is pulled out between two calls, and comes back.

use parafa::token::{Access, Class, Engine, FaultKind, Role};
use parafa_faulty::TokenFile;

use crate::generating::ec_wish;
use crate::kit::{Kit, SLOT, look, secret};

fn kit() -> Kit {
    let mut kit = Kit::new(TokenFile::new("removed").with_certificate(&[1], "c", &[0x30, 0]));
    let switch = kit.folder.path().join("removed");
    kit.set("FAULTY_REMOVED", &switch.display().to_string());
    kit
}

#[test]
fn a_token_that_is_gone_is_said_to_be_gone() {
    let kit = kit();
    let mut client = kit.logged_in();
    std::fs::write(kit.folder.path().join("removed"), "").unwrap();
    let gone = |kind: &FaultKind| matches!(kind, FaultKind::Removed | FaultKind::SessionLost);
    let fault = client
        .look(SLOT, &[Class::Certificate], &mut |_| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap_err();
    assert!(gone(&fault.kind), "{fault:?}");
    let fault = client.generate(SLOT, &ec_wish()).unwrap_err();
    assert!(gone(&fault.kind), "{fault:?}");
    let fault = client.open(SLOT, Access::Read).unwrap_err();
    assert!(gone(&fault.kind), "{fault:?}");
    assert!(client.slots().unwrap().is_empty());
}

#[test]
fn a_token_that_is_back_is_opened_anew_and_not_logged_in() {
    let kit = kit();
    let mut client = kit.logged_in();
    let switch = kit.folder.path().join("removed");
    std::fs::write(&switch, "").unwrap();
    client
        .look(SLOT, &[Class::Certificate], &mut |_| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap_err();
    std::fs::remove_file(switch).unwrap();
    client.open(SLOT, Access::Write).unwrap();
    assert_eq!(look(&mut client, SLOT, &[Class::Certificate]).0.len(), 1);
    assert_eq!(kit.entered("C_Login").len(), 1, "never by itself");
    client
        .login(SLOT, Role::User, Some(&secret("123456")))
        .unwrap();
    client.generate(SLOT, &ec_wish()).unwrap();
    assert_eq!(kit.entered("C_Login").len(), 2);
}
