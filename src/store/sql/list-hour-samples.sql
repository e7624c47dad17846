-- In: $1 series, $2 from, $3 to (not included)
-- Out: hour, n, total, lowest, highest, last
-- Index: sample_hour (primary key)
SELECT hour, n, total, COALESCE (lowest, total), COALESCE (highest, total), COALESCE (last, total)
FROM sample_hour
WHERE series_id = $1 AND hour >= $2 AND hour < $3
ORDER BY hour
