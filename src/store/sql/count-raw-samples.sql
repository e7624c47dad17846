-- In: $1 series, $2 from, $3 to (not included), $4 where to stop
-- Out: how many there are, $4 at most
-- Index: sample_raw (primary key)
SELECT count (*) FROM (
  SELECT 1 FROM sample_raw WHERE series_id = $1 AND utc_usec >= $2 AND utc_usec < $3 LIMIT $4
) AS some
