-- In: -
-- Out: one row: histories of cells, when the newest was had
-- Index: -; all of cell_history
SELECT COUNT(*), COALESCE(MAX(fetched_utc_usec), 0) FROM cell_history
