-- In: $1 at most so many
-- Out: number, series, time, value of those that came first
-- Index: primary key
SELECT sample_id, series_id, utc_usec, value FROM sample_new ORDER BY sample_id LIMIT $1
