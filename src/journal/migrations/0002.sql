-- Practices, pharmacies, companies; `fields` is a JSON object of texts.
CREATE TABLE provider (
    name   TEXT PRIMARY KEY,
    fields TEXT NOT NULL
) STRICT;
