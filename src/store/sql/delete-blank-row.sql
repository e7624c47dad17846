-- In: $1 sheet, $2 row
-- Out: -
-- Index: blank_row (primary key)
DELETE FROM blank_row WHERE sheet_id = $1 AND row_id = $2
