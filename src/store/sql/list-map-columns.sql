-- In: $1 sheet
-- Out: field id, column, confidence, title
-- Index: map_column (primary key)
SELECT field, column_id, confidence_percent, title FROM map_column WHERE sheet_id = $1
