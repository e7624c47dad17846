-- In: $1 lowest id to leave out, $2 run or 0, $3 sheet
-- Out: the changes of one sheet, oldest first
-- Index: line_change_row, then a sort of what it finds
SELECT
  change_id, kind, sheet_id, row_id, run_id, noticed_utc_usec, modified_utc_usec, modified_by,
  field, old_value, new_value
FROM line_change
WHERE change_id > $1 AND ($2 = 0 OR run_id = $2) AND sheet_id = $3
ORDER BY change_id
