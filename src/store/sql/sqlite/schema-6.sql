-- Schema 6, SQLite: what runs leave for the next ones, so that these recover, measure and are on time.

-- When all rows of a sheet were last read; 0 = never since this column is there.
ALTER TABLE sheet ADD COLUMN swept_utc_usec BIGINT NOT NULL DEFAULT 0;
