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
