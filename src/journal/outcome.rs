//! Outcomes: what came of an intent, written down after.

use std::fmt;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::key::{self, PublicKey};
use super::row::{self, Moment};
use super::{Journal, JournalError};
use crate::token::{KeyHash, TokenId};

/// An intent's number; never given twice in one journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IntentId(pub i64);

impl fmt::Display for IntentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What came of an intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was done and read back.
    Done {
        /// The key that it made or was about.
        key: Option<KeyHash>,
        /// That key's public half (`SubjectPublicKeyInfo`, DER); remembered with the key.
        spki: Option<Vec<u8>>,
    },
    /// Nothing was changed.
    NothingChanged,
    /// It failed, and it is known what is left.
    Failed {
        /// The stable name of the failure.
        code: String,
    },
    /// It cannot be told; the intent stays open.
    Unknown,
    /// A later look settled it.
    Settled {
        /// How, as a stable word.
        how: String,
    },
}

impl Outcome {
    fn name(&self) -> &'static str {
        match self {
            Self::Done { .. } => "done",
            Self::NothingChanged => "nothing_changed",
            Self::Failed { .. } => "failed",
            Self::Unknown => "unknown",
            Self::Settled { .. } => "settled",
        }
    }

    fn detail(&self) -> Option<&str> {
        match self {
            Self::Failed { code } => Some(code),
            Self::Settled { how } => Some(how),
            Self::Done { .. } | Self::NothingChanged | Self::Unknown => None,
        }
    }

    fn key(&self) -> Option<KeyHash> {
        match self {
            Self::Done { key, .. } => *key,
            _ => None,
        }
    }
}

impl Journal {
    /// Writes an outcome down; when this returns, it is on the disk. [`Outcome::Unknown`] may be followed by another;
    /// of the others the first stands, since two programs may settle the same intent.
    pub fn finish(&mut self, id: IntentId, outcome: &Outcome) -> Result<(), JournalError> {
        let known = self.write_if_there(|change| close(change, id, outcome))?;
        if known {
            Ok(())
        } else {
            Err(self.no_entry(&id.to_string()))
        }
    }
}

/// `false`: there is no such intent.
fn close(conn: &Connection, id: IntentId, outcome: &Outcome) -> rusqlite::Result<bool> {
    let token = row::TOKEN;
    let found: Option<TokenId> = conn
        .query_row(
            &format!("SELECT {token} FROM intent JOIN token ON token.id = intent.token WHERE intent.id = ?1"),
            params![id.0],
            row::token,
        )
        .optional()?;
    let Some(token) = found else {
        return Ok(false);
    };
    conn.execute(
        "UPDATE intent SET outcome = :outcome, outcome_detail = :detail, outcome_key = :key, finished = :finished
         WHERE id = :id AND (outcome IS NULL OR outcome = 'unknown')",
        named_params! {
            ":id": id.0,
            ":outcome": outcome.name(),
            ":detail": outcome.detail(),
            ":key": outcome.key(),
            ":finished": Moment(Timestamp::now()),
        },
    )?;
    if let Outcome::Done {
        key: Some(key),
        spki: Some(spki),
    } = outcome
    {
        let seen = PublicKey {
            key: *key,
            spki,
            token: &token,
            id: None,
        };
        key::remember(conn, &seen)?;
    }
    Ok(true)
}
