-- In: -
-- Out: -
-- Index: none, writes all
UPDATE sheet SET swept_utc_usec = 0
