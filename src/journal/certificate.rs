//! Public certificates ever seen, for the time when their token lies in a drawer, was lost or was rewritten.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params, params};

use super::row::{self, Moment};
use super::{Journal, JournalError};
use crate::token::{KeyHash, TokenId};

/// A certificate, and one token on which it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCertificate {
    /// SHA-256 of the DER, lower-case hex.
    pub sha256: String,
    /// The certificate.
    pub der: Vec<u8>,
    /// The token.
    pub token: TokenId,
    /// The key that it certifies, where that was worked out.
    pub key: Option<KeyHash>,
    /// When it was first seen there.
    pub first_seen: Timestamp,
    /// When it was last seen there.
    pub last_seen: Timestamp,
    /// We wrote it.
    pub placed_by_us: bool,
}

impl Journal {
    /// Remembers one certificate; see [`Self::remember_certificates`].
    pub fn remember_certificate(&mut self, seen: &SeenCertificate) -> Result<(), JournalError> {
        self.remember_certificates(std::slice::from_ref(seen))
    }

    /// Remembers certificates, all or none. Of what is known of one already, the earliest and the latest time stay,
    /// the key, and that we wrote it.
    pub fn remember_certificates(&mut self, seen: &[SeenCertificate]) -> Result<(), JournalError> {
        if seen.is_empty() {
            return Ok(());
        }
        self.write(|change| seen.iter().try_for_each(|one| remember(change, one)))
    }

    /// All that are remembered, once for each token, the latest seen first.
    pub fn certificates(&mut self) -> Result<Vec<SeenCertificate>, JournalError> {
        self.read(all)
    }

    /// Those that were ever seen on `token`, the latest seen first.
    pub fn certificates_on(
        &mut self,
        token: &TokenId,
    ) -> Result<Vec<SeenCertificate>, JournalError> {
        let mut seen = self.certificates()?;
        seen.retain(|seen| seen.token == *token);
        Ok(seen)
    }

    /// Forgets a certificate on every token, and its copy in intents that have come to an end. `false`: not known.
    pub fn forget_certificate(&mut self, sha256: &str) -> Result<bool, JournalError> {
        self.write_if_there(|change| {
            change.execute(
                "UPDATE intent SET certificate_der = NULL
                 WHERE certificate_sha256 = ?1 AND outcome IS NOT NULL AND outcome <> 'unknown'",
                params![sha256],
            )?;
            let gone =
                change.execute("DELETE FROM certificate WHERE sha256 = ?1", params![sha256])?;
            Ok(gone > 0)
        })
    }
}

fn remember(conn: &Connection, seen: &SeenCertificate) -> rusqlite::Result<()> {
    let token = row::put_token(conn, &seen.token)?;
    conn.prepare_cached(
        "INSERT INTO certificate (sha256, token, der, key, first_seen, last_seen, placed_by_us)
         VALUES (:sha256, :token, :der, :key, :first_seen, :last_seen, :placed_by_us)
         ON CONFLICT (sha256, token) DO UPDATE SET
            key = coalesce(excluded.key, key),
            first_seen = min(excluded.first_seen, first_seen),
            last_seen = max(excluded.last_seen, last_seen),
            placed_by_us = max(excluded.placed_by_us, placed_by_us)",
    )?
    .execute(named_params! {
        ":sha256": seen.sha256,
        ":token": token,
        ":der": seen.der,
        ":key": seen.key,
        ":first_seen": Moment(seen.first_seen),
        ":last_seen": Moment(seen.last_seen),
        ":placed_by_us": seen.placed_by_us,
    })?;
    Ok(())
}

fn all(conn: &Connection) -> rusqlite::Result<Vec<SeenCertificate>> {
    let token = row::TOKEN;
    conn.prepare(&format!(
        "SELECT certificate.*, {token} FROM certificate JOIN token ON token.id = certificate.token
         ORDER BY last_seen DESC, sha256, certificate.token"
    ))?
    .query_map([], read)?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<SeenCertificate> {
    Ok(SeenCertificate {
        sha256: row.get("sha256")?,
        der: row.get("der")?,
        token: row::token(row)?,
        key: row.get("key")?,
        first_seen: row.get::<_, Moment>("first_seen")?.0,
        last_seen: row.get::<_, Moment>("last_seen")?.0,
        placed_by_us: row.get("placed_by_us")?,
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::tests::{hash, journal, token};
    use super::SeenCertificate;

    fn seen(second: i64) -> SeenCertificate {
        let at = Timestamp::from_second(second).unwrap();
        SeenCertificate {
            sha256: "aa".to_owned(),
            der: vec![0x30, 0],
            token: token("here"),
            key: None,
            first_seen: at,
            last_seen: at,
            placed_by_us: false,
        }
    }

    #[test]
    fn what_was_known_stays() {
        let (_folder, mut journal) = journal();
        let first = SeenCertificate {
            key: Some(hash(1)),
            placed_by_us: true,
            ..seen(100)
        };
        journal.remember_certificate(&first).unwrap();
        assert_eq!(
            journal.certificates().unwrap(),
            std::slice::from_ref(&first)
        );
        journal
            .remember_certificates(&[seen(300), seen(200)])
            .unwrap();
        let expected = SeenCertificate {
            last_seen: seen(300).last_seen,
            ..first
        };
        assert_eq!(
            journal.certificates().unwrap(),
            std::slice::from_ref(&expected)
        );
        assert_eq!(journal.certificates_on(&token("here")).unwrap(), [expected]);
        assert_eq!(journal.certificates_on(&token("there")).unwrap(), []);
    }

    #[test]
    fn the_forgotten_is_gone_from_every_token() {
        let (_folder, mut journal) = journal();
        let elsewhere = SeenCertificate {
            token: token("there"),
            ..seen(1)
        };
        journal
            .remember_certificates(&[seen(1), elsewhere])
            .unwrap();
        assert_eq!(journal.certificates().unwrap().len(), 2);
        assert!(journal.forget_certificate("aa").unwrap());
        assert!(!journal.forget_certificate("aa").unwrap());
        assert_eq!(journal.certificates().unwrap(), []);
    }
}
