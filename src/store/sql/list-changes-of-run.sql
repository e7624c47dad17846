-- In: $1 lowest id to leave out, $2 run
-- Out: the changes that the run noticed, oldest first
-- Index: line_change_run
SELECT
  change_id, kind, sheet_id, row_id, run_id, noticed_utc_usec, modified_utc_usec, modified_by,
  field, old_value, new_value
FROM line_change
WHERE run_id = $2 AND change_id > $1
ORDER BY change_id
