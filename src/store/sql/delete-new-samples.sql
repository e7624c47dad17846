-- In: $1 number of the last
-- Out: -
-- Index: primary key
DELETE FROM sample_new WHERE sample_id <= $1
