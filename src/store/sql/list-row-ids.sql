-- In: $1 sheet
-- Out: row ids, ascending
-- Index: line_key (covering)
SELECT row_id FROM line WHERE sheet_id = $1 ORDER BY row_id
