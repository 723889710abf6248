-- Times are RFC 3339 UTC with nine digits after the second, so that text order is time order.
-- Hashes are lower-case hex. A public key or certificate is public; nothing here is secret.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE token (
    id           INTEGER PRIMARY KEY,
    label        TEXT NOT NULL,
    manufacturer TEXT NOT NULL,
    model        TEXT NOT NULL,
    serial       TEXT NOT NULL,
    UNIQUE (serial, label, model, manufacturer)
) STRICT;

-- One row before a changing call; `outcome` and what follows it are filled in after.
-- AUTOINCREMENT: an id is never given twice.
CREATE TABLE intent (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    operation          TEXT NOT NULL,
    token              INTEGER NOT NULL REFERENCES token (id),
    module             TEXT NOT NULL,
    wished_id          BLOB,
    key_type           TEXT,
    label              TEXT,
    keys_before        TEXT,    -- hashes with a space between; '' for none, NULL for not looked at
    unknown_before     INTEGER, -- keys that were there without a readable public half
    key                TEXT,
    certificate_sha256 TEXT,
    certificate_der    BLOB,
    case_id            TEXT,
    resume             TEXT,
    created            TEXT NOT NULL,
    owner_pid          INTEGER NOT NULL,
    owner_lock         TEXT NOT NULL,
    outcome            TEXT CHECK (outcome IN ('done', 'nothing_changed', 'failed', 'unknown', 'settled')),
    outcome_detail     TEXT,
    outcome_key        TEXT,
    finished           TEXT
) STRICT;
CREATE INDEX intent_open ON intent (id) WHERE outcome IS NULL OR outcome = 'unknown';

CREATE TABLE certificate (
    sha256       TEXT NOT NULL,
    token        INTEGER NOT NULL REFERENCES token (id),
    der          BLOB NOT NULL,
    key          TEXT,
    first_seen   TEXT NOT NULL,
    last_seen    TEXT NOT NULL,
    placed_by_us INTEGER NOT NULL,
    PRIMARY KEY (sha256, token)
) STRICT;

-- `turn` rises with every remembering: a clock may go backwards.
CREATE TABLE public_key (
    key   TEXT NOT NULL,
    token INTEGER NOT NULL REFERENCES token (id),
    id    BLOB,
    spki  BLOB NOT NULL,
    turn  INTEGER NOT NULL,
    PRIMARY KEY (key, token)
) STRICT;

-- Called so because CASE is a word of SQL.
CREATE TABLE case_file (
    number  INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    created TEXT NOT NULL,
    mode    TEXT NOT NULL,
    profile TEXT,
    token   INTEGER REFERENCES token (id),
    folder  BLOB,
    key     TEXT,
    key_id  BLOB,
    label   TEXT,
    plan    TEXT NOT NULL,
    files   TEXT NOT NULL
) STRICT;

CREATE TABLE learnt (
    module TEXT PRIMARY KEY,
    facts  TEXT NOT NULL
) STRICT;

CREATE TABLE refusal (
    token INTEGER NOT NULL REFERENCES token (id),
    role  TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (token, role)
) STRICT;
