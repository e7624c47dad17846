-- In: $1 sheet
-- Out: -
-- Index: map_column (primary key)
DELETE FROM map_column WHERE sheet_id = $1
