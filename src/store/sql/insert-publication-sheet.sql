-- In: $1 publication, $2 sheet
-- Out: -
-- Index: publication_sheet (primary key)
INSERT INTO publication_sheet (publication_id, sheet_id) VALUES ($1, $2)
