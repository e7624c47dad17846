-- In: $1 series, $2 minute, $3 n, $4 total, $5 lowest, $6 highest, $7 last
-- Out: -; what was there stays the last: only a late sample comes this way
-- Index: sample_minute (primary key)
INSERT INTO sample_minute (series_id, minute, n, total, lowest, highest, last)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (series_id, minute) DO UPDATE SET
  n = sample_minute.n + excluded.n,
  total = sample_minute.total + excluded.total,
  lowest = CASE WHEN COALESCE (excluded.lowest, excluded.total) < COALESCE (sample_minute.lowest, sample_minute.total)
    THEN COALESCE (excluded.lowest, excluded.total) ELSE COALESCE (sample_minute.lowest, sample_minute.total) END,
  highest = CASE WHEN COALESCE (excluded.highest, excluded.total) > COALESCE (sample_minute.highest, sample_minute.total)
    THEN COALESCE (excluded.highest, excluded.total) ELSE COALESCE (sample_minute.highest, sample_minute.total) END,
  last = COALESCE (sample_minute.last, sample_minute.total)
