-- In: $1 sheet, $2 row
-- Out: the histories of its cells, a row for each value, or one without a value
-- Index: primary keys
SELECT
  h.sheet_id, h.row_id, h.field, h.column_id, h.sheet_version, h.fetched_utc_usec, h.state,
  r.modified_utc_usec, r.modified_by, r.value, r.position IS NOT NULL
FROM cell_history h
LEFT JOIN cell_revision r
  ON r.sheet_id = h.sheet_id AND r.row_id = h.row_id AND r.field = h.field
WHERE h.sheet_id = $1 AND h.row_id = $2
ORDER BY h.field, r.position
