-- In: $1 series, $2 hour, $3 n, $4 total, $5 lowest, $6 highest, $7 last
-- Out: -; what was there stays the last: only a late sample comes this way
-- Index: sample_hour (primary key)
INSERT INTO sample_hour (series_id, hour, n, total, lowest, highest, last)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (series_id, hour) DO UPDATE SET
  n = sample_hour.n + excluded.n,
  total = sample_hour.total + excluded.total,
  lowest = CASE WHEN COALESCE (excluded.lowest, excluded.total) < COALESCE (sample_hour.lowest, sample_hour.total)
    THEN COALESCE (excluded.lowest, excluded.total) ELSE COALESCE (sample_hour.lowest, sample_hour.total) END,
  highest = CASE WHEN COALESCE (excluded.highest, excluded.total) > COALESCE (sample_hour.highest, sample_hour.total)
    THEN COALESCE (excluded.highest, excluded.total) ELSE COALESCE (sample_hour.highest, sample_hour.total) END,
  last = COALESCE (sample_hour.last, sample_hour.total)
