-- Schema 2, SQLite: the trail.

-- What was decided and done, each entry chained to the one before by its hash (tally-store-trail.h).
-- Append only: the triggers refuse anything else; who takes them away is found by the hashes.
CREATE TABLE trail (
  sequence                    INTEGER PRIMARY KEY,
  utc_usec                    BIGINT NOT NULL,
  kind                        TEXT NOT NULL,
  actor                       TEXT NOT NULL,
  subject                     TEXT NOT NULL,
  payload                     TEXT NOT NULL,   -- canonical JSON
  previous_hash               TEXT NOT NULL,
  hash                        TEXT NOT NULL
);
CREATE INDEX trail_subject ON trail (subject, sequence);
CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail
BEGIN
  SELECT RAISE (ABORT, 'the trail is append only');
END;
CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail
BEGIN
  SELECT RAISE (ABORT, 'the trail is append only');
END;
CREATE TRIGGER trail_only_append BEFORE INSERT ON trail
WHEN NEW.sequence IS NOT NULL AND NEW.sequence <= (SELECT max (sequence) FROM trail)
BEGIN
  SELECT RAISE (ABORT, 'the trail is append only');
END;
