-- In: -
-- Out: metric, subject, scope; last hour with n, total, lowest, highest, last of it, 0 without
--   any; number of the series
-- Index: series_key, sample_hour (primary key)
SELECT s.metric, s.subject, s.scope, h.hour, h.n, h.total,
  COALESCE (h.lowest, h.total), COALESCE (h.highest, h.total), COALESCE (h.last, h.total),
  s.series_id
FROM series s
LEFT JOIN sample_hour h ON h.series_id = s.series_id AND h.hour = (
  SELECT max (l.hour) FROM sample_hour l WHERE l.series_id = s.series_id)
ORDER BY s.metric, s.subject, s.scope
