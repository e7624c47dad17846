-- In: $1 sheet
-- Out: 1 if rows of the sheet are gone
-- Index: gone_line (primary key)
SELECT EXISTS (SELECT 1 FROM gone_line WHERE sheet_id = $1)
