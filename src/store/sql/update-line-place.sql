-- In: $1 sheet, $2 row, $3 row number, $4 modified, $5 writer
-- Out: -
-- Index: line_key
UPDATE line SET row_number = $3, modified_utc_usec = $4, modified_by = $5
WHERE sheet_id = $1 AND row_id = $2
