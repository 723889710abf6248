//! What was learnt of modules. Hints that save calls: what cannot be read any more counts as nothing known.

use rusqlite::{OptionalExtension, params};

use super::{Journal, JournalError};
use crate::token::Learnt;

impl Journal {
    /// What is known of a module; the key names its file and version.
    pub fn learnt(&mut self, module_key: &str) -> Result<Learnt, JournalError> {
        let facts: Option<String> = self.read(|conn| {
            conn.query_row(
                "SELECT facts FROM learnt WHERE module = ?1",
                params![module_key],
                |row| row.get(0),
            )
            .optional()
        })?;
        Ok(facts.map(|facts| parse(&facts)).unwrap_or_default())
    }

    /// Keeps what is known of a module in place of what was; writes only where something is new.
    pub fn learn(&mut self, module_key: &str, learnt: &Learnt) -> Result<(), JournalError> {
        if self.learnt(module_key)? == *learnt {
            return Ok(());
        }
        let Ok(facts) = serde_json::to_string(learnt) else {
            return Ok(());
        };
        self.write(|change| {
            change.execute(
                "INSERT INTO learnt (module, facts) VALUES (?1, ?2)
                 ON CONFLICT (module) DO UPDATE SET facts = excluded.facts",
                params![module_key, facts],
            )
        })?;
        Ok(())
    }

    /// What is known of every module, by its key.
    pub fn learnt_all(&mut self) -> Result<Vec<(String, Learnt)>, JournalError> {
        self.read(|conn| {
            conn.prepare("SELECT module, facts FROM learnt ORDER BY module")?
                .query_map([], |row| {
                    Ok((row.get(0)?, parse(&row.get::<_, String>(1)?)))
                })?
                .collect()
        })
    }

    /// Forgets what is known of a module. `false`: nothing was.
    pub fn forget_learnt(&mut self, module_key: &str) -> Result<bool, JournalError> {
        self.write_if_there(|change| {
            let gone =
                change.execute("DELETE FROM learnt WHERE module = ?1", params![module_key])?;
            Ok(gone > 0)
        })
    }
}

fn parse(facts: &str) -> Learnt {
    serde_json::from_str(facts).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::journal;
    use crate::token::{InitRung, Learnt, SignMechanism};

    #[test]
    fn modules_are_known_again() {
        let (_folder, mut journal) = journal();
        journal.learn("/lib/a.so 1.0", &Learnt::default()).unwrap();
        assert!(!journal.exists(), "nothing learnt is nothing to write");
        let learnt = Learnt {
            init: Some(InitRung::Null),
            refused_mechanisms: vec![SignMechanism::RsaPkcs],
            ..Learnt::default()
        };
        journal.learn("/lib/a.so 1.0", &learnt).unwrap();
        assert_eq!(journal.learnt("/lib/a.so 1.0").unwrap(), learnt);
        assert!(journal.learnt("/lib/a.so 1.1").unwrap().is_empty());
        let all = journal.learnt_all().unwrap();
        assert_eq!(all, [("/lib/a.so 1.0".to_owned(), learnt)]);
        assert!(journal.forget_learnt("/lib/a.so 1.0").unwrap());
        assert!(!journal.forget_learnt("/lib/a.so 1.0").unwrap());
    }
}
