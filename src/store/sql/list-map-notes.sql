-- In: $1 sheet
-- Out: notes, in order
-- Index: map_note (primary key)
SELECT note FROM map_note WHERE sheet_id = $1 ORDER BY position
