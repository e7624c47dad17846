-- In: $1 sheet, $2 row
-- Out: -
-- Index: line_key
DELETE FROM line WHERE sheet_id = $1 AND row_id = $2
