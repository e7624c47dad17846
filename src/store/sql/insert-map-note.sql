-- In: $1 sheet, $2 position, $3 note
-- Out: -
-- Index: map_note (primary key)
INSERT INTO map_note (sheet_id, position, note) VALUES ($1, $2, $3)
