-- In: $1 series, $2 before
-- Out: -
-- Index: sample_hour (primary key)
DELETE FROM sample_hour WHERE series_id = $1 AND hour < $2
