-- In: $1 time
-- Out: -
-- Index: none: once a run
DELETE FROM cell_history WHERE fetched_utc_usec < $1
