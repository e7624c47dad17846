-- In: -
-- Out: -
-- Index: primary keys
DELETE FROM series
WHERE NOT EXISTS (SELECT 1 FROM sample_hour h WHERE h.series_id = series.series_id)
  AND NOT EXISTS (SELECT 1 FROM sample_minute m WHERE m.series_id = series.series_id)
  AND NOT EXISTS (SELECT 1 FROM sample_raw r WHERE r.series_id = series.series_id)
  AND NOT EXISTS (SELECT 1 FROM sample_new n WHERE n.series_id = series.series_id)
