-- In: $1 sheet, $2 row, $3 field, $4 column, $5 version of the sheet, $6 time, $7 state
-- Out: -
-- Index: primary key
INSERT INTO cell_history (
  sheet_id, row_id, field, column_id, sheet_version, fetched_utc_usec, state)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (sheet_id, row_id, field) DO UPDATE SET
  column_id = excluded.column_id, sheet_version = excluded.sheet_version,
  fetched_utc_usec = excluded.fetched_utc_usec, state = excluded.state
