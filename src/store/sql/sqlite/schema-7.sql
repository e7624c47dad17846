-- Schema 7, SQLite: what the audit leaves for the next ones.

-- Histories of cells, as the service told them: asking for one is dear, so that each is kept. State is
-- "complete", or why it could not be had; field is the id of the field.
CREATE TABLE cell_history (
  sheet_id                    BIGINT NOT NULL,
  row_id                      BIGINT NOT NULL,
  field                       TEXT NOT NULL,
  column_id                   BIGINT NOT NULL,
  sheet_version               BIGINT NOT NULL, -- of the rows as they were read before it was asked for
  fetched_utc_usec            BIGINT NOT NULL,
  state                       TEXT NOT NULL,
  PRIMARY KEY (sheet_id, row_id, field)
) WITHOUT ROWID;

-- What the cell held, in the order of writing; value is the canonical text of line_change.
CREATE TABLE cell_revision (
  sheet_id                    BIGINT NOT NULL,
  row_id                      BIGINT NOT NULL,
  field                       TEXT NOT NULL,
  position                    INTEGER NOT NULL,
  modified_utc_usec           BIGINT NOT NULL, -- 0 = not told
  modified_by                 TEXT NOT NULL,
  value                       TEXT NOT NULL,
  PRIMARY KEY (sheet_id, row_id, field, position)
) WITHOUT ROWID;
