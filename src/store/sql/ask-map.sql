-- In: $1 sheet
-- Out: 1 if it has a map
-- Index: primary key
SELECT 1 FROM map WHERE sheet_id = $1
