-- In: $1 series, $2 hour, $3 minute where it begins, $4 minute where it ends (not included)
-- Out: -; what the hour comes to, in place of what it came to before
-- Index: sample_minute (primary key), sample_hour (primary key)
INSERT INTO sample_hour (series_id, hour, n, total, lowest, highest, last)
SELECT $1, $2, sum (n), sum (total),
  CASE WHEN sum (n) > 1 THEN min (COALESCE (lowest, total)) END,
  CASE WHEN sum (n) > 1 THEN max (COALESCE (highest, total)) END,
  CASE WHEN sum (n) > 1 THEN (
    SELECT COALESCE (l.last, l.total) FROM sample_minute l
    WHERE l.series_id = $1 AND l.minute >= $3 AND l.minute < $4
    ORDER BY l.minute DESC LIMIT 1) END
FROM sample_minute
WHERE series_id = $1 AND minute >= $3 AND minute < $4
HAVING count (*) > 0
ON CONFLICT (series_id, hour) DO UPDATE SET
  n = excluded.n, total = excluded.total,
  lowest = excluded.lowest, highest = excluded.highest, last = excluded.last
