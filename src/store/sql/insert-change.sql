-- In: $1 kind, $2 sheet, $3 row, $4 run, $5 noticed, $6 modified, $7 writer, $8 field, $9 old, $10 new
-- Out: -
-- Index: line_change_row
INSERT INTO line_change (
  kind, sheet_id, row_id, run_id, noticed_utc_usec, modified_utc_usec, modified_by, field,
  old_value, new_value)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
