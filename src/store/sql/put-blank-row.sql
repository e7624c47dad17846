-- In: $1 sheet, $2 row, $3 row number, $4 modified
-- Out: -
-- Index: blank_row (primary key)
INSERT INTO blank_row (sheet_id, row_id, row_number, modified_utc_usec) VALUES ($1, $2, $3, $4)
ON CONFLICT (sheet_id, row_id) DO UPDATE SET
  row_number = excluded.row_number, modified_utc_usec = excluded.modified_utc_usec
