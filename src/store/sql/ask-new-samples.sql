-- In: -
-- Out: how many there are, and the time of the earliest
-- Index: none, they are few
SELECT count (*), COALESCE (min (utc_usec), 0) FROM sample_new
