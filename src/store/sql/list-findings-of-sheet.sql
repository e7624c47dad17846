-- In: $1 sheet
-- Out: keys of findings about lines of it, some more than once
-- Index: finding_line_row
SELECT finding_key FROM finding_line WHERE sheet_id = $1
