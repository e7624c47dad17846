-- In: $1 series, $2 from, $3 to (not included), $4 where to stop
-- Out: how many there are, $4 at most
-- Index: sample_minute (primary key)
SELECT count (*) FROM (
  SELECT 1 FROM sample_minute WHERE series_id = $1 AND minute >= $2 AND minute < $3 LIMIT $4
) AS some
