-- Schema 6, SQLite: what runs leave for the next ones, so that these recover, measure and are on time.

-- When all rows of a sheet were last read; 0 = never since this column is there.
ALTER TABLE sheet ADD COLUMN swept_utc_usec BIGINT NOT NULL DEFAULT 0;

-- Circuit breakers: where the last process stopped, or what a person wants. The revision counts what
-- people decide, so that a run that began before never writes over it.
CREATE TABLE breaker (
  dependency                  TEXT PRIMARY KEY,
  state                       TEXT NOT NULL,
  n_openings                  INTEGER NOT NULL,
  since_utc_usec              BIGINT NOT NULL,
  until_utc_usec              BIGINT NOT NULL, -- 0 = never
  revision                    BIGINT NOT NULL,
  actor                       TEXT NOT NULL,   -- "" = the program by itself
  reason                      TEXT NOT NULL
) WITHOUT ROWID;

-- What is left of a peer's budget for repeats.
CREATE TABLE retry_budget (
  host                        TEXT PRIMARY KEY,
  n_tokens                    INTEGER NOT NULL,
  saved_utc_usec              BIGINT NOT NULL
) WITHOUT ROWID;

-- What a person stopped.
CREATE TABLE pause (
  what                        TEXT PRIMARY KEY,
  since_utc_usec              BIGINT NOT NULL,
  until_utc_usec              BIGINT NOT NULL, -- 0 = until it is resumed
  actor                       TEXT NOT NULL,
  reason                      TEXT NOT NULL
) WITHOUT ROWID;

-- Tries of calls that did not simply work; bounded, the count of what was cut stands in meta.
CREATE TABLE attempt (
  attempt_id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id                      BIGINT NOT NULL,
  utc_usec                    BIGINT NOT NULL,
  operation                   TEXT NOT NULL,
  subject_id                  BIGINT NOT NULL, -- 0 = none
  status                      INTEGER NOT NULL,
  error_code                  BIGINT NOT NULL,
  class                       TEXT NOT NULL,
  attempt                     INTEGER NOT NULL,
  wait_usec                   BIGINT NOT NULL,
  strategy                    TEXT NOT NULL,
  outcome                     TEXT NOT NULL,
  recovery_usec               BIGINT NOT NULL
);
CREATE INDEX attempt_recovered ON attempt (class, recovery_usec) WHERE outcome = 'recovered';

-- Sheets and workbooks that failed by their own fault; those with a time are set aside until then.
CREATE TABLE quarantine (
  kind                        TEXT NOT NULL,
  subject                     TEXT NOT NULL,
  n_failures                  INTEGER NOT NULL, -- runs, one after the other
  first_run_id                BIGINT NOT NULL,
  last_run_id                 BIGINT NOT NULL,
  since_utc_usec              BIGINT NOT NULL,  -- of the first failure
  until_utc_usec              BIGINT NOT NULL,  -- 0 = not set aside
  reason                      TEXT NOT NULL,    -- stable name
  detail                      TEXT NOT NULL,    -- private
  PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
