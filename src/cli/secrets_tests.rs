//! Sources of secrets, without a terminal.

use std::ffi::{OsStr, OsString};
use std::io::Cursor;

use super::{Found, MOST, SecretSources, Source, first_line};
use crate::ask::{SecretAnswer, SecretKind};
use crate::error::Code;
use crate::token::Role;

const PIN: SecretKind = SecretKind::Pin(Role::User);

fn sources(pin: &str) -> SecretSources {
    SecretSources::parse(&[Some(pin.into()), None, None, None, None]).unwrap()
}

fn given(found: Found) -> Vec<u8> {
    match found {
        Found::Answer(SecretAnswer::Given(secret), _) => secret.expose().to_vec(),
        other => panic!("{other:?}"),
    }
}

fn reason(found: Found) -> String {
    match found {
        Found::Answer(SecretAnswer::Unreadable { origin, reason }, _) => {
            format!("{origin}: {reason}")
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_form_of_a_source_is_read() {
    let cases = [
        ("prompt", Source::Prompt),
        ("pad", Source::Pad),
        ("env:X", Source::Env("X".to_owned())),
        ("file:a:b", Source::File("a:b".into())),
        ("fd:7", Source::Fd(7)),
    ];
    for (text, source) in cases {
        assert_eq!(Source::parse(OsStr::new(text)), Some(source));
    }
    for wrong in [
        "", "1234", "prompt:", "pad:x", "env:", "env:A=B", "file:", "fd:-1", "fd:", "FILE:x",
    ] {
        assert_eq!(Source::parse(OsStr::new(wrong)), None, "{wrong}");
    }
}

#[test]
fn a_mistyped_source_is_never_shown() {
    let failure =
        SecretSources::parse(&[None, Some("87654321".into()), None, None, None]).unwrap_err();
    assert_eq!(failure.code, Code::SecretSourceInvalid);
    assert!(!format!("{failure:?}").contains("87654321"));
    assert_eq!(failure.args.get("option").unwrap(), "--so-pin-source");
}

#[test]
fn the_variable_is_the_default() {
    let env = |name: &str| (name == "PARAFA_PIN").then(|| OsString::from("1234"));
    let default = SecretSources::default();
    assert_eq!(given(default.find(PIN, &env)), b"1234");
    assert!(matches!(
        default.find(SecretKind::Password, &env),
        Found::AskPerson
    ));
    assert!(matches!(
        sources("prompt").find(PIN, &env),
        Found::AskPerson
    ));
    assert_eq!(
        reason(sources("env:OTHER").find(PIN, &env)),
        "--pin-source env:OTHER: the variable is not set"
    );
}

#[test]
fn a_file_gives_its_first_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pin");
    let cases: [(&[u8], &[u8]); 4] = [
        (b"1234", b"1234"),
        (b"1234\r\nnot this\n", b"1234"),
        (b" 12 34 \n", b" 12 34 "),
        ("pärôlă\n".as_bytes(), "pärôlă".as_bytes()),
    ];
    let source = sources(&format!("file:{}", path.display()));
    for (content, pin) in cases {
        std::fs::write(&path, content).unwrap();
        assert_eq!(given(source.find(PIN, &|_| None)), pin);
    }
    for (content, why) in [
        (Vec::new(), "it is empty"),
        (b"12\x0034\n".to_vec(), "NUL"),
        (vec![b'x'; MOST + 1], "4096"),
    ] {
        std::fs::write(&path, content).unwrap();
        assert!(reason(source.find(PIN, &|_| None)).contains(why), "{why}");
    }
    std::fs::remove_file(&path).unwrap();
    assert!(reason(source.find(PIN, &|_| None)).contains("pin"));
}

#[cfg(unix)]
#[test]
fn a_file_that_others_read_is_named() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pin");
    std::fs::write(&path, "1234\n").unwrap();
    let source = sources(&format!("file:{}", path.display()));
    for (mode, seen) in [(0o600, false), (0o640, true), (0o604, true), (0o400, false)] {
        set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let Found::Answer(_, others) = source.find(PIN, &|_| None) else {
            panic!("{mode:o}")
        };
        assert_eq!(others.is_some(), seen, "{mode:o}");
    }
}

#[test]
fn a_pipe_gives_one_line_each_time() {
    let mut pipe = Cursor::new(b"1234\n87654321\n".to_vec());
    assert_eq!(first_line(&mut pipe).unwrap().as_slice(), b"1234");
    assert_eq!(first_line(&mut pipe).unwrap().as_slice(), b"87654321");
    assert_eq!(first_line(&mut pipe).unwrap().as_slice(), b"");
}

#[test]
fn an_address_names_a_file_only_where_no_option_does() {
    let mut sources = sources("prompt");
    sources.offer_pin_file("other".into());
    assert_eq!(sources.source(PIN), &Source::Prompt);
    let mut default = SecretSources::default();
    default.offer_pin_file("pin".into());
    assert_eq!(default.source(PIN), &Source::File("pin".into()));
}

#[test]
fn all_variables_that_may_hold_a_secret_are_known() {
    let variables = sources("env:MY_PIN").variables();
    assert_eq!(variables.len(), 6);
    assert!(variables.contains(&"MY_PIN".to_owned()));
    assert!(variables.contains(&"PARAFA_PASSWORD".to_owned()));
}
