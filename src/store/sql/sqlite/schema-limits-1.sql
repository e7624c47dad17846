-- Schema of limits.db, SQLite: what the processes of an installation may send together. All of it
-- is worth two minutes; a file of another version is made anew.

CREATE TABLE block (
  block_id                    INTEGER PRIMARY KEY AUTOINCREMENT,  -- never the id of a settled one
  place                       TEXT NOT NULL,     -- boot and namespace whose monotonic time this is
  until_usec                  BIGINT NOT NULL,
  n_units                     BIGINT NOT NULL
);
CREATE INDEX block_until ON block (until_usec);

CREATE TABLE pace (
  pace_id                     INTEGER PRIMARY KEY CHECK (pace_id = 1),
  place                       TEXT NOT NULL,
  limit_units                 BIGINT NOT NULL,
  halved_usec                 BIGINT NOT NULL,
  grown_usec                  BIGINT NOT NULL,
  hold_usec                   BIGINT NOT NULL
);
