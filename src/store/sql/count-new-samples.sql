-- In: $1 series, $2 from, $3 to (not included)
-- Out: how many there are
-- Index: none, they are few
SELECT count (*) FROM sample_new WHERE series_id = $1 AND utc_usec >= $2 AND utc_usec < $3
