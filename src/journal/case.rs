//! Cases: something to get done, over weeks, often for several providers.

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::row::Moment;
use super::{Journal, JournalError};
use crate::case::Case;
use crate::sys::files;

impl Journal {
    /// Writes a case down, new or in place of what was known of it.
    pub fn keep_case(&mut self, case: &Case) -> Result<(), JournalError> {
        let texts = |value: Result<String, serde_json::Error>| value.unwrap_or_default();
        let wanted = texts(serde_json::to_string(&case.wanted));
        let providers = texts(serde_json::to_string(&case.providers));
        let values = texts(serde_json::to_string(&case.values));
        let ticks = texts(serde_json::to_string(&case.ticks));
        let certificates = texts(serde_json::to_string(&case.certificates));
        let replaces = case.replaces.as_ref();
        let replaces = replaces.map(|one| texts(serde_json::to_string(one)));
        self.write(|change| {
            change.execute(
                "INSERT INTO matter (id, opened, profile, mode, occasion, wanted, providers, fields, folder, replaces, ticks, certificates, closed)
                 VALUES (:id, :opened, :profile, :mode, :occasion, :wanted, :providers, :fields, :folder, :replaces, :ticks, :certificates, :closed)
                 ON CONFLICT (id) DO UPDATE SET profile = excluded.profile, mode = excluded.mode,
                    occasion = excluded.occasion, wanted = excluded.wanted, providers = excluded.providers, fields = excluded.fields,
                    folder = excluded.folder, replaces = excluded.replaces, ticks = excluded.ticks,
                    certificates = excluded.certificates, closed = excluded.closed",
                named_params! {
                    ":id": case.id,
                    ":opened": Moment(case.opened),
                    ":profile": case.profile,
                    ":mode": case.mode,
                    ":occasion": case.occasion,
                    ":wanted": wanted,
                    ":providers": providers,
                    ":fields": values,
                    ":folder": case.folder.as_deref().map(files::path_bytes),
                    ":replaces": replaces,
                    ":ticks": ticks,
                    ":certificates": certificates,
                    ":closed": case.closed.map(Moment),
                },
            )
        })?;
        Ok(())
    }

    /// One case.
    pub fn case(&mut self, id: &str) -> Result<Option<Case>, JournalError> {
        self.read(|conn| {
            conn.prepare("SELECT * FROM matter WHERE id = ?1")?
                .query_row(params![id], read)
                .optional()
        })
    }

    /// All cases, the oldest first.
    pub fn cases(&mut self) -> Result<Vec<Case>, JournalError> {
        self.read(|conn| {
            conn.prepare("SELECT * FROM matter ORDER BY opened, id")?
                .query_map([], read)?
                .collect()
        })
    }
}

/// Drops a certificate from the cases that it came of. `false`: none has it.
pub(super) fn forget_certificate(conn: &Connection, sha256: &str) -> rusqlite::Result<bool> {
    let cases: Vec<Case> = conn
        .prepare("SELECT * FROM matter")?
        .query_map([], read)?
        .collect::<rusqlite::Result<_>>()?;
    let mut gone = false;
    for mut case in cases {
        let before = case.certificates.len();
        case.certificates.retain(|one| one.sha256 != sha256);
        let replaced = case.replaces.as_ref().is_some_and(|it| it.sha256 == sha256);
        if case.certificates.len() < before {
            conn.execute(
                "UPDATE matter SET certificates = ?2 WHERE id = ?1",
                params![
                    case.id,
                    serde_json::to_string(&case.certificates).unwrap_or_default()
                ],
            )?;
        }
        if replaced {
            conn.execute(
                "UPDATE matter SET replaces = NULL WHERE id = ?1",
                params![case.id],
            )?;
        }
        gone |= replaced || case.certificates.len() < before;
    }
    Ok(gone)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Case> {
    fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
        let text: String = row.get(column)?;
        Ok(serde_json::from_str(&text).map_err(FromSqlError::other)?)
    }
    Ok(Case {
        id: row.get("id")?,
        opened: row.get::<_, Moment>("opened")?.0,
        profile: row.get("profile")?,
        mode: row.get("mode")?,
        occasion: row.get("occasion")?,
        wanted: json(row, "wanted")?,
        providers: json(row, "providers")?,
        values: json(row, "fields")?,
        folder: row
            .get::<_, Option<Vec<u8>>>("folder")?
            .map(files::path_from_bytes),
        replaces: row
            .get::<_, Option<String>>("replaces")?
            .map(|text| serde_json::from_str(&text).map_err(FromSqlError::other))
            .transpose()?,
        ticks: json(row, "ticks")?,
        certificates: json(row, "certificates")?,
        closed: row
            .get::<_, Option<Moment>>("closed")?
            .map(|moment| moment.0),
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::tests::journal;
    use crate::case::{Case, Issued, Tick, Wanted};

    fn issued(sha256: &str) -> Issued {
        Issued {
            sha256: sha256.to_owned(),
            der: "3000".to_owned(),
            request: Some("qualified".to_owned()),
            on: "2026-11-26".to_owned(),
        }
    }

    #[test]
    fn a_case_comes_back_as_it_was_written() {
        let (_folder, mut journal) = journal();
        assert_eq!(journal.cases().unwrap(), []);
        assert!(!journal.exists(), "reading creates nothing");
        let mut case = Case {
            id: "c-1".to_owned(),
            opened: Timestamp::now(),
            profile: Some("ro-siui-dolj".to_owned()),
            mode: "vendor".to_owned(),
            occasion: "renewal".to_owned(),
            wanted: vec![Wanted {
                request: "qualified".to_owned(),
                key: None,
                store: Some("token".to_owned()),
            }],
            providers: vec!["Cabinet Ș".to_owned()],
            values: [("cui".to_owned(), "12345674".to_owned())].into(),
            folder: Some("/tmp/žádost".into()),
            replaces: Some(issued("ab")),
            ticks: Vec::new(),
            certificates: Vec::new(),
            closed: None,
        };
        journal.keep_case(&case).unwrap();
        case.ticks.push(Tick {
            step: "hand-in".to_owned(),
            place: Some("till-1".to_owned()),
            provider: Some("Cabinet Ș".to_owned()),
            on: "2026-11-25".to_owned(),
            value: Some("123".to_owned()),
        });
        case.certificates.push(issued("cd"));
        case.closed = Some(Timestamp::now());
        journal.keep_case(&case).unwrap();
        assert_eq!(journal.case("c-1").unwrap().as_ref(), Some(&case));
        assert_eq!(journal.cases().unwrap(), std::slice::from_ref(&case));
        assert!(!journal.forget_certificate("ef").unwrap());
        assert!(journal.forget_certificate("cd").unwrap());
        assert!(journal.forget_certificate("ab").unwrap());
        case.certificates.clear();
        case.replaces = None;
        assert_eq!(journal.cases().unwrap(), [case]);
        assert_eq!(journal.case("c-2").unwrap(), None);
    }
}
