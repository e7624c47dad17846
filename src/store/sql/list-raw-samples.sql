-- In: $1 series, $2 from, $3 to (not included)
-- Out: utc_usec, n, total, lowest, highest, last
-- Index: sample_raw (primary key)
SELECT utc_usec, n, total, COALESCE (lowest, total), COALESCE (highest, total), COALESCE (last, total)
FROM sample_raw
WHERE series_id = $1 AND utc_usec >= $2 AND utc_usec < $3
ORDER BY utc_usec
