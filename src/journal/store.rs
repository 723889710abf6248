//! The journal's file: opened, checked, set aside when damaged, begun anew.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use super::error::{JournalError, Need};
use super::guard::{BUSY, Guard};
use super::schema;
use crate::paths::Paths;
use crate::sys::files::{self, Identity};

/// An open journal.
pub(super) struct Store {
    pub(super) conn: Connection,
    identity: Option<Identity>,
}

impl Store {
    /// Opens the journal; `None` where there is none and it is only to be read. A damaged one is set aside first,
    /// and where it went is left in `damaged`.
    pub(super) fn open(
        paths: &Paths,
        need: Need,
        damaged: &mut Option<PathBuf>,
    ) -> Result<Option<(Guard, Self)>, JournalError> {
        // POSIX locks go when a process closes any handle of the file (sqlite.org/howtocorrupt.html §2.2):
        // no thread may open the journal while another still holds the handle with which it was created.
        let _one_at_a_time = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
        let path = paths.journal();
        for _ in 0..ATTEMPTS {
            if need == Need::Read && is_absent(&path) {
                return Ok(None);
            }
            let guard = Guard::shared(paths, need)?;
            let reason = match probe(&path, need)? {
                Probe::Good(store) => return Ok(Some((guard, store.ready(&path, need)?))),
                Probe::Damaged(reason) => reason,
                Probe::Absent => {
                    if need == Need::Write {
                        create(paths)?;
                    }
                    continue;
                }
            };
            drop(guard);
            match (set_aside(paths), need) {
                (Ok(Some(aside)), _) => *damaged = Some(aside),
                (Ok(None), _) => {}
                (Err(_), Need::Read) => return Err(JournalError::Damaged { path, reason }),
                (Err(error), Need::Write) => return Err(error),
            }
        }
        Err(JournalError::io(need, &path, "does not stay as it is"))
    }

    /// Whether the file that is open is still the one that lies at `path`.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        files::identity(path).is_ok_and(|now| now == self.identity)
    }

    fn ready(mut self, path: &Path, need: Need) -> Result<Self, JournalError> {
        let sql = |error| JournalError::sql(need, path, &error);
        settings(&self.conn).map_err(sql)?;
        schema::migrate(&mut self.conn).map_err(sql)?;
        if !files::is_private(path).unwrap_or(true) {
            // Another's file, or a file system without permissions: no reason to go without a journal.
            files::make_private(path).ok();
        }
        Ok(self)
    }
}

/// What lies where the journal should be.
enum Probe {
    Absent,
    Good(Store),
    Damaged(String),
}

fn is_absent(path: &Path) -> bool {
    files::identity(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn probe(path: &Path, need: Need) -> Result<Probe, JournalError> {
    let identity = match files::identity(path) {
        Ok(identity) => identity,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Probe::Absent),
        Err(error) => return Err(JournalError::io(need, path, error)),
    };
    match check(path) {
        Ok(Health::Good(conn)) => Ok(Probe::Good(Store { conn, identity })),
        Ok(Health::Damaged(reason)) => Ok(Probe::Damaged(reason)),
        Ok(Health::Newer(found)) => Err(JournalError::Newer {
            path: path.to_owned(),
            found,
            known: schema::known(),
        }),
        Err(error) => match JournalError::sql(need, path, &error) {
            JournalError::Damaged { reason, .. } => Ok(Probe::Damaged(reason)),
            other => Err(other),
        },
    }
}

/// What `SQLite` says of a file.
enum Health {
    Good(Connection),
    Newer(i64),
    Damaged(String),
}

/// Opens for writing even where only reading is wanted (without creating): what a program that was cut off left
/// half-written is rolled back by whoever opens next.
fn check(path: &Path) -> rusqlite::Result<Health> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY)?;
    // Before any setting: a newer journal is left untouched, its journal mode too.
    let version = schema::version(&conn)?;
    if version > schema::known() {
        return Ok(Health::Newer(version));
    }
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        Ok(Health::Good(conn))
    } else {
        Ok(Health::Damaged(verdict))
    }
}

fn settings(conn: &Connection) -> rusqlite::Result<()> {
    // Home folders on networks rule out WAL.
    conn.pragma_update(None, "journal_mode", "DELETE")?;
    // FULL, and the folder too is synced after the rollback journal is unlinked; without that a power cut can
    // roll back the last commit (sqlite.org/pragma.html#pragma_synchronous), and with it the intent of a key.
    conn.pragma_update(None, "synchronous", "EXTRA")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // What is forgotten is overwritten.
    conn.pragma_update(None, "secure_delete", true)
}

/// Begins a journal as an empty file, so that it is 0600 before `SQLite` writes to it; `SQLite` gives its rollback
/// journal the same permissions.
fn create(paths: &Paths) -> Result<(), JournalError> {
    let (folder, path) = (&paths.state, paths.journal());
    files::create_private_folder(folder)
        .map_err(|error| JournalError::io(Need::Write, folder, error))?;
    match files::create_private_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(JournalError::io(Need::Write, &path, error))
        }
        _ => Ok(()),
    }
}

/// Renames a damaged journal. `None`: another program was faster.
fn set_aside(paths: &Paths) -> Result<Option<PathBuf>, JournalError> {
    let path = paths.journal();
    let io = |error| JournalError::io(Need::Write, &path, error);
    let _guard = Guard::alone(paths)?;
    if !matches!(probe(&path, Need::Write)?, Probe::Damaged(_)) {
        return Ok(None);
    }
    let aside = free_name(&path);
    // Its rollback journal goes with it, or it would be played back into the new one; first, in case we are cut off.
    match fs::rename(
        with_suffix(&path, "-journal"),
        with_suffix(&aside, "-journal"),
    ) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io(error)),
        _ => {}
    }
    fs::rename(&path, &aside).map_err(io)?;
    Ok(Some(aside))
}

/// `journal.sqlite.damaged-20260131T120000Z`, with a number behind it where that is taken.
fn free_name(path: &Path) -> PathBuf {
    let stamp = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut name = with_suffix(path, &format!(".damaged-{stamp}"));
    let mut number = 2;
    while name.exists() {
        name = with_suffix(path, &format!(".damaged-{stamp}-{number}"));
        number += 1;
    }
    name
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

static OPENING: Mutex<()> = Mutex::new(());

/// Absent, created, good; or damaged, set aside, absent, created, good: with one to spare.
const ATTEMPTS: usize = 5;
