-- The certificates that came of a case, and the one that it replaces, wherever they are: on a token, in a file, or with the
-- program that made the key. JSON; each with its DER in hex. `replaces` was a hash, and nothing ever wrote it.
ALTER TABLE matter ADD COLUMN certificates TEXT NOT NULL DEFAULT '[]';
ALTER TABLE matter DROP COLUMN replaces;
ALTER TABLE matter ADD COLUMN replaces TEXT;
