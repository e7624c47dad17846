-- In: -
-- Out: series, time, 1, value four times: a sample of one value
-- Index: primary key
SELECT series_id, utc_usec, 1, value, value, value, value FROM sample_new
ORDER BY sample_id
