-- In: $1 sheet, $2 row
-- Out: -
-- Index: gone_line (primary key)
DELETE FROM gone_line WHERE sheet_id = $1 AND row_id = $2
