//! Public halves of keys: the journal is the last source where a token tells none.

use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::row;
use super::{Journal, JournalError};
use crate::token::{KeyHash, KeyId, TokenId};

/// A public half, and where its key was seen.
pub(super) struct PublicKey<'a> {
    pub(super) key: KeyHash,
    pub(super) spki: &'a [u8],
    pub(super) token: &'a TokenId,
    pub(super) id: Option<&'a KeyId>,
}

impl Journal {
    /// Remembers a key's public half (`SubjectPublicKeyInfo`, DER). Without an id one that is known stays.
    pub fn remember_public_key(
        &mut self,
        key: KeyHash,
        spki: &[u8],
        token: &TokenId,
        id: Option<&KeyId>,
    ) -> Result<(), JournalError> {
        self.write(|change| {
            let seen = PublicKey {
                key,
                spki,
                token,
                id,
            };
            remember(change, &seen)
        })
    }

    /// The key that was last remembered under this id on this token. A hint: an id may be shared or given anew, so
    /// whoever relies on it proves the pair.
    pub fn public_key(
        &mut self,
        token: &TokenId,
        id: &KeyId,
    ) -> Result<Option<(KeyHash, Vec<u8>)>, JournalError> {
        self.read(|conn| find(conn, token, id))
    }

    /// Whether we made this key on this token.
    pub fn made_here(&mut self, token: &TokenId, key: KeyHash) -> Result<bool, JournalError> {
        self.read(|conn| {
            let Some(token) = row::find_token(conn, token)? else {
                return Ok(false);
            };
            conn.query_row(
                "SELECT EXISTS (SELECT 1 FROM intent WHERE token = ?1 AND operation = 'generate'
                 AND outcome = 'done' AND outcome_key = ?2)",
                params![token, key],
                |row| row.get(0),
            )
        })
    }

    /// The public half of a key, wherever it was seen.
    pub fn key(&mut self, key: KeyHash) -> Result<Option<Vec<u8>>, JournalError> {
        self.read(|conn| {
            conn.query_row(
                "SELECT spki FROM public_key WHERE key = ?1 ORDER BY turn DESC LIMIT 1",
                params![key],
                |row| row.get(0),
            )
            .optional()
        })
    }
}

/// Remembers within a transaction.
pub(super) fn remember(conn: &Connection, seen: &PublicKey<'_>) -> rusqlite::Result<()> {
    let token = row::put_token(conn, seen.token)?;
    conn.prepare_cached(
        "INSERT INTO public_key (key, token, id, spki, turn)
         VALUES (:key, :token, :id, :spki, (SELECT coalesce(max(turn), 0) + 1 FROM public_key))
         ON CONFLICT (key, token) DO UPDATE
         SET id = coalesce(excluded.id, id), spki = excluded.spki, turn = excluded.turn",
    )?
    .execute(named_params! {
        ":key": seen.key,
        ":token": token,
        ":id": seen.id,
        ":spki": seen.spki,
    })?;
    Ok(())
}

fn find(
    conn: &Connection,
    token: &TokenId,
    id: &KeyId,
) -> rusqlite::Result<Option<(KeyHash, Vec<u8>)>> {
    let Some(token) = row::find_token(conn, token)? else {
        return Ok(None);
    };
    let mut statement = conn.prepare(
        "SELECT key, spki, id FROM public_key WHERE token = ?1 AND id IS NOT NULL ORDER BY turn DESC",
    )?;
    let mut rows = statement.query(params![token])?;
    while let Some(row) = rows.next()? {
        if id.fits(&row.get(2)?) {
            return Ok(Some((row.get(0)?, row.get(1)?)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hash, journal, token};
    use crate::token::KeyId;

    #[test]
    fn a_key_is_ours_once_its_generation_was_done() {
        use super::super::{Intent, Operation, Outcome, Owner};
        let (folder, mut journal) = journal();
        let paths = crate::paths::Paths {
            config: folder.path().to_owned(),
            state: folder.path().to_owned(),
            log: folder.path().to_owned(),
        };
        let owner = Owner::take(&paths).unwrap();
        let done = |key| Outcome::Done {
            key: Some(hash(key)),
            spki: None,
        };
        for (operation, outcome) in [
            (Operation::Generate, done(1)),
            (Operation::PutCertificate, done(2)),
            (Operation::Generate, Outcome::Unknown),
        ] {
            let intent = Intent::new(operation, token("here"), "/m.so", &owner);
            let id = journal.begin(&intent).unwrap();
            journal.finish(id, &outcome).unwrap();
        }
        assert!(journal.made_here(&token("here"), hash(1)).unwrap());
        assert!(!journal.made_here(&token("there"), hash(1)).unwrap());
        assert!(!journal.made_here(&token("here"), hash(2)).unwrap());
    }

    #[test]
    fn the_key_last_seen_under_an_id_is_found() {
        let (_folder, mut journal) = journal();
        let (here, there) = (token("here"), token("there"));
        let id = KeyId(vec![1, 2]);
        journal
            .remember_public_key(hash(1), b"one", &here, Some(&id))
            .unwrap();
        journal
            .remember_public_key(hash(1), b"one", &here, None)
            .unwrap();
        let found = journal.public_key(&here, &KeyId(vec![1, 2, 0])).unwrap();
        assert_eq!(found, Some((hash(1), b"one".to_vec())));
        journal
            .remember_public_key(hash(2), b"two", &here, Some(&id))
            .unwrap();
        let found = journal.public_key(&here, &id).unwrap();
        assert_eq!(found, Some((hash(2), b"two".to_vec())));
        assert_eq!(journal.public_key(&there, &id).unwrap(), None);
        assert_eq!(journal.public_key(&here, &KeyId(vec![9])).unwrap(), None);
        assert_eq!(journal.key(hash(1)).unwrap(), Some(b"one".to_vec()));
        assert_eq!(journal.key(hash(3)).unwrap(), None);
    }
}
