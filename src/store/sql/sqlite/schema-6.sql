-- Schema 6, SQLite: what runs leave for the next ones, so that these recover, measure and are on time.

-- When all rows of a sheet were last read; 0 = never since this column is there.
ALTER TABLE sheet ADD COLUMN swept_utc_usec BIGINT NOT NULL DEFAULT 0;

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
