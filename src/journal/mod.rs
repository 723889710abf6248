//! What is remembered in a file of our own: what we were about to do to a token, what came of it, which public
//! certificates and keys were seen, cases, what was learnt of modules, PIN refusals. Never a secret.
//!
//! `SQLite`, opened at first need. Each call is a short transaction of its own, so several programs may run at once.
//! Reading methods create nothing: where no journal is, they answer with nothing.

mod case;
mod certificate;
mod error;
mod guard;
mod intent;
mod key;
mod learnt;
mod outcome;
mod owner;
mod pin;
mod preference;
mod provider;
mod request;
mod row;
mod schema;
mod store;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

pub use self::certificate::SeenCertificate;
pub use self::error::JournalError;
pub use self::intent::{Intent, IntentCertificate, KeysBefore, OpenIntent, Operation};
pub use self::outcome::{IntentId, Outcome};
pub use self::owner::{Owner, OwnerName};
pub use self::request::RequestRecord;

use self::error::Need;
use self::guard::Guard;
use self::row::Moment;
use self::store::Store;
use crate::paths::Paths;

/// The journal of this computer's user.
pub struct Journal {
    paths: Option<Paths>,
    store: Option<Store>,
    damaged: Option<PathBuf>,
    failed: Option<JournalError>,
}

impl Journal {
    /// A journal in the state folder of `paths`. Nothing is opened yet.
    #[must_use]
    pub fn new(paths: Option<Paths>) -> Self {
        Self {
            paths,
            store: None,
            damaged: None,
            failed: None,
        }
    }

    /// Where it lies or would lie.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        self.paths.as_ref().map(Paths::journal)
    }

    /// Whether there is a file to read.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path().is_some_and(|path| path.exists())
    }

    /// Writes and commits something of no meaning: whoever is going to change a token asks this before a PIN is asked.
    pub fn check_writable(&mut self) -> Result<(), JournalError> {
        self.write(|change| {
            change.execute(
                "INSERT INTO meta (name, value) VALUES ('checked', ?1)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![Moment(Timestamp::now())],
            )
        })?;
        Ok(())
    }

    /// Where a damaged journal was set aside, if that happened; told once.
    pub fn take_damaged(&mut self) -> Option<PathBuf> {
        self.damaged.take()
    }

    /// For commands that work without a journal: answers with nothing where `call` fails, and keeps the first failure
    /// for [`Self::reading_failed`]. After a failure, until it is asked for, nothing more is tried.
    pub fn lenient<T: Default>(
        &mut self,
        call: impl FnOnce(&mut Self) -> Result<T, JournalError>,
    ) -> T {
        if self.failed.is_some() {
            return T::default();
        }
        call(self).unwrap_or_else(|error| {
            self.failed = Some(error);
            T::default()
        })
    }

    /// Why a [`Self::lenient`] call failed, if one did; told once.
    pub fn reading_failed(&mut self) -> Option<JournalError> {
        self.failed.take()
    }

    /// Reads; nothing where there is no journal.
    fn read<T: Default>(
        &mut self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, JournalError> {
        let Some((_guard, store)) = self.open(Need::Read)? else {
            return Ok(T::default());
        };
        let answer = query(&store.conn);
        self.judge(Need::Read, answer)
    }

    /// Changes in one durable transaction; the journal is created if need be.
    fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, JournalError> {
        let (_guard, store) = self.open(Need::Write)?.ok_or(JournalError::NoFolder)?;
        let answer = transact(&mut store.conn, change);
        self.judge(Need::Write, answer)
    }

    /// As [`Self::write`], for what has nothing to do where there is no journal.
    fn write_if_there<T: Default>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, JournalError> {
        if self.open(Need::Read)?.is_none() {
            return Ok(T::default());
        }
        self.write(change)
    }

    fn open(&mut self, need: Need) -> Result<Option<(Guard, &mut Store)>, JournalError> {
        let Some(paths) = &self.paths else {
            return match need {
                Need::Read => Ok(None),
                Need::Write => Err(JournalError::NoFolder),
            };
        };
        if let Some(store) = self.store.take() {
            let guard = Guard::shared(paths, need)?;
            // Moved or removed by somebody: what is written to it now would be lost.
            if store.is_at(&paths.journal()) {
                return Ok(Some((guard, self.store.insert(store))));
            }
        }
        let opened = Store::open(paths, need, &mut self.damaged)?;
        Ok(opened.map(|(guard, store)| (guard, self.store.insert(store))))
    }

    /// Turns `SQLite`'s errors into ours. A file found damaged is closed, so that the next call checks it.
    fn judge<T>(&mut self, need: Need, answer: rusqlite::Result<T>) -> Result<T, JournalError> {
        answer.map_err(|error| {
            let error = JournalError::sql(need, &self.path().unwrap_or_default(), &error);
            if matches!(error, JournalError::Damaged { .. }) {
                self.store = None;
            }
            error
        })
    }

    fn no_entry(&self, id: &str) -> JournalError {
        JournalError::NoEntry {
            path: self.path().unwrap_or_default(),
            id: id.to_owned(),
        }
    }
}

/// Immediate: a lock that is refused is refused at the start, and waited for.
fn transact<T>(
    conn: &mut Connection,
    change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let answer = change(&transaction)?;
    transaction.commit()?;
    Ok(answer)
}
