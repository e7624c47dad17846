-- In: $1 series, $2 minute, $3 utc_usec where it begins, $4 utc_usec where it ends (not included)
-- Out: -; what the minute comes to, in place of what it came to before
-- Index: sample_raw (primary key), sample_minute (primary key)
INSERT INTO sample_minute (series_id, minute, n, total, lowest, highest, last)
SELECT $1, $2, sum (n), sum (total),
  CASE WHEN sum (n) > 1 THEN min (COALESCE (lowest, total)) END,
  CASE WHEN sum (n) > 1 THEN max (COALESCE (highest, total)) END,
  CASE WHEN sum (n) > 1 THEN (
    SELECT COALESCE (l.last, l.total) FROM sample_raw l
    WHERE l.series_id = $1 AND l.utc_usec >= $3 AND l.utc_usec < $4
    ORDER BY l.utc_usec DESC LIMIT 1) END
FROM sample_raw
WHERE series_id = $1 AND utc_usec >= $3 AND utc_usec < $4
HAVING count (*) > 0
ON CONFLICT (series_id, minute) DO UPDATE SET
  n = excluded.n, total = excluded.total,
  lowest = excluded.lowest, highest = excluded.highest, last = excluded.last
