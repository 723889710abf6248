//! Intents: what is going to be done to a token, written down before it is done.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, named_params};

use super::outcome::IntentId;
use super::owner::{self, Owner, OwnerName};
use super::row::{self, Moment};
use super::{Journal, JournalError};
use crate::token::{KeyHash, KeyId, TokenId};

/// Makes [`Operation`] and its names in the file. A new one wants a new schema version: older programs cannot read it.
macro_rules! operations {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// What is done to a token.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Operation { $($(#[$doc])* $variant,)* }

        impl Operation {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name.
            #[must_use]
            pub fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }
        }
    };
}

operations! {
    /// A key pair is made.
    Generate = "generate";
    /// A certificate is written.
    PutCertificate = "put_certificate";
    /// An object is destroyed.
    Destroy = "destroy";
    /// The token is initialised.
    InitToken = "init_token";
    /// The user's PIN is set by the officer.
    InitPin = "init_pin";
    /// A PIN is changed.
    SetPin = "set_pin";
    /// A key pair is written from a file.
    Import = "import";
    /// An object's attributes are changed.
    SetAttributes = "set_attributes";
}

impl ToSql for Operation {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for Operation {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL
            .iter()
            .copied()
            .find(|operation| operation.name() == name)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// Which keys were on a token before one was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeysBefore {
    /// Those whose public half could be read.
    pub known: Vec<KeyHash>,
    /// How many more there were.
    pub unknown: u32,
}

/// The certificate that is going to be written or destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntentCertificate {
    /// SHA-256 of the DER, lower-case hex.
    pub sha256: String,
    /// The certificate.
    pub der: Vec<u8>,
}

/// What is going to be done, with all by which it can be settled later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// What.
    pub operation: Operation,
    /// To which token.
    pub token: TokenId,
    /// Through which module: its file.
    pub module: String,
    /// The id that a new key shall have.
    pub wished_id: Option<KeyId>,
    /// The name of the type that a new key shall have; of an object that is destroyed, the name of its class.
    pub key_type: Option<String>,
    /// The label that a new object shall have.
    pub label: Option<String>,
    /// The keys that were there before, where that was looked at.
    pub keys_before: Option<KeysBefore>,
    /// The key that it is about, where that is known before.
    pub key: Option<KeyHash>,
    /// The certificate that it is about.
    pub certificate: Option<IntentCertificate>,
    /// The case that it belongs to.
    pub case: Option<String>,
    /// The exact command line that goes on from here.
    pub resume: Option<String>,
    /// When it was written down.
    pub created: Timestamp,
    /// Who is at it.
    pub owner: OwnerName,
}

impl Intent {
    /// An intent of now, with nothing said but what and where.
    #[must_use]
    pub fn new(operation: Operation, token: TokenId, module: &str, owner: &Owner) -> Self {
        Self {
            operation,
            token,
            module: module.to_owned(),
            wished_id: None,
            key_type: None,
            label: None,
            keys_before: None,
            key: None,
            certificate: None,
            case: None,
            resume: None,
            created: Timestamp::now(),
            owner: owner.name().clone(),
        }
    }
}

/// An intent that nobody works on any more and whose end is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenIntent {
    /// For [`Journal::finish`].
    pub id: IntentId,
    /// What was going to be done.
    pub intent: Intent,
    /// The operation itself ended and recorded [`Outcome::Unknown`](super::Outcome::Unknown); else it was cut off.
    pub reported: bool,
}

impl Journal {
    /// Writes an intent down; when this returns, it is on the disk.
    pub fn begin(&mut self, intent: &Intent) -> Result<IntentId, JournalError> {
        self.write(|change| insert(change, intent))
    }

    /// Intents without an outcome, or with an unknown one, oldest first; never those of an operation that still runs.
    pub fn open_intents(&mut self) -> Result<Vec<OpenIntent>, JournalError> {
        let open = self.read(unsettled)?;
        let Some(paths) = &self.paths else {
            return Ok(Vec::new());
        };
        Ok(open
            .into_iter()
            .filter(|open| owner::is_free(paths, &open.intent.owner.lock))
            .collect())
    }

    /// Those of [`Self::open_intents`] that are about `token`.
    pub fn intents_for_token(&mut self, token: &TokenId) -> Result<Vec<OpenIntent>, JournalError> {
        let mut open = self.open_intents()?;
        open.retain(|open| open.intent.token == *token);
        Ok(open)
    }
}

fn insert(conn: &Connection, intent: &Intent) -> rusqlite::Result<IntentId> {
    let token = row::put_token(conn, &intent.token)?;
    let before = intent.keys_before.as_ref();
    let certificate = intent.certificate.as_ref();
    conn.execute(
        "INSERT INTO intent (operation, token, module, wished_id, key_type, label, keys_before, unknown_before, key,
            certificate_sha256, certificate_der, case_id, resume, created, owner_pid, owner_lock)
         VALUES (:operation, :token, :module, :wished_id, :key_type, :label, :keys_before, :unknown_before, :key,
            :certificate_sha256, :certificate_der, :case, :resume, :created, :owner_pid, :owner_lock)",
        named_params! {
            ":operation": intent.operation,
            ":token": token,
            ":module": intent.module,
            ":wished_id": intent.wished_id,
            ":key_type": intent.key_type,
            ":label": intent.label,
            ":keys_before": before.map(|before| join(&before.known)),
            ":unknown_before": before.map(|before| before.unknown),
            ":key": intent.key,
            ":certificate_sha256": certificate.map(|certificate| &certificate.sha256),
            ":certificate_der": certificate.map(|certificate| &certificate.der),
            ":case": intent.case,
            ":resume": intent.resume,
            ":created": Moment(intent.created),
            ":owner_pid": intent.owner.pid,
            ":owner_lock": intent.owner.lock,
        },
    )?;
    Ok(IntentId(conn.last_insert_rowid()))
}

fn unsettled(conn: &Connection) -> rusqlite::Result<Vec<OpenIntent>> {
    let token = row::TOKEN;
    conn.prepare(&format!(
        "SELECT intent.*, {token} FROM intent JOIN token ON token.id = intent.token
         WHERE outcome IS NULL OR outcome = 'unknown' ORDER BY intent.id"
    ))?
    .query_map([], |row| {
        Ok(OpenIntent {
            id: IntentId(row.get(0)?),
            intent: read(row)?,
            reported: row.get::<_, Option<String>>("outcome")?.is_some(),
        })
    })?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Intent> {
    let certificate = match (row.get("certificate_sha256")?, row.get("certificate_der")?) {
        (Some(sha256), Some(der)) => Some(IntentCertificate { sha256, der }),
        _ => None,
    };
    Ok(Intent {
        operation: row.get("operation")?,
        token: row::token(row)?,
        module: row.get("module")?,
        wished_id: row.get("wished_id")?,
        key_type: row.get("key_type")?,
        label: row.get("label")?,
        keys_before: keys_before(row)?,
        key: row.get("key")?,
        certificate,
        case: row.get("case_id")?,
        resume: row.get("resume")?,
        created: row.get::<_, Moment>("created")?.0,
        owner: OwnerName {
            pid: row.get("owner_pid")?,
            lock: row.get("owner_lock")?,
        },
    })
}

fn keys_before(row: &Row<'_>) -> rusqlite::Result<Option<KeysBefore>> {
    let Some(hashes) = row.get::<_, Option<String>>("keys_before")? else {
        return Ok(None);
    };
    let known = hashes
        .split_whitespace()
        .map(row::key_hash)
        .collect::<FromSqlResult<_>>()?;
    let unknown = row.get::<_, Option<u32>>("unknown_before")?.unwrap_or(0);
    Ok(Some(KeysBefore { known, unknown }))
}

fn join(hashes: &[KeyHash]) -> String {
    let texts: Vec<String> = hashes.iter().map(KeyHash::hex).collect();
    texts.join(" ")
}
