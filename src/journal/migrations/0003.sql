-- What is under way, over weeks: the case. CASE is a word of SQL, and `case_file` are its requests, named so by 0001.
-- `wanted`, `providers`, `fields` and `ticks` are JSON.
CREATE TABLE matter (
    id        TEXT PRIMARY KEY,
    opened    TEXT NOT NULL,
    profile   TEXT,
    mode      TEXT NOT NULL,
    occasion  TEXT NOT NULL,
    wanted    TEXT NOT NULL,
    providers TEXT NOT NULL,
    fields    TEXT NOT NULL,
    folder    BLOB,
    replaces  TEXT,
    ticks     TEXT NOT NULL,
    closed    TEXT
) STRICT;
