-- In: $1 sheet, $2 row, $3 row number
-- Out: -
-- Index: line_key
UPDATE line SET row_number = $3 WHERE sheet_id = $1 AND row_id = $2
