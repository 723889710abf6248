//! Reading an object: what outgrows its buffer, what is not told, what fails, what is odd.

use parafa::token::{
    Access, Body, Class, Engine, FaultKind, KeyId, LookEnd, Object, PrivateKeyObject, PublicParts,
};
use parafa_faulty::TokenFile;

use crate::kit::{Kit, SLOT, look};

const CLASS: u64 = 0x0;
const LABEL: u64 = 0x3;
const VALUE: u64 = 0x11;
const CERTIFICATE_TYPE: u64 = 0x80;
const ID: u64 = 0x102;

fn large() -> Vec<u8> {
    [vec![0x30, 0x82, 0x50, 0x00], vec![0xA5; 20 * 1024]].concat()
}

fn ders(objects: &[Object]) -> Vec<Option<&[u8]>> {
    objects
        .iter()
        .map(|object| match &object.body {
            Body::Certificate(certificate) => certificate.der.as_deref(),
            _ => None,
        })
        .collect()
}

fn certificates(kit: &Kit) -> (Vec<Object>, LookEnd) {
    look(&mut kit.opened(Access::Read), SLOT, &[Class::Certificate])
}

fn private_key(kit: &Kit) -> (PrivateKeyObject, LookEnd) {
    let (objects, end) = look(&mut kit.logged_in(), SLOT, &[Class::PrivateKey]);
    match &objects[0].body {
        Body::PrivateKey(key) => (key.clone(), end),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_value_that_outgrows_its_buffer_is_read_whole() {
    for script in [
        "",
        // Both happened, and the module answers with the other one (PKCS#11 2.40 §5.7).
        "C_GetAttributeValue@1=after:CKR_ATTRIBUTE_TYPE_INVALID",
        "C_GetAttributeValue=deny:0x3",
        "C_GetAttributeValue=deny:0x3;C_GetAttributeValue=stop-early",
    ] {
        let kit =
            Kit::new(TokenFile::new("large").with_certificate(&[1], "c", &large())).script(script);
        let (objects, end) = certificates(&kit);
        assert!(end.complete, "{script}");
        assert_eq!(ders(&objects), [Some(large().as_slice())], "{script}");
        assert_eq!(objects[0].id, Some(KeyId(vec![1])), "{script}");
    }
}

#[test]
fn only_what_outgrew_its_buffer_is_read_again() {
    let kit = Kit::new(TokenFile::new("large").with_certificate(&[1], "c", &large()));
    certificates(&kit);
    let reads = kit.entered("C_GetAttributeValue");
    assert_eq!(reads.len(), 3, "all, its length, itself");
    assert_eq!(reads[1].numbers("types"), [VALUE]);
    assert_eq!(reads[2].numbers("types"), [VALUE]);
}

#[test]
fn what_is_not_told_is_no_default() {
    let kit = Kit::new(TokenFile::new("deny").with_ec_key(&[1], "k", "p256"))
        .script("C_GetAttributeValue=deny:0x103,0x162,0x202,0x108,0x163,0x100");
    let (key, end) = private_key(&kit);
    assert!(end.complete, "having none is no failure");
    assert_eq!(key.sensitive, None);
    assert_eq!(key.extractable, None);
    assert_eq!(key.protected(), None);
    assert_eq!(key.always_authenticate, None);
    assert_eq!((key.sign, key.local, key.kind), (None, None, None));
    assert!(key.curve.is_some(), "what it does tell");
}

#[test]
fn a_module_that_stops_early_is_remembered_as_one() {
    let kit = Kit::new(TokenFile::new("stops").with_ec_key(&[1], "k", "p256"))
        .script("C_GetAttributeValue=deny:0x103;C_GetAttributeValue=stop-early");
    let mut client = kit.logged_in();
    look(&mut client, SLOT, &[Class::PrivateKey]);
    assert!(client.learnt().stops_early);
    let kit = Kit::new(TokenFile::new("good").with_ec_key(&[1], "k", "p256"))
        .script("C_GetAttributeValue=deny:0x103");
    let mut client = kit.logged_in();
    look(&mut client, SLOT, &[Class::PrivateKey]);
    assert!(!client.learnt().stops_early);
}

#[test]
fn one_odd_attribute_hides_no_other() {
    for answer in ["0x80000001", "CKR_FUNCTION_FAILED", "CKR_GENERAL_ERROR"] {
        let kit = Kit::new(TokenFile::new("odd").with_ec_key(&[1], "k", "p256")).script(&format!(
            "C_GetAttributeValue@1=rv:{answer};C_GetAttributeValue@7=rv:{answer}"
        ));
        let (key, end) = private_key(&kit);
        assert!(!end.complete, "{answer}: one read failed");
        assert!(end.fault.is_some());
        assert_eq!(key.kind.as_deref(), Some("ec"));
        assert_eq!(key.sign, Some(true));
        assert_eq!(key.sensitive, None, "the one that failed");
        assert_eq!(key.extractable, Some(false));
    }
}

#[test]
fn an_object_that_fails_hides_no_other() {
    for answer in ["CKR_OBJECT_HANDLE_INVALID", "CKR_DEVICE_ERROR"] {
        let token = (1..=3u8).fold(TokenFile::new("three"), |token, id| {
            token.with_certificate(&[id], "c", &[0x30, 0])
        });
        let kit = Kit::new(token).script(&format!("C_GetAttributeValue@2=rv:{answer}"));
        let (objects, end) = certificates(&kit);
        assert_eq!(objects.len(), 3, "{answer}");
        assert!(!end.complete);
        assert_eq!(
            end.fault.unwrap().call.as_deref(),
            Some("C_GetAttributeValue")
        );
        let failed: Vec<_> = objects
            .iter()
            .map(|object| object.fault.is_some())
            .collect();
        assert_eq!(failed, [false, true, false]);
        assert_eq!(ders(&objects)[2], Some(&[0x30, 0][..]));
    }
}

#[test]
fn absurd_lengths_are_a_fault_of_their_object() {
    let kit = Kit::new(TokenFile::new("absurd").with_certificate(&[1], "c", &[0x30, 0]))
        .script("C_GetAttributeValue=garbage");
    let (objects, end) = certificates(&kit);
    assert!(!end.complete);
    assert_eq!(
        objects[0].fault.as_ref().unwrap().kind,
        FaultKind::Senseless
    );
    assert_eq!(objects[0].id, None);
}

#[test]
fn labels_are_cut_at_nul_and_odd_bytes_stay_visible() {
    let ulong = |number: u64| number.to_ne_bytes().to_vec();
    let object = |label: &[u8]| {
        vec![
            (CLASS, ulong(1)),
            (CERTIFICATE_TYPE, ulong(0)),
            (VALUE, vec![0x30, 0]),
            (LABEL, label.to_vec()),
            (ID, vec![]),
        ]
    };
    let token = TokenFile::new("labels")
        .with_object(&object(b"cut\0rest"))
        .with_object(&object(b"a\xFFb  "))
        .with_object(&object(b"\0"))
        .with_object(&object(&[b'x'; 1000]));
    let (objects, _) = certificates(&Kit::new(token));
    let labels: Vec<_> = objects
        .iter()
        .map(|object| object.label.as_deref())
        .collect();
    let long = "x".repeat(1000);
    assert_eq!(
        labels,
        [Some("cut"), Some("a\u{FFFD}b"), None, Some(long.as_str())]
    );
    assert!(objects.iter().all(|object| object.id.is_none()));
}

#[test]
fn a_place_without_a_certificate_has_none() {
    let kit = Kit::new(TokenFile::new("empty").with_certificate(&[1], "c", &[]));
    let (objects, end) = certificates(&kit);
    assert!(end.complete);
    assert_eq!(ders(&objects), [None]);
}

#[test]
fn points_come_as_the_token_gives_them() {
    for (raw, length) in [(true, 65), (false, 67)] {
        let token = TokenFile::new("points").with(|token| token.raw_ec_point = raw);
        let kit = Kit::new(token.with_ec_key(&[1], "k", "p256"));
        let (objects, _) = look(&mut kit.logged_in(), SLOT, &[Class::PublicKey]);
        let Body::PublicKey(key) = &objects[0].body else {
            panic!()
        };
        assert!(matches!(&key.parts, Some(PublicParts::Ec { point, .. }) if point.len() == length));
    }
}

#[test]
fn other_classes_are_named_and_their_failures_told() {
    let kit = Kit::new(
        TokenFile::new("others")
            .with_secret_key(&[1], "aes")
            .with_odd_objects(),
    )
    .script("C_GetAttributeValue@1=rv:CKR_DEVICE_ERROR");
    let mut client = kit.logged_in();
    let mut names = Vec::new();
    let end = client
        .look_others(SLOT, &mut |batch| {
            names.extend(batch.into_iter().map(|object| object.label));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(names, [None, Some("vendor".to_owned())]);
    assert!(!end.complete && end.fault.is_some());
}
