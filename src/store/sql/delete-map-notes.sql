-- In: $1 sheet
-- Out: -
-- Index: map_note (primary key)
DELETE FROM map_note WHERE sheet_id = $1
