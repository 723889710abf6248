use std::process::Command;

use proptest::prelude::{prop, proptest};

use super::{Subject, SubjectError};

fn refusal(text: &str) -> SubjectError {
    Subject::parse(text).expect_err(text)
}

#[test]
fn the_order_is_kept_and_each_type_has_its_string() {
    let subject = Subject::parse(
        "C=RO, O=Cabinet Ană,CN=Ana Pop , serialNumber=PNO-1, E=a@b.ro, OID.2.5.4.97=X, DC=ro",
    )
    .unwrap();
    assert_eq!(
        subject.display(),
        "C=RO, O=Cabinet Ană, CN=Ana Pop, serialNumber=PNO-1, emailAddress=a@b.ro, 2.5.4.97=X, DC=ro"
    );
    let tags: Vec<u8> = super::names::parts(subject.to_der())
        .iter()
        .flatten()
        .map(|part| part.der[0])
        .collect();
    assert_eq!(tags, [0x13, 0x0C, 0x0C, 0x13, 0x16, 0x0C, 0x16]);
}

#[test]
fn the_bytes_are_those_of_openssl() {
    let ours = Subject::parse("C=RO,O=Cabinet Ană,OU=a+CN=Ana Pop").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("k.pem");
    let run = |args: &[&str]| Command::new("openssl").args(args).output().unwrap();
    run(&[
        "ecparam",
        "-name",
        "prime256v1",
        "-genkey",
        "-noout",
        "-out",
        key.to_str().unwrap(),
    ]);
    let out = run(&[
        "req",
        "-new",
        "-utf8",
        "-multivalue-rdn",
        "-config",
        "/dev/null",
        "-outform",
        "DER",
        "-key",
        key.to_str().unwrap(),
        "-subj",
        "/C=RO/O=Cabinet Ană/OU=a+CN=Ana Pop",
    ]);
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    assert!(
        out.stdout
            .windows(ours.to_der().len())
            .any(|part| part == ours.to_der())
    );
}

#[test]
fn escapes_are_undone() {
    let subject = Subject::parse(r"O=Firm\, SRL \+ \=\\ \ ,CN=\ a\;\#").unwrap();
    assert_eq!(
        super::names::values(subject.to_der(), "2.5.4.10"),
        [r"Firm, SRL + =\  "]
    );
    assert_eq!(super::names::values(subject.to_der(), "2.5.4.3"), [" a;#"]);
    assert_eq!(refusal(r"CN=a\b"), SubjectError::BadEscape { position: 5 });
    assert_eq!(refusal(r"CN=a\"), SubjectError::BadEscape { position: 5 });
}

#[test]
fn decomposed_letters_are_composed() {
    let subject = Subject::parse("CN=S\u{326}tefan").unwrap();
    assert_eq!(subject.display(), "CN=\u{218}tefan");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    assert_eq!(
        refusal("/C=RO/CN=x"),
        SubjectError::SlashForm {
            corrected: "C=RO,CN=x".into()
        }
    );
    assert_eq!(
        refusal("CN=a, b"),
        SubjectError::NoEquals {
            piece: "b".into(),
            position: 6
        }
    );
    assert_eq!(
        refusal("CN=a,"),
        SubjectError::NoEquals {
            piece: String::new(),
            position: 6
        }
    );
    assert_eq!(
        refusal("CN=a O=b"),
        SubjectError::UnescapedEquals {
            attribute: "CN".into(),
            position: 7
        }
    );
    assert_eq!(
        refusal("C=RO, XY=b"),
        SubjectError::UnknownAttribute {
            name: "XY".into(),
            position: 7
        }
    );
    assert_eq!(
        refusal("CN= ,O=x"),
        SubjectError::EmptyValue {
            attribute: "CN".into(),
            position: 4
        }
    );
}

#[test]
fn characters_are_refused_with_their_place() {
    assert_eq!(
        refusal("CN=a\u{202e}b"),
        SubjectError::Control {
            attribute: "CN".into(),
            character: '\u{202e}',
            position: 5
        }
    );
    assert_eq!(
        refusal("serialNumber=12_3"),
        SubjectError::Charset {
            attribute: "serialNumber".into(),
            character: '_',
            position: 16
        }
    );
    assert_eq!(
        refusal("email=ană@b.ro"),
        SubjectError::Charset {
            attribute: "email".into(),
            character: 'ă',
            position: 9
        }
    );
    assert_eq!(
        refusal("c=ro"),
        SubjectError::Country {
            attribute: "c".into(),
            given: "ro".into(),
            corrected: Some("RO".into()),
            position: 3
        }
    );
    assert_eq!(
        refusal("C=Rou"),
        SubjectError::Country {
            attribute: "C".into(),
            given: "Rou".into(),
            corrected: None,
            position: 3
        }
    );
    assert_eq!(
        refusal("O=a+O=b"),
        SubjectError::Twice {
            attribute: "O".into(),
            position: 5
        }
    );
}

#[test]
fn bounds_count_characters() {
    for (kind, most) in [
        ("CN", 64),
        ("O", 64),
        ("L", 128),
        ("email", 255),
        ("postalCode", 40),
    ] {
        assert!(Subject::parse(&format!("{kind}={}", "x".repeat(most))).is_ok());
        let refused = refusal(&format!("{kind}={}", "x".repeat(most + 1)));
        assert!(
            matches!(refused, SubjectError::TooLong { most: bound, length, .. } if bound == most && length == most + 1)
        );
    }
    assert!(Subject::parse(&format!("CN={}", "ș".repeat(64))).is_ok());
}

#[test]
fn an_empty_subject_is_a_subject() {
    assert!(Subject::parse(" ").unwrap().is_empty());
    assert!(!Subject::parse("CN=x").unwrap().is_empty());
}

proptest! {
    #[test]
    fn what_is_shown_is_read_again(values in prop::collection::vec(("(CN|O|OU|title|2\\.5\\.4\\.97|1\\.2\\.3)", "[ -~ă-ț]{1,40}"), 1..6)) {
        let pairs: Vec<(&str, &str)> = values.iter().filter(|(_, value)| !value.trim().is_empty()).map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let subject = Subject::from_pairs(pairs).unwrap();
        let again = Subject::parse(&subject.display()).unwrap();
        assert_eq!(again, subject);
        assert_eq!(Subject::from_der(subject.to_der()).unwrap(), subject);
    }

    #[test]
    fn no_text_panics(text in "(C|CN|O|=|,|\\+|\\\\|/| |ș|\u{0}|1\\.2){0,12}") {
        let _ = Subject::parse(&text);
    }
}
