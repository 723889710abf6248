//! Providers: what the user typed about a practice, pharmacy or company, once.

use rusqlite::params;
use rusqlite::types::FromSqlError;

use super::{Journal, JournalError};
use crate::case::Provider;

impl Journal {
    /// All, by name.
    pub fn providers(&mut self) -> Result<Vec<Provider>, JournalError> {
        self.read(|conn| {
            conn.prepare("SELECT name, fields FROM provider ORDER BY name")?
                .query_map([], |row| {
                    let fields: String = row.get("fields")?;
                    Ok(Provider {
                        name: row.get("name")?,
                        values: serde_json::from_str(&fields).map_err(FromSqlError::other)?,
                    })
                })?
                .collect()
        })
    }

    /// Keeps one in place of what was known under its name.
    pub fn keep_provider(&mut self, provider: &Provider) -> Result<(), JournalError> {
        let fields = serde_json::to_string(&provider.values).unwrap_or_else(|_| "{}".to_owned());
        self.write(|change| {
            change.execute(
                "INSERT INTO provider (name, fields) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET fields = excluded.fields",
                params![provider.name, fields],
            )
        })?;
        Ok(())
    }

    /// `false`: there was none of this name.
    pub fn forget_provider(&mut self, name: &str) -> Result<bool, JournalError> {
        self.write_if_there(|change| {
            let gone = change.execute("DELETE FROM provider WHERE name = ?1", params![name])?;
            Ok(gone > 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::journal;
    use crate::case::Provider;

    #[test]
    fn a_provider_is_known_until_it_is_forgotten() {
        let (_folder, mut journal) = journal();
        assert_eq!(journal.providers().unwrap(), []);
        assert!(!journal.exists(), "reading creates nothing");
        let mut one = Provider {
            name: "Cabinet Ș".to_owned(),
            values: [("cui".to_owned(), "12345674".to_owned())].into(),
        };
        journal.keep_provider(&one).unwrap();
        one.values.insert("cas".to_owned(), "DJ".to_owned());
        journal.keep_provider(&one).unwrap();
        assert_eq!(journal.providers().unwrap(), [one]);
        assert!(journal.forget_provider("Cabinet Ș").unwrap());
        assert!(!journal.forget_provider("Cabinet Ș").unwrap());
        assert_eq!(journal.providers().unwrap(), []);
    }
}
