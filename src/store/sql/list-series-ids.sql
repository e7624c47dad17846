-- In: -
-- Out: numbers of all series
-- Index: primary key
SELECT series_id FROM series ORDER BY series_id
