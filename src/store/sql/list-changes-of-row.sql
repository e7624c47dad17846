-- In: $1 lowest id to leave out, $2 run or 0, $3 sheet, $4 row
-- Out: the changes of one row, oldest first
-- Index: line_change_row
SELECT
  change_id, kind, sheet_id, row_id, run_id, noticed_utc_usec, modified_utc_usec, modified_by,
  field, old_value, new_value
FROM line_change
WHERE sheet_id = $3 AND row_id = $4 AND change_id > $1 AND ($2 = 0 OR run_id = $2)
ORDER BY change_id
