//! Writing a certificate: the ladder, and what is read back.

use parafa::token::{Body, CertificateWish, Class, Engine, FaultKind, KeyId, Object, TokenState};
use parafa_faulty::TokenFile;

use crate::kit::{Kit, SLOT, look};

const CLASS: u64 = 0x0;
const TOKEN: u64 = 0x1;
const PRIVATE: u64 = 0x2;
const LABEL: u64 = 0x3;
const VALUE: u64 = 0x11;
const CERTIFICATE_TYPE: u64 = 0x80;
const ISSUER: u64 = 0x81;
const SERIAL: u64 = 0x82;
const SUBJECT: u64 = 0x101;
const ID: u64 = 0x102;

pub(crate) fn certificate() -> CertificateWish {
    CertificateWish {
        id: Some(KeyId(vec![0x42])),
        label: "new certificate".to_owned(),
        subject: vec![0x30, 0],
        issuer: vec![0x30, 0],
        serial: vec![2, 1, 1],
        der: [vec![0x30, 0x82, 0x0B, 0xB8], vec![0x5A; 3000]].concat(),
    }
}

fn der(object: &Object) -> Option<&[u8]> {
    match &object.body {
        Body::Certificate(certificate) => certificate.der.as_deref(),
        _ => None,
    }
}

fn rejecting(kinds: &[u64]) -> Kit {
    Kit::new(TokenFile::new("ladder").with(|token| token.reject_attributes.create = kinds.to_vec()))
}

fn templates(kit: &Kit) -> Vec<Vec<u64>> {
    kit.entered("C_CreateObject")
        .iter()
        .map(|call| {
            let mut types = call.numbers("types");
            types.sort_unstable();
            types
        })
        .collect()
}

#[test]
fn what_was_written_is_read_back() {
    let kit = rejecting(&[]);
    let object = kit
        .logged_in()
        .put_certificate(SLOT, &certificate())
        .unwrap();
    assert_eq!(der(&object), Some(certificate().der.as_slice()));
    assert_eq!(object.id, certificate().id);
    assert_eq!(object.label.as_deref(), Some("new certificate"));
    assert_eq!(object.on_token, Some(true));
    let token = kit.token();
    let written = token.of_class(1).next().unwrap();
    assert_eq!(written.value(SERIAL), Some(&[2, 1, 1][..]));
    assert!(!written.flag(PRIVATE));
}

#[test]
fn each_rung_drops_exactly_what_is_documented() {
    let kit = rejecting(&[TOKEN]);
    let fault = kit
        .logged_in()
        .put_certificate(SLOT, &certificate())
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::TemplateRefused);
    assert_eq!(fault.call.as_deref(), Some("C_CreateObject"));
    assert_eq!(fault.state, TokenState::NothingChanged);
    let mut types = vec![
        CLASS,
        TOKEN,
        PRIVATE,
        LABEL,
        VALUE,
        CERTIFICATE_TYPE,
        ISSUER,
        SERIAL,
        SUBJECT,
        ID,
    ];
    let mut expected = vec![types.clone()];
    for dropped in [vec![ISSUER, SERIAL], vec![LABEL], vec![PRIVATE]] {
        types.retain(|kind| !dropped.contains(kind));
        expected.push(types.clone());
    }
    assert_eq!(templates(&kit), expected);
}

#[test]
fn the_rung_that_worked_is_learnt_and_tried_first() {
    for (refused, rung) in [(SERIAL, 1), (LABEL, 2), (PRIVATE, 3)] {
        let mut kit = rejecting(&[refused]);
        let mut client = kit.logged_in();
        client.put_certificate(SLOT, &certificate()).unwrap();
        assert_eq!(client.learnt().certificate_rung, Some(rung));
        assert_eq!(templates(&kit).len(), usize::from(rung) + 1);
        kit.setup.learnt = client.learnt();
        client.end();
        kit.logged_in()
            .put_certificate(SLOT, &certificate())
            .unwrap();
        assert_eq!(templates(&kit).len(), usize::from(rung) + 2);
    }
}

#[test]
fn a_full_token_is_said_to_be_full_and_unchanged() {
    let kit = Kit::new(TokenFile::new("full").with(|token| token.size = Some(0)));
    let fault = kit
        .logged_in()
        .put_certificate(SLOT, &certificate())
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::Full);
    assert_eq!(fault.ckr.as_deref(), Some("CKR_DEVICE_MEMORY"));
    assert_eq!(fault.state, TokenState::NothingChanged);
    assert_eq!(templates(&kit).len(), 1);
}

#[test]
fn an_error_after_which_it_may_be_written_does_not_claim_the_contrary() {
    let kit = rejecting(&[]).script("C_CreateObject=after:CKR_DEVICE_ERROR");
    let fault = kit
        .logged_in()
        .put_certificate(SLOT, &certificate())
        .unwrap_err();
    assert_eq!(fault.state, TokenState::Unknown);
    assert_eq!(templates(&kit).len(), 1, "no second attempt");
    assert_eq!(kit.token().of_class(1).count(), 1);
}

#[test]
fn a_read_back_that_fails_leaves_a_changed_token() {
    let kit = rejecting(&[]).script("C_GetAttributeValue=rv:CKR_SESSION_HANDLE_INVALID");
    let fault = kit
        .logged_in()
        .put_certificate(SLOT, &certificate())
        .unwrap_err();
    assert_eq!(fault.call.as_deref(), Some("C_GetAttributeValue"));
    assert_eq!(fault.state, TokenState::Changed);
    let kit = rejecting(&[]).script("C_GetAttributeValue=crash");
    let fault = kit
        .logged_in()
        .put_certificate(SLOT, &certificate())
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::Crashed { signal: Some(6) });
    assert_eq!(fault.state, TokenState::Changed, "the writing came back");
}

#[test]
fn one_object_is_destroyed_and_no_other() {
    let kit = Kit::new(
        TokenFile::new("two")
            .with_certificate(&[1], "one", &[0x30, 0])
            .with_certificate(&[2], "two", &[0x30, 0]),
    );
    let mut client = kit.logged_in();
    let (objects, _) = look(&mut client, SLOT, &[Class::Certificate]);
    client.destroy(SLOT, objects[0].handle).unwrap();
    let token = kit.token();
    let left: Vec<_> = token.of_class(1).map(parafa_faulty::Object::id).collect();
    assert_eq!(left, [&[2]]);
    let fault = client.destroy(SLOT, objects[0].handle).unwrap_err();
    assert_eq!(fault.ckr.as_deref(), Some("CKR_OBJECT_HANDLE_INVALID"));
    look(&mut client, SLOT, &[Class::Certificate]);
}
