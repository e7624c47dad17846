-- In: $1 publication
-- Out: its source sheets, ascending
-- Index: publication_sheet (primary key)
SELECT sheet_id FROM publication_sheet WHERE publication_id = $1 ORDER BY sheet_id
