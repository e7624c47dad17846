-- In: $1 series
-- Out: its newest minute and its newest hour, -1 = there is none
-- Index: sample_minute (primary key), sample_hour (primary key)
SELECT
  COALESCE ((SELECT max (minute) FROM sample_minute WHERE series_id = $1), -1),
  COALESCE ((SELECT max (hour) FROM sample_hour WHERE series_id = $1), -1)
