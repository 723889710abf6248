//! PIN refusals on this computer: PKCS#11 tells no number of tries. Only how many, never what was typed.

use rusqlite::{OptionalExtension, params};

use super::row;
use super::{Journal, JournalError};
use crate::token::{Role, TokenId};

impl Journal {
    /// How often a PIN was refused on this computer since it was last accepted.
    pub fn refused(&mut self, token: &TokenId, role: Role) -> Result<u32, JournalError> {
        let count: Option<u32> = self.read(|conn| {
            let Some(token) = row::find_token(conn, token)? else {
                return Ok(None);
            };
            conn.query_row(
                "SELECT count FROM refusal WHERE token = ?1 AND role = ?2",
                params![token, role],
                |row| row.get(0),
            )
            .optional()
        })?;
        Ok(count.unwrap_or(0))
    }

    /// Counts one refusal.
    pub fn note_refused(&mut self, token: &TokenId, role: Role) -> Result<(), JournalError> {
        self.write(|change| {
            let token = row::put_token(change, token)?;
            change.execute(
                "INSERT INTO refusal (token, role, count) VALUES (?1, ?2, 1)
                 ON CONFLICT (token, role) DO UPDATE SET count = min(count + 1, 1000000)",
                params![token, role],
            )
        })?;
        Ok(())
    }

    /// The PIN was accepted: counting begins anew. Writes only where something was counted.
    pub fn note_accepted(&mut self, token: &TokenId, role: Role) -> Result<(), JournalError> {
        if self.refused(token, role)? == 0 {
            return Ok(());
        }
        self.write(|change| {
            let token = row::put_token(change, token)?;
            change.execute(
                "DELETE FROM refusal WHERE token = ?1 AND role = ?2",
                params![token, role],
            )
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{journal, token};
    use crate::token::Role;

    #[test]
    fn refusals_count_until_success() {
        let (_folder, mut journal) = journal();
        let token = token("here");
        journal.note_accepted(&token, Role::User).unwrap();
        assert!(!journal.exists());
        journal.note_refused(&token, Role::User).unwrap();
        journal.note_refused(&token, Role::User).unwrap();
        journal.note_refused(&token, Role::So).unwrap();
        assert_eq!(journal.refused(&token, Role::User).unwrap(), 2);
        assert_eq!(journal.refused(&token, Role::Key).unwrap(), 0);
        journal.note_accepted(&token, Role::User).unwrap();
        assert_eq!(journal.refused(&token, Role::User).unwrap(), 0);
        assert_eq!(journal.refused(&token, Role::So).unwrap(), 1);
    }
}
