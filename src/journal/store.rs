//! The journal's file: opened, checked, set aside when damaged, begun anew.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use super::error::{JournalError, Need};
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
    ) -> Result<Option<Self>, JournalError> {
        // POSIX locks go when a process closes any handle of the file (sqlite.org/howtocorrupt.html §2.2):
        // no thread may open the journal while another still holds the handle with which it was created.
        let _one_at_a_time = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
        let path = paths.journal();
        for _ in 0..ATTEMPTS {
            match probe(&path, need)? {
                Probe::Absent if need == Need::Read => return Ok(None),
                Probe::Absent => create(paths)?,
                Probe::Good(conn) => return Self::ready(conn, &path, need).map(Some),
                Probe::Damaged(reason) => match (set_aside(paths), need) {
                    (Ok(Some(aside)), _) => *damaged = Some(aside),
                    (Ok(None), _) => {}
                    (Err(_), Need::Read) => return Err(JournalError::Damaged { path, reason }),
                    (Err(error), Need::Write) => return Err(error),
                },
            }
        }
        Err(JournalError::io(need, &path, "does not stay as it is"))
    }

    /// Whether the file that is open is still the one that lies at `path`.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        files::identity(path).is_ok_and(|now| now == self.identity)
    }

    fn ready(mut conn: Connection, path: &Path, need: Need) -> Result<Self, JournalError> {
        let sql = |error| JournalError::sql(need, path, &error);
        settings(&conn).map_err(sql)?;
        schema::migrate(&mut conn).map_err(sql)?;
        if !files::is_private(path).unwrap_or(true) {
            // Another's file, or a file system without permissions: no reason to go without a journal.
            files::make_private(path).ok();
        }
        let identity =
            files::identity(path).map_err(|error| JournalError::io(need, path, error))?;
        Ok(Self { conn, identity })
    }
}

/// What lies where the journal should be.
enum Probe {
    Absent,
    Good(Connection),
    Damaged(String),
}

fn probe(path: &Path, need: Need) -> Result<Probe, JournalError> {
    let there = path
        .try_exists()
        .map_err(|error| JournalError::io(need, path, error))?;
    if !there {
        return Ok(Probe::Absent);
    }
    match check(path) {
        Ok(Health::Good(conn)) => Ok(Probe::Good(conn)),
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

/// Renames a damaged journal, under a lock so that no program moves away what another has just begun anew.
/// `None`: another program was faster.
fn set_aside(paths: &Paths) -> Result<Option<PathBuf>, JournalError> {
    let (folder, path) = (paths.locks(), paths.journal());
    let io = |error| JournalError::io(Need::Write, &path, error);
    files::create_private_folder(&folder).map_err(io)?;
    let guard = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("set-aside"))
        .map_err(io)?;
    lock(&guard).map_err(io)?;
    if !matches!(probe(&path, Need::Write)?, Probe::Damaged(_)) {
        return Ok(None);
    }
    let aside = free_name(&path);
    fs::rename(&path, &aside).map_err(io)?;
    // Its rollback journal goes with it, or SQLite would play it back into the new one.
    match fs::rename(
        with_suffix(&path, "-journal"),
        with_suffix(&aside, "-journal"),
    ) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io(error)),
        _ => Ok(Some(aside)),
    }
}

/// Waits for a lock no longer than for `SQLite`'s.
fn lock(file: &File) -> io::Result<()> {
    const PAUSE: Duration = Duration::from_millis(50);
    let mut waited = Duration::ZERO;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if waited >= BUSY => {
                return Err(io::ErrorKind::TimedOut.into());
            }
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
        }
        waited += PAUSE;
    }
}

/// `journal.sqlite.damaged-20260131T120000Z`, with a number behind it where that is taken.
fn free_name(path: &Path) -> PathBuf {
    let stamp = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let first = with_suffix(path, &format!(".damaged-{stamp}"));
    (2..)
        .map(|number| with_suffix(path, &format!(".damaged-{stamp}-{number}")))
        .take(100)
        .fold(first, |name, next| if name.exists() { next } else { name })
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

static OPENING: Mutex<()> = Mutex::new(());

/// How long another program's write is waited for.
const BUSY: Duration = Duration::from_secs(5);

/// Absent, created, good; or damaged, set aside, absent, created, good: with one to spare.
const ATTEMPTS: usize = 5;
