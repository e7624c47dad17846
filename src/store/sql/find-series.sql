-- In: $1 metric, $2 subject, $3 scope
-- Out: number of the series
-- Index: series_key
SELECT series_id FROM series WHERE metric = $1 AND subject = $2 AND scope = $3
