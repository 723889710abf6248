//! Helpers that hang, die, chatter or are not there.

use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::fake::FakeHelper;
use super::{Card, Helper, Reader, Told, Trouble, Watching};

const HELLO: &str = r#"echo '{"hello":{"version":1}}'"#;

fn told(script: &str) -> Told {
    FakeHelper::script(&format!("{HELLO}\n{script}"))
        .helper()
        .look()
}

fn reader(name: &str) -> Reader {
    Reader {
        name: name.to_owned(),
        card: Card::Empty,
        exclusive: false,
    }
}

#[test]
fn the_first_answer_is_the_answer() {
    let fake = FakeHelper::new();
    fake.readers(&[reader("R 00")]);
    fake.readers(&[]);
    assert_eq!(fake.helper().look(), Ok(vec![reader("R 00")]));
}

#[test]
fn q55_a_service_that_hangs_is_left_after_three_seconds() {
    let begun = Instant::now();
    let told = told("exec sleep 60");
    assert!(matches!(told, Err(Trouble::Silent { .. })), "{told:?}");
    let time = begun.elapsed();
    assert!(
        time >= Duration::from_secs(3) && time < Duration::from_secs(6),
        "{time:?}"
    );
}

#[test]
fn why_nothing_is_known_is_told_in_the_services_words() {
    for (why, text) in [
        ("no_service", "not running"),
        ("denied", "no access"),
        ("other", "odd"),
    ] {
        let line = format!(r#"{{"failed":{{"why":"{why}","text":"{text}"}}}}"#);
        let text = text.to_owned();
        let expected = match why {
            "no_service" => Trouble::NoService { text },
            "denied" => Trouble::Denied { text },
            _ => Trouble::Failed { text },
        };
        assert_eq!(
            told(&format!("echo '{line}'; exec sleep 60")),
            Err(expected)
        );
    }
}

#[test]
fn a_helper_that_cannot_run_says_what_it_lacks() {
    let words = "parafa-readers: error while loading shared libraries: libpcsclite.so.1: cannot open shared object file";
    let script = format!("echo '{words}' >&2; exit 127");
    let lacking = FakeHelper::script(&script).helper().look();
    let text = words.to_owned();
    assert_eq!(lacking, Err(Trouble::LibraryMissing { text }));
    let missing = Helper::beside(Path::new("/no such folder/parafa"), Vec::new()).look();
    assert!(
        matches!(missing, Err(Trouble::HelperMissing { .. })),
        "{missing:?}"
    );
    for script in ["exit 3", "echo nonsense; exec sleep 60", "kill -9 $$"] {
        let told = told(script);
        assert!(
            matches!(told, Err(Trouble::Failed { .. })),
            "{script}: {told:?}"
        );
    }
    let other = FakeHelper::script(r#"echo '{"hello":{"version":9}}'; exec sleep 60"#);
    assert!(matches!(other.helper().look(), Err(Trouble::Failed { .. })));
}

#[test]
fn changes_are_told_and_only_changes() {
    let fake = FakeHelper::new();
    fake.readers(&[]);
    let (sender, heard) = channel();
    let tell = move |told| drop(sender.send(told));
    let watching = Watching::begin(fake.helper(), tell).unwrap();
    let wait = Duration::from_secs(10);
    assert_eq!(heard.recv_timeout(wait).unwrap(), Ok(Vec::new()));
    fake.readers(&[]);
    fake.readers(&[reader("R")]);
    assert_eq!(heard.recv_timeout(wait).unwrap(), Ok(vec![reader("R")]));
    drop(watching);
    // The thread ends, and with it what it tells by.
    assert_eq!(
        heard.recv_timeout(wait),
        Err(RecvTimeoutError::Disconnected)
    );
}

#[test]
fn a_helper_that_dies_is_started_anew() {
    let script = r#"if [ -e "$0.again" ]; then echo '{"readers":[]}'; exec sleep 60; fi; : >"$0.again"; exit 4"#;
    let fake = FakeHelper::script(&format!("{HELLO}\n{script}"));
    let (sender, heard) = channel();
    let tell = move |told| drop(sender.send(told));
    let _watching = Watching::begin(fake.helper(), tell).unwrap();
    let wait = Duration::from_secs(10);
    let first = heard.recv_timeout(wait).unwrap();
    assert!(matches!(first, Err(Trouble::Failed { .. })), "{first:?}");
    assert_eq!(heard.recv_timeout(wait).unwrap(), Ok(Vec::new()));
}
