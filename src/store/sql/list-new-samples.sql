-- In: $1 series, $2 from, $3 to (not included)
-- Out: time, 1, value four times: a sample of one value
-- Index: primary key; they are few
SELECT utc_usec, 1, value, value, value, value FROM sample_new
WHERE series_id = $1 AND utc_usec >= $2 AND utc_usec < $3
ORDER BY sample_id
