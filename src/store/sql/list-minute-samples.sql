-- In: $1 series, $2 from, $3 to (not included)
-- Out: minute, n, total, lowest, highest, last
-- Index: sample_minute (primary key)
SELECT minute, n, total, COALESCE (lowest, total), COALESCE (highest, total), COALESCE (last, total)
FROM sample_minute
WHERE series_id = $1 AND minute >= $2 AND minute < $3
ORDER BY minute
