-- In: $1 time
-- Out: the changes noticed since then on lines that are there or are known to be gone, oldest first
-- Index: primary key; line_key and that of gone_line for each
SELECT
  c.change_id, c.kind, c.sheet_id, c.row_id, c.run_id, c.noticed_utc_usec, c.modified_utc_usec,
  c.modified_by, c.field, c.old_value, c.new_value
FROM line_change c
WHERE c.noticed_utc_usec >= $1
  AND (EXISTS (SELECT 1 FROM line l WHERE l.sheet_id = c.sheet_id AND l.row_id = c.row_id)
    OR EXISTS (SELECT 1 FROM gone_line g WHERE g.sheet_id = c.sheet_id AND g.row_id = c.row_id))
ORDER BY c.change_id
