-- In: $1 series, $2 before
-- Out: -
-- Index: sample_raw (primary key)
DELETE FROM sample_raw WHERE series_id = $1 AND utc_usec < $2
