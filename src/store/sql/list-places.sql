-- In: $1 sheet
-- Out: row id, row number, modified, 1 for a blank row; ascending by row id
-- Index: line_key, then the line; blank_row (primary key)
SELECT row_id, row_number, modified_utc_usec, 0 FROM line WHERE sheet_id = $1
UNION ALL
SELECT row_id, row_number, modified_utc_usec, 1 FROM blank_row WHERE sheet_id = $1
ORDER BY row_id
