//! The tables, and how an older journal becomes one of today.

use rusqlite::{Connection, TransactionBehavior};

/// The steps from each schema version to the next; the version is how many of them were taken.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
];

/// The newest schema version that we know.
pub(super) fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The schema version of an open journal; 0 for an empty file.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Takes the steps that are missing, all in one transaction.
pub(super) fn migrate(conn: &mut Connection) -> rusqlite::Result<()> {
    if version(conn)? >= known() {
        return Ok(());
    }
    let step = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the lock: another program may have taken the steps meanwhile.
    let taken = usize::try_from(version(&step)?).unwrap_or(0);
    for sql in MIGRATIONS.iter().skip(taken) {
        step.execute_batch(sql)?;
    }
    if taken < MIGRATIONS.len() {
        step.pragma_update(None, "user_version", known())?;
    }
    step.commit()
}
