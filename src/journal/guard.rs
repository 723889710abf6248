//! Keeps the journal's file in its place while anybody uses it.
//!
//! A file must not be renamed under an open connection (sqlite.org/howtocorrupt.html §1.4, §2.3): whoever still has the
//! old one open takes the new one's rollback journal for its own and plays it back. So every call holds a lock file
//! shared, and setting a damaged journal aside holds it alone.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::thread;
use std::time::Duration;

use super::error::{JournalError, Need};
use crate::paths::Paths;
use crate::sys::files;

/// Held while the journal's file is used; `None` inside where only reading is wanted and no lock is to be had:
/// in such a folder nobody can rename either.
#[derive(Debug)]
pub(super) struct Guard {
    _held: Option<File>,
}

impl Guard {
    /// Beside others.
    pub(super) fn shared(paths: &Paths, need: Need) -> Result<Self, JournalError> {
        match (lock(paths, File::try_lock_shared), need) {
            (Ok(file), _) => Ok(Self { _held: Some(file) }),
            (Err(error), Need::Read) if error.kind() != io::ErrorKind::TimedOut => {
                Ok(Self { _held: None })
            }
            (Err(error), _) => Err(JournalError::io(need, &paths.journal(), error)),
        }
    }

    /// Alone.
    pub(super) fn alone(paths: &Paths) -> Result<Self, JournalError> {
        lock(paths, File::try_lock)
            .map(|file| Self { _held: Some(file) })
            .map_err(|error| JournalError::io(Need::Write, &paths.journal(), error))
    }
}

/// Waits no longer than for `SQLite`'s own locks.
fn lock(paths: &Paths, attempt: fn(&File) -> Result<(), TryLockError>) -> io::Result<File> {
    let folder = paths.locks();
    files::create_private_folder(&folder)?;
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("journal"))?;
    let mut waited = Duration::ZERO;
    loop {
        match attempt(&file) {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if waited >= BUSY => {
                return Err(io::ErrorKind::TimedOut.into());
            }
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
        }
        waited += PAUSE;
    }
}

/// How long another program's use is waited for.
pub(super) const BUSY: Duration = Duration::from_secs(5);

const PAUSE: Duration = Duration::from_millis(20);
