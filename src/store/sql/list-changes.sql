-- In: $1 lowest id to leave out
-- Out: the changes, oldest first
-- Index: primary key
SELECT
  change_id, kind, sheet_id, row_id, run_id, noticed_utc_usec, modified_utc_usec, modified_by,
  field, old_value, new_value
FROM line_change
WHERE change_id > $1
ORDER BY change_id
