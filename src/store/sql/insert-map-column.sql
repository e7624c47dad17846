-- In: $1 sheet, $2 field id, $3 column, $4 confidence, $5 title
-- Out: -
-- Index: map_column (primary key)
INSERT INTO map_column (sheet_id, field, column_id, confidence_percent, title)
VALUES ($1, $2, $3, $4, $5)
