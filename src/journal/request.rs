//! Requests: a key, what is asked for, and the files of it. Each belongs to a case.

use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, ToSql, named_params, params};
use serde_json::Value;

use super::error::Need;
use super::row::{self, Moment};
use super::{Journal, JournalError};
use crate::sys::files;
use crate::token::{KeyHash, KeyId, TokenId};

/// A request: a key and what is asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRecord {
    /// Short and readable: `c-7k2m9x`; from [`Journal::new_case_id`].
    pub id: String,
    /// When it was opened.
    pub created: Timestamp,
    /// How the certificate comes about: `csr`.
    pub mode: String,
    /// The profile's id.
    pub profile: Option<String>,
    /// The token that it is about.
    pub token: Option<TokenId>,
    /// Where its files are.
    pub folder: Option<PathBuf>,
    /// The key that it is about.
    pub key: Option<KeyHash>,
    /// That key's id on the token.
    pub key_id: Option<KeyId>,
    /// That key's label.
    pub label: Option<String>,
    /// What was asked for, as whoever opened it wants it back.
    pub plan: Value,
    /// Its files, as whoever opened it wants them back.
    pub files: Value,
}

impl Journal {
    /// An id that no case in this journal has.
    pub fn new_case_id(&mut self) -> Result<String, JournalError> {
        loop {
            let id = self.random_case_id()?;
            if self.request(&id)?.is_none() {
                return Ok(id);
            }
        }
    }

    /// Writes a new case down.
    pub fn open_request(&mut self, case: &RequestRecord) -> Result<(), JournalError> {
        let inserted = self.write(|change| match put(change, INSERT, case) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Ok(false)
            }
            other => other,
        })?;
        if inserted {
            return Ok(());
        }
        Err(JournalError::EntryExists {
            path: self.path().unwrap_or_default(),
            id: case.id.clone(),
        })
    }

    /// Replaces what is known of a case.
    pub fn update_request(&mut self, case: &RequestRecord) -> Result<(), JournalError> {
        if self.write_if_there(|change| put(change, UPDATE, case))? {
            Ok(())
        } else {
            Err(self.no_entry(&case.id))
        }
    }

    /// One case.
    pub fn request(&mut self, id: &str) -> Result<Option<RequestRecord>, JournalError> {
        self.read(|conn| {
            conn.prepare(&select("WHERE case_file.id = ?1"))?
                .query_row(params![id], read)
                .optional()
        })
    }

    /// All cases, in the order in which they were opened.
    pub fn requests(&mut self) -> Result<Vec<RequestRecord>, JournalError> {
        self.read(|conn| {
            conn.prepare(&select("ORDER BY number"))?
                .query_map([], read)?
                .collect()
        })
    }

    fn random_case_id(&self) -> Result<String, JournalError> {
        let mut random = [0; 6];
        getrandom::fill(&mut random).map_err(|error| {
            JournalError::io(Need::Write, &self.path().unwrap_or_default(), error)
        })?;
        let letters = random
            .iter()
            .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
            .map(|letter| char::from(*letter));
        Ok("c-".chars().chain(letters).collect())
    }
}

/// `false`: no row was touched.
fn put(conn: &Connection, sql: &str, case: &RequestRecord) -> rusqlite::Result<bool> {
    let token = case
        .token
        .as_ref()
        .map(|token| row::put_token(conn, token))
        .transpose()?;
    let touched = conn.execute(
        sql,
        named_params! {
            ":id": case.id,
            ":created": Moment(case.created),
            ":mode": case.mode,
            ":profile": case.profile,
            ":token": token,
            ":folder": case.folder.as_deref().map(files::path_bytes),
            ":key": case.key,
            ":key_id": case.key_id,
            ":label": case.label,
            ":plan": case.plan.to_string(),
            ":files": case.files.to_string(),
        } as &[(&str, &dyn ToSql)],
    )?;
    Ok(touched > 0)
}

fn select(condition: &str) -> String {
    let token = row::TOKEN;
    format!(
        "SELECT case_file.*, {token} FROM case_file LEFT JOIN token ON token.id = case_file.token {condition}"
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<RequestRecord> {
    let token = match row.get::<_, Option<i64>>("token")? {
        Some(_) => Some(row::token(row)?),
        None => None,
    };
    Ok(RequestRecord {
        id: row.get("id")?,
        created: row.get::<_, Moment>("created")?.0,
        mode: row.get("mode")?,
        profile: row.get("profile")?,
        token,
        folder: row
            .get::<_, Option<Vec<u8>>>("folder")?
            .map(files::path_from_bytes),
        key: row.get("key")?,
        key_id: row.get("key_id")?,
        label: row.get("label")?,
        plan: json(row, "plan")?,
        files: json(row, "files")?,
    })
}

fn json(row: &Row<'_>, column: &str) -> rusqlite::Result<Value> {
    let text: String = row.get(column)?;
    Ok(serde_json::from_str(&text).map_err(FromSqlError::other)?)
}

/// Base 32 after Crockford, in small letters: without i, l, o, u, which are misread.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

const INSERT: &str = "INSERT INTO case_file
    (id, created, mode, profile, token, folder, key, key_id, label, plan, files)
    VALUES (:id, :created, :mode, :profile, :token, :folder, :key, :key_id, :label, :plan, :files)";

const UPDATE: &str = "UPDATE case_file SET created = :created, mode = :mode, profile = :profile, token = :token,
    folder = :folder, key = :key, key_id = :key_id, label = :label, plan = :plan, files = :files WHERE id = :id";

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::{Value, json};

    use super::super::JournalError;
    use super::super::tests::{hash, journal, token};
    use super::RequestRecord;
    use crate::token::KeyId;

    fn bare(id: String) -> RequestRecord {
        RequestRecord {
            id,
            created: Timestamp::now(),
            mode: "csr".to_owned(),
            profile: None,
            token: None,
            folder: None,
            key: None,
            key_id: None,
            label: None,
            plan: Value::Null,
            files: json!([]),
        }
    }

    #[test]
    fn a_case_comes_back_as_it_was_written() {
        let (_folder, mut journal) = journal();
        let id = journal.new_case_id().unwrap();
        assert_eq!(id.len(), 8);
        assert!(!journal.exists(), "drawing an id creates nothing");
        let mut case = bare(id.clone());
        journal.open_request(&case).unwrap();
        assert_eq!(journal.request(&id).unwrap().as_ref(), Some(&case));
        case.token = Some(token("here"));
        case.folder = Some("/tmp/žádost".into());
        case.key = Some(hash(7));
        case.key_id = Some(KeyId(vec![]));
        case.plan = json!({ "subject": "3000", "names": ["a"] });
        journal.update_request(&case).unwrap();
        let second = bare(journal.new_case_id().unwrap());
        journal.open_request(&second).unwrap();
        assert_eq!(journal.requests().unwrap(), [case, second]);
    }

    #[test]
    fn ids_are_given_once() {
        let (_folder, mut journal) = journal();
        let case = bare("c-1".to_owned());
        let refused = journal.update_request(&case);
        assert!(matches!(refused, Err(JournalError::NoEntry { .. })));
        journal.open_request(&case).unwrap();
        let refused = journal.open_request(&case);
        assert!(matches!(refused, Err(JournalError::EntryExists { .. })));
        assert_eq!(journal.request("c-2").unwrap(), None);
    }
}
