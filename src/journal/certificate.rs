//! Public certificates ever seen, for the time when their token lies in a drawer, was lost or was rewritten.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

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
    /// the key, and that we wrote it. Writes only what tells something new; of times, a later day is.
    pub fn remember_certificates(&mut self, seen: &[SeenCertificate]) -> Result<(), JournalError> {
        let news = self.read(|conn| {
            let mut news = Vec::new();
            for one in seen {
                if tells_more(conn, one)? {
                    news.push(one);
                }
            }
            Ok(Some(news))
        })?;
        // Without a journal all is new.
        let news = news.unwrap_or_else(|| seen.iter().collect());
        if news.is_empty() {
            return Ok(());
        }
        self.write(|change| news.iter().try_for_each(|one| remember(change, one)))
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

    /// Forgets a certificate on every token, and its copies in cases and in intents that have come to an end. `false`: not
    /// known.
    pub fn forget_certificate(&mut self, sha256: &str) -> Result<bool, JournalError> {
        self.write_if_there(|change| {
            change.execute(
                "UPDATE intent SET certificate_der = NULL
                 WHERE certificate_sha256 = ?1 AND outcome IS NOT NULL AND outcome <> 'unknown'",
                params![sha256],
            )?;
            let gone =
                change.execute("DELETE FROM certificate WHERE sha256 = ?1", params![sha256])?;
            let of_cases = super::case::forget_certificate(change, sha256)?;
            Ok(gone > 0 || of_cases)
        })
    }
}

fn tells_more(conn: &Connection, seen: &SeenCertificate) -> rusqlite::Result<bool> {
    let Some(token) = row::find_token(conn, &seen.token)? else {
        return Ok(true);
    };
    let known = conn
        .prepare_cached(
            "SELECT key, first_seen, last_seen, placed_by_us FROM certificate WHERE sha256 = ?1 AND token = ?2",
        )?
        .query_row(params![seen.sha256, token], |row| {
            let key: Option<KeyHash> = row.get(0)?;
            let (first, last): (Moment, Moment) = (row.get(1)?, row.get(2)?);
            let by_us: bool = row.get(3)?;
            let day = |time: Timestamp| time.strftime("%Y-%m-%d").to_string();
            Ok((seen.key.is_none() || seen.key == key)
                && first.0 <= seen.first_seen
                && day(last.0) >= day(seen.last_seen)
                && (by_us || !seen.placed_by_us))
        })
        .optional()?;
    Ok(known != Some(true))
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

    const DAY: i64 = 24 * 3600;

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
    fn only_news_is_written() {
        let (_folder, mut journal) = journal();
        journal.remember_certificate(&seen(DAY)).unwrap();
        let times = |journal: &mut super::Journal| {
            let all = journal.certificates().unwrap();
            let one = all.first().unwrap().clone();
            (one.first_seen.as_second(), one.last_seen.as_second())
        };
        journal.remember_certificate(&seen(DAY + 60)).unwrap();
        assert_eq!(times(&mut journal), (DAY, DAY), "the same day is no news");
        journal.remember_certificate(&seen(2 * DAY)).unwrap();
        assert_eq!(times(&mut journal), (DAY, 2 * DAY));
        journal.remember_certificate(&seen(10)).unwrap();
        assert_eq!(times(&mut journal), (10, 2 * DAY));
        for news in [
            SeenCertificate {
                key: Some(hash(1)),
                ..seen(2 * DAY)
            },
            SeenCertificate {
                placed_by_us: true,
                ..seen(2 * DAY)
            },
        ] {
            journal.remember_certificate(&news).unwrap();
            let all = journal.certificates().unwrap();
            let now = all.first().unwrap();
            assert!(now.key.is_some() && now.placed_by_us == news.placed_by_us);
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
            .remember_certificates(&[seen(3 * DAY), seen(2 * DAY)])
            .unwrap();
        let expected = SeenCertificate {
            last_seen: seen(3 * DAY).last_seen,
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
