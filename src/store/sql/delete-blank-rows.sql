-- In: $1 sheet
-- Out: -
-- Index: blank_row (primary key)
DELETE FROM blank_row WHERE sheet_id = $1
