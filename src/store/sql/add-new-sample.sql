-- In: $1 series, $2 time, $3 value
-- Out: -
-- Index: primary key
INSERT INTO sample_new (series_id, utc_usec, value) VALUES ($1, $2, $3)
