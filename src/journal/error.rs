//! Why the journal could not do what was asked.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// What the journal may answer instead of the wished for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// Neither a variable nor a home folder says where it should lie.
    #[error("no folder for the journal")]
    NoFolder,
    /// It cannot be written.
    #[error("{}: not writable: {reason}", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system or `SQLite` said.
        reason: String,
    },
    /// It is there and cannot be read.
    #[error("{}: not readable: {reason}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system or `SQLite` said.
        reason: String,
    },
    /// Another program kept it locked for longer than we wait.
    #[error("{}: locked by another program: {reason}", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
        /// What `SQLite` said.
        reason: String,
    },
    /// It turned out damaged while in use; the next call sets it aside.
    #[error("{}: damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What `SQLite` said.
        reason: String,
    },
    /// A newer Parafa wrote it; it was left as it is.
    #[error("{}: schema {found}, known up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest that we know.
        known: i64,
    },
    /// There is no entry of that name.
    #[error("{}: no entry {id}", path.display())]
    NoEntry {
        /// The file.
        path: PathBuf,
        /// The intent's number or the case's id.
        id: String,
    },
    /// An entry of that name is there already.
    #[error("{}: entry {id} exists", path.display())]
    EntryExists {
        /// The file.
        path: PathBuf,
        /// The case's id.
        id: String,
    },
}

impl JournalError {
    /// The file or folder that it is about, where there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::NoFolder => None,
            Self::Unwritable { path, .. }
            | Self::Unreadable { path, .. }
            | Self::Busy { path, .. }
            | Self::Damaged { path, .. }
            | Self::Newer { path, .. }
            | Self::NoEntry { path, .. }
            | Self::EntryExists { path, .. } => Some(path),
        }
    }

    /// What the system or `SQLite` said, where it said something.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Unwritable { reason, .. }
            | Self::Unreadable { reason, .. }
            | Self::Busy { reason, .. }
            | Self::Damaged { reason, .. } => Some(reason),
            Self::NoFolder
            | Self::Newer { .. }
            | Self::NoEntry { .. }
            | Self::EntryExists { .. } => None,
        }
    }

    /// The file system said no.
    pub(super) fn io(need: Need, path: &Path, reason: impl Display) -> Self {
        let (path, reason) = (path.to_owned(), reason.to_string());
        match need {
            Need::Read => Self::Unreadable { path, reason },
            Need::Write => Self::Unwritable { path, reason },
        }
    }

    /// `SQLite` said no.
    pub(super) fn sql(need: Need, path: &Path, error: &rusqlite::Error) -> Self {
        let (path, reason) = (path.to_owned(), error.to_string());
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Busy { path, reason }
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { path, reason }
            }
            _ => Self::io(need, &path, reason),
        }
    }
}

/// What a call wants of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// To read what is there; nothing is created.
    Read,
    /// To write; the journal is created if it is not there.
    Write,
}
