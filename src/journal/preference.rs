//! What the person chose once for the screens. Never a secret.

use rusqlite::{OptionalExtension, params};

use super::{Journal, JournalError};

impl Journal {
    /// What was chosen under this name.
    pub fn preference(&mut self, name: &str) -> Result<Option<String>, JournalError> {
        self.read(|conn| {
            conn.query_row(
                "SELECT value FROM preference WHERE name = ?1",
                params![name],
                |row| row.get(0),
            )
            .optional()
        })
    }

    /// Keeps a choice in place of the one before.
    pub fn prefer(&mut self, name: &str, value: &str) -> Result<(), JournalError> {
        self.write(|change| {
            change.execute(
                "INSERT INTO preference (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![name, value],
            )
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::journal;

    #[test]
    fn a_choice_is_kept_in_place_of_the_one_before() {
        let (_folder, mut journal) = journal();
        assert_eq!(journal.preference("language").unwrap(), None);
        assert!(!journal.exists(), "reading creates nothing");
        journal.prefer("language", "ro").unwrap();
        journal.prefer("language", "en").unwrap();
        assert_eq!(
            journal.preference("language").unwrap(),
            Some("en".to_owned())
        );
        assert_eq!(journal.preference("purpose").unwrap(), None);
    }
}
