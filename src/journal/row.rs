//! How our words lie in the tables.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::token::{KeyHash, KeyId, Role, TokenId};

/// A point in time as text whose order is the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment(pub(super) Timestamp);

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(format!("{:.9}", self.0).into())
    }
}

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value
            .as_str()?
            .parse()
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

impl ToSql for KeyHash {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.hex().into())
    }
}

impl FromSql for KeyHash {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        key_hash(value.as_str()?)
    }
}

impl ToSql for KeyId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for KeyId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(value.as_blob()?.to_vec()))
    }
}

impl ToSql for Role {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::User => "user",
            Self::So => "so",
            Self::Key => "key",
        }
        .into())
    }
}

/// Reads 64 hex digits.
pub(super) fn key_hash(text: &str) -> FromSqlResult<KeyHash> {
    let mut hash = [0; 32];
    hex::decode_to_slice(text, &mut hash).map_err(FromSqlError::other)?;
    Ok(KeyHash(hash))
}

/// The columns that [`token`] reads.
pub(super) const TOKEN: &str =
    "token.label AS token_label, token.manufacturer, token.model, token.serial";

/// The token of a row that was joined with `token`.
pub(super) fn token(row: &Row<'_>) -> rusqlite::Result<TokenId> {
    Ok(TokenId {
        label: row.get("token_label")?,
        manufacturer: row.get("manufacturer")?,
        model: row.get("model")?,
        serial: row.get("serial")?,
    })
}

/// The number of a token in this journal, if it was ever met.
pub(super) fn find_token(conn: &Connection, token: &TokenId) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached(
        "SELECT id FROM token WHERE serial = ?1 AND label = ?2 AND model = ?3 AND manufacturer = ?4",
    )?
    .query_row(
        params![token.serial, token.label, token.model, token.manufacturer],
        |row| row.get(0),
    )
    .optional()
}

/// The number of a token in this journal, given now if it is new.
pub(super) fn put_token(conn: &Connection, token: &TokenId) -> rusqlite::Result<i64> {
    if let Some(number) = find_token(conn, token)? {
        return Ok(number);
    }
    conn.execute(
        "INSERT INTO token (label, manufacturer, model, serial) VALUES (?1, ?2, ?3, ?4)",
        params![token.label, token.manufacturer, token.model, token.serial],
    )?;
    Ok(conn.last_insert_rowid())
}
