-- In: $1 time
-- Out: -
-- Index: none: once a run
DELETE FROM cell_revision WHERE EXISTS (
  SELECT 1 FROM cell_history h
  WHERE h.sheet_id = cell_revision.sheet_id AND h.row_id = cell_revision.row_id
    AND h.field = cell_revision.field AND h.fetched_utc_usec < $1)
