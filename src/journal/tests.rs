//! The journal as a whole: crashes, damage, several programs at once.

use std::fs;
use std::path::Path;
use std::thread;

use rusqlite::Connection;
use tempfile::TempDir;

use super::{
    Intent, IntentCertificate, Journal, JournalError, KeysBefore, OpenIntent, Operation, Outcome,
    Owner,
};
use crate::paths::Paths;
use crate::sys::files;
use crate::token::{KeyHash, KeyId, TokenId};

/// A folder of the test's own, and paths into it; the state folder is not made yet.
pub(super) fn folder() -> (TempDir, Paths) {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state/parafa");
    let paths = Paths {
        config: folder.path().join("config"),
        log: state.join("log"),
        state,
    };
    (folder, paths)
}

/// A journal in a folder of the test's own.
pub(super) fn journal() -> (TempDir, Journal) {
    let (folder, paths) = folder();
    (folder, Journal::new(Some(paths)))
}

pub(super) fn token(serial: &str) -> TokenId {
    TokenId {
        label: "Žeton".to_owned(),
        manufacturer: "maker".to_owned(),
        model: "model".to_owned(),
        serial: serial.to_owned(),
    }
}

pub(super) fn hash(byte: u8) -> KeyHash {
    KeyHash([byte; 32])
}

fn intent(owner: &Owner) -> Intent {
    Intent {
        wished_id: Some(KeyId(vec![0xA0])),
        key_type: Some("rsa2048".to_owned()),
        keys_before: Some(KeysBefore {
            known: vec![hash(1), hash(2)],
            unknown: 1,
        }),
        certificate: Some(IntentCertificate {
            sha256: "ab".to_owned(),
            der: vec![0x30],
        }),
        resume: Some("parafa request --resume c-7k2m9x".to_owned()),
        ..Intent::new(Operation::Generate, token("here"), "/lib/module.so", owner)
    }
}

/// Names of all that lies in a folder.
fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_cut_off_operation_shows_only_once_its_lock_is_free() {
    let (_folder, paths) = folder();
    let owner = Owner::take(&paths).unwrap();
    let begun = intent(&owner);
    let id = {
        let mut journal = Journal::new(Some(paths.clone()));
        journal.begin(&begun).unwrap()
    };
    let mut journal = Journal::new(Some(paths));
    assert_eq!(journal.open_intents().unwrap(), []);
    drop(owner);
    let expected = OpenIntent {
        id,
        intent: begun,
        reported: false,
    };
    assert_eq!(journal.open_intents().unwrap(), [expected.clone()]);
    let here = journal.intents_for_token(&token("here")).unwrap();
    assert_eq!(here, [expected]);
    assert_eq!(journal.intents_for_token(&token("there")).unwrap(), []);
}

#[test]
fn the_first_known_outcome_stands() {
    let (_folder, paths) = folder();
    let mut journal = Journal::new(Some(paths.clone()));
    let owner = Owner::take(&paths).unwrap();
    let id = journal.begin(&intent(&owner)).unwrap();
    drop(owner);
    journal.finish(id, &Outcome::Unknown).unwrap();
    assert!(journal.open_intents().unwrap()[0].reported);
    let done = Outcome::Done {
        key: Some(hash(9)),
        spki: Some(vec![1]),
    };
    journal.finish(id, &done).unwrap();
    assert_eq!(journal.open_intents().unwrap(), []);
    assert_eq!(journal.key(hash(9)).unwrap(), Some(vec![1]));
    journal.finish(id, &Outcome::Unknown).unwrap();
    assert_eq!(journal.open_intents().unwrap(), []);
    let nobody = journal.finish(super::IntentId(99), &done);
    assert!(matches!(nobody, Err(JournalError::NoEntry { .. })));
}

#[test]
fn every_outcome_can_be_written() {
    let (_folder, paths) = folder();
    let mut journal = Journal::new(Some(paths.clone()));
    let owner = Owner::take(&paths).unwrap();
    for (operation, outcome) in Operation::ALL.iter().zip([
        Outcome::NothingChanged,
        Outcome::Unknown,
        Outcome::Failed { code: "c".into() },
        Outcome::Settled { how: "h".into() },
    ]) {
        let intent = Intent::new(*operation, token(""), "m", &owner);
        let id = journal.begin(&intent).unwrap();
        journal.finish(id, &outcome).unwrap();
    }
    for operation in Operation::ALL {
        let intent = Intent::new(*operation, token(""), "m", &owner);
        journal.begin(&intent).unwrap();
    }
    drop(owner);
    assert_eq!(
        journal.open_intents().unwrap().len(),
        Operation::ALL.len() + 1
    );
}

#[test]
fn several_programs_at_once_lose_nothing() {
    let (_folder, paths) = folder();
    let owner = Owner::take(&paths).unwrap();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut pair = [0, 1].map(|_| Journal::new(Some(paths.clone())));
                for _ in 0..25 {
                    for journal in &mut pair {
                        journal.begin(&intent(&owner)).unwrap();
                    }
                }
            });
        }
    });
    drop(owner);
    let open = Journal::new(Some(paths)).open_intents().unwrap();
    assert_eq!(open.len(), 100);
    assert!(open.is_sorted_by(|a, b| a.id < b.id));
}

#[test]
fn reading_creates_nothing() {
    let (folder, mut journal) = journal();
    assert_eq!(journal.open_intents().unwrap(), []);
    assert_eq!(journal.certificates().unwrap(), []);
    assert_eq!(journal.cases().unwrap(), []);
    assert_eq!(journal.learnt_all().unwrap(), []);
    assert!(!journal.forget_certificate("aa").unwrap());
    journal.remember_certificates(&[]).unwrap();
    assert_eq!(listing(folder.path()), [""; 0]);
    let mut nowhere = Journal::new(None);
    assert_eq!(nowhere.certificates().unwrap(), []);
    assert_eq!(nowhere.check_writable(), Err(JournalError::NoFolder));
}

#[test]
fn only_the_owner_can_get_at_it() {
    let (_folder, paths) = folder();
    Journal::new(Some(paths.clone())).check_writable().unwrap();
    let _owner = Owner::take(&paths).unwrap();
    for path in [&paths.journal(), &paths.state, &paths.locks()] {
        assert!(files::is_private(path).unwrap(), "{}", path.display());
    }
    assert_eq!(listing(&paths.state), ["journal.sqlite", "locks"]);
}

#[test]
fn commits_are_durable() {
    let (_folder, mut journal) = journal();
    journal.check_writable().unwrap();
    let setting = |name: &str| {
        let conn = &journal.store.as_ref().unwrap().conn;
        conn.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .unwrap()
    };
    assert_eq!(setting("journal_mode"), "delete".to_owned().into());
    assert_eq!(setting("synchronous"), 3.into());
    assert_eq!(setting("foreign_keys"), 1.into());
    assert_eq!(setting("busy_timeout"), 5000.into());
}

#[test]
fn a_file_that_is_no_journal_is_set_aside_as_it_is() {
    let (_folder, paths) = folder();
    let rubbish = b"this is not a database".repeat(100);
    for begin_by_reading in [true, false] {
        fs::create_dir_all(&paths.state).unwrap();
        fs::write(paths.journal(), &rubbish).unwrap();
        let mut journal = Journal::new(Some(paths.clone()));
        if begin_by_reading {
            assert_eq!(journal.certificates().unwrap(), []);
            assert!(!journal.exists());
        }
        journal.check_writable().unwrap();
        let aside = journal.take_damaged().unwrap();
        assert_eq!(journal.take_damaged(), None);
        assert_eq!(fs::read(&aside).unwrap(), rubbish);
        let name = aside.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("journal.sqlite.damaged-2"), "{name}");
    }
    let damaged = listing(&paths.state)
        .into_iter()
        .filter(|name| name.contains("damaged"));
    assert_eq!(damaged.count(), 2);
}

#[test]
fn a_malformed_journal_is_set_aside_with_its_rollback_journal() {
    let (_folder, paths) = folder();
    Journal::new(Some(paths.clone())).check_writable().unwrap();
    let mut bytes = fs::read(paths.journal()).unwrap();
    bytes[4096..12_288].fill(0x55);
    fs::write(paths.journal(), &bytes).unwrap();
    let beside = paths.state.join("journal.sqlite-journal");
    fs::write(&beside, "cold").unwrap();
    let mut journal = Journal::new(Some(paths));
    journal.check_writable().unwrap();
    let aside = journal.take_damaged().unwrap();
    assert_eq!(fs::read(&aside).unwrap(), bytes);
    assert!(!beside.exists());
}

#[test]
fn what_cannot_be_written_is_said_with_its_path() {
    let (folder, mut paths) = folder();
    fs::create_dir_all(paths.journal()).unwrap();
    let refused = Journal::new(Some(paths.clone()))
        .check_writable()
        .unwrap_err();
    assert!(matches!(&refused, JournalError::Unwritable { path, .. } if *path == paths.journal()));
    fs::write(folder.path().join("file"), "").unwrap();
    paths.state = folder.path().join("file/state");
    let mut journal = Journal::new(Some(paths.clone()));
    let refused = journal.check_writable().unwrap_err();
    assert!(matches!(refused, JournalError::Unwritable { .. }));
    assert!(matches!(
        Owner::take(&paths),
        Err(JournalError::Unwritable { .. })
    ));
    assert_eq!(journal.lenient(Journal::certificates), []);
    assert_eq!(journal.lenient(Journal::cases), []);
    assert!(journal.reading_failed().is_some());
    assert!(journal.reading_failed().is_none());
}

#[test]
fn a_full_disk_is_said_and_leaves_the_journal_whole() {
    let (_folder, paths) = folder();
    let mut journal = Journal::new(Some(paths.clone()));
    let owner = Owner::take(&paths).unwrap();
    journal.check_writable().unwrap();
    let conn = &journal.store.as_ref().unwrap().conn;
    conn.pragma_update(None, "max_page_count", 1).unwrap();
    let mut large = intent(&owner);
    large.resume = Some("x".repeat(1 << 20));
    let refused = journal.begin(&large).unwrap_err();
    assert!(
        matches!(refused, JournalError::Unwritable { .. }),
        "{refused}"
    );
    drop(owner);
    assert_eq!(journal.open_intents().unwrap(), []);
    journal.check_writable().unwrap();
}

#[test]
fn a_newer_journal_is_left_untouched() {
    let (_folder, paths) = folder();
    fs::create_dir_all(&paths.state).unwrap();
    let conn = Connection::open(paths.journal()).unwrap();
    conn.execute_batch("CREATE TABLE future (a); PRAGMA user_version = 99;")
        .unwrap();
    drop(conn);
    let before = fs::read(paths.journal()).unwrap();
    let mut journal = Journal::new(Some(paths.clone()));
    let newer = JournalError::Newer {
        path: paths.journal(),
        found: 99,
        known: 1,
    };
    assert_eq!(journal.check_writable(), Err(newer.clone()));
    assert_eq!(journal.certificates(), Err(newer));
    assert_eq!(fs::read(paths.journal()).unwrap(), before);
    assert_eq!(listing(&paths.state), ["journal.sqlite"]);
}

#[test]
fn a_journal_removed_while_open_is_begun_anew() {
    let (_folder, paths) = folder();
    let mut journal = Journal::new(Some(paths.clone()));
    journal
        .note_refused(&token("here"), crate::token::Role::User)
        .unwrap();
    if fs::remove_file(paths.journal()).is_err() {
        return; // Windows keeps it
    }
    assert_eq!(journal.learnt_all().unwrap(), []);
    assert!(!journal.exists());
    journal.check_writable().unwrap();
    assert!(journal.exists());
}
