-- In: $1 owner key
-- Out: -
-- Index: primary key
DELETE FROM lease WHERE lease_id = 1 AND owner = $1
