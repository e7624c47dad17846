-- Schema 6, SQLite: what runs leave for the next ones, so that these recover, measure and are on time.

-- When all rows of a sheet were last read; 0 = never since this column is there.
ALTER TABLE sheet ADD COLUMN swept_utc_usec BIGINT NOT NULL DEFAULT 0;

-- When the ids of all its rows were last read, with or without the rest.
ALTER TABLE sheet ADD COLUMN placed_utc_usec BIGINT NOT NULL DEFAULT 0;

-- Which columns the sheet had when its rows were last read; '' = not told, so that all are read anew.
ALTER TABLE sheet ADD COLUMN columns_key TEXT NOT NULL DEFAULT '';

-- Rows without a value in any mapped column: with the lines they are all rows that a sheet had.
CREATE TABLE blank_row (
  sheet_id                    BIGINT NOT NULL,
  row_id                      BIGINT NOT NULL,
  row_number                  BIGINT NOT NULL,
  modified_utc_usec           BIGINT NOT NULL,
  PRIMARY KEY (sheet_id, row_id)
) WITHOUT ROWID;

-- When the lease was renewed, by a clock of its machine that stands still while that sleeps; 0 = not told.
ALTER TABLE lease ADD COLUMN renewed_monotonic_usec BIGINT NOT NULL DEFAULT 0;

-- What was measured: a series for each figure, subject (ids alone) and kind of pass, and its samples
-- in three tiers. Raw samples are kept for a week, what minutes come to for 90 days, what hours come
-- to for five years. A bucket of one value holds it as its total; lowest, highest and last are NULL
-- then, which keeps rows short. The tiers lie by series, so that a chart reads one stretch; what is
-- new waits by arrival, so that a pass writes a few pages and not three a series.
CREATE TABLE series (
  series_id                   INTEGER PRIMARY KEY,
  metric                      TEXT NOT NULL,
  subject                     TEXT NOT NULL,
  scope                       SMALLINT NOT NULL
);
CREATE UNIQUE INDEX series_key ON series (metric, subject, scope);

CREATE TABLE sample_new (
  sample_id                   INTEGER PRIMARY KEY,
  series_id                   BIGINT NOT NULL,
  utc_usec                    BIGINT NOT NULL,
  value                       BIGINT NOT NULL
);

CREATE TABLE sample_raw (
  series_id                   BIGINT NOT NULL REFERENCES series,
  utc_usec                    BIGINT NOT NULL,
  n                           BIGINT NOT NULL,
  total                       BIGINT NOT NULL,
  lowest                      BIGINT,
  highest                     BIGINT,
  last                        BIGINT,
  PRIMARY KEY (series_id, utc_usec)
) WITHOUT ROWID;

CREATE TABLE sample_minute (
  series_id                   BIGINT NOT NULL REFERENCES series,
  minute                      BIGINT NOT NULL, -- since 1970 UTC
  n                           BIGINT NOT NULL,
  total                       BIGINT NOT NULL,
  lowest                      BIGINT,
  highest                     BIGINT,
  last                        BIGINT,
  PRIMARY KEY (series_id, minute)
) WITHOUT ROWID;

CREATE TABLE sample_hour (
  series_id                   BIGINT NOT NULL REFERENCES series,
  hour                        BIGINT NOT NULL, -- since 1970 UTC
  n                           BIGINT NOT NULL,
  total                       BIGINT NOT NULL,
  lowest                      BIGINT,
  highest                     BIGINT,
  last                        BIGINT,
  PRIMARY KEY (series_id, hour)
) WITHOUT ROWID;

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

-- Until when the starts of a schedule are dealt with; another plan owes nothing of the time before it.
CREATE TABLE schedule_mark (
  name                        TEXT PRIMARY KEY,
  plan                        TEXT NOT NULL,  -- its expressions and zone
  settled_utc_usec            BIGINT NOT NULL
);

-- Starts of schedules that were seen, or missed: that of tally-schedule.h.
CREATE TABLE schedule_start (
  name                        TEXT NOT NULL,
  due_utc_usec                BIGINT NOT NULL,
  planned_utc_usec            BIGINT NOT NULL,
  started_utc_usec            BIGINT NOT NULL, -- 0 = not seen
  finished_utc_usec           BIGINT NOT NULL, -- 0 = not yet
  exit_code                   SMALLINT NOT NULL,
  run_id                      BIGINT NOT NULL, -- 0 = none
  n_due                       INTEGER NOT NULL,
  is_caught_up                SMALLINT NOT NULL,
  was_missed                  SMALLINT NOT NULL,
  PRIMARY KEY (name, due_utc_usec)
);
