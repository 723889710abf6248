-- What the person chose once for the screens: their language, what the certificate is for.
CREATE TABLE preference (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;
