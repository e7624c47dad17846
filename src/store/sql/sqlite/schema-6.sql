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
