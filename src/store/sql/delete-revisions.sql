-- In: $1 sheet, $2 row, $3 field
-- Out: -
-- Index: primary key
DELETE FROM cell_revision WHERE sheet_id = $1 AND row_id = $2 AND field = $3
