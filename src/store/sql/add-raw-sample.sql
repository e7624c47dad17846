-- In: $1 series, $2 time, $3 n, $4 total, $5 lowest, $6 highest, $7 last
-- Out: -; of the same time the one that comes later is the last
-- Index: sample_raw (primary key)
INSERT INTO sample_raw (series_id, utc_usec, n, total, lowest, highest, last)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (series_id, utc_usec) DO UPDATE SET
  n = sample_raw.n + excluded.n,
  total = sample_raw.total + excluded.total,
  lowest = CASE WHEN COALESCE (excluded.lowest, excluded.total) < COALESCE (sample_raw.lowest, sample_raw.total)
    THEN COALESCE (excluded.lowest, excluded.total) ELSE COALESCE (sample_raw.lowest, sample_raw.total) END,
  highest = CASE WHEN COALESCE (excluded.highest, excluded.total) > COALESCE (sample_raw.highest, sample_raw.total)
    THEN COALESCE (excluded.highest, excluded.total) ELSE COALESCE (sample_raw.highest, sample_raw.total) END,
  last = COALESCE (excluded.last, excluded.total)
