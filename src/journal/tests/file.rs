//! The file: where, whose, damaged, newer, unwritable.

use std::fs;

use rusqlite::Connection;

use super::super::{Journal, JournalError, Owner};
use super::{folder, intent, journal, listing, token};
use crate::sys::files;
use crate::token::Role;

#[test]
fn reading_creates_nothing() {
    let (folder, mut journal) = journal();
    assert_eq!(journal.open_intents().unwrap(), []);
    assert_eq!(journal.certificates().unwrap(), []);
    assert_eq!(journal.requests().unwrap(), []);
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
    assert_eq!(journal.lenient(Journal::requests), []);
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
        known: crate::journal::schema::known(),
    };
    assert_eq!(journal.check_writable(), Err(newer.clone()));
    assert_eq!(journal.certificates(), Err(newer));
    assert_eq!(fs::read(paths.journal()).unwrap(), before);
    assert_eq!(listing(&paths.state), ["journal.sqlite", "locks"]);
}

#[test]
fn an_older_journal_becomes_one_of_today_and_keeps_what_it_has() {
    let (_folder, paths) = folder();
    fs::create_dir_all(&paths.state).unwrap();
    let conn = Connection::open(paths.journal()).unwrap();
    conn.execute_batch(include_str!("../migrations/0001.sql"))
        .unwrap();
    conn.execute_batch(
        "INSERT INTO case_file (id, created, mode, plan, files)
         VALUES ('c-old', '2026-01-01T00:00:00.000000000Z', 'csr', '{}', '[]');
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(conn);
    let mut journal = Journal::new(Some(paths.clone()));
    assert_eq!(journal.providers().unwrap(), []);
    assert_eq!(journal.request("c-old").unwrap().unwrap().mode, "csr");
    let conn = Connection::open(paths.journal()).unwrap();
    let version: i64 = conn
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, crate::journal::schema::known());
}

#[test]
fn a_journal_removed_while_open_is_begun_anew() {
    let (_folder, paths) = folder();
    let mut journal = Journal::new(Some(paths.clone()));
    journal.note_refused(&token("here"), Role::User).unwrap();
    if fs::remove_file(paths.journal()).is_err() {
        return; // Windows keeps it
    }
    assert_eq!(journal.learnt_all().unwrap(), []);
    assert!(!journal.exists());
    journal.check_writable().unwrap();
    assert!(journal.exists());
}
