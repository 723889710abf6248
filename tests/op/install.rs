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
    let _ = kit.install(&[&file], false);
    assert!(kit.details("C_Login").last().unwrap().contains("user=0"));
}

#[test]
fn a_silently_replaced_certificate_is_told() {
    let kit = Kit::new(token().with(|t| t.one_certificate_per_key = true));
    let made = kit.request().unwrap();
    let (a, b) = (kit.issue(&made, "a.pem"), kit.issue(&made, "b.pem"));
    kit.install(&[&a], false).unwrap();
    let done = kit.install(&[&b], false).unwrap();
    assert!(!done.installed[0].superseded[0].kept);
}
