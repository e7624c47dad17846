-- In: $1 sheet, $2 row
-- Out: body of the line as it was last seen
-- Index: gone_line (primary key)
SELECT body FROM gone_line WHERE sheet_id = $1 AND row_id = $2
