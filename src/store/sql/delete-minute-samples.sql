-- In: $1 series, $2 before
-- Out: -
-- Index: sample_minute (primary key)
DELETE FROM sample_minute WHERE series_id = $1 AND minute < $2
