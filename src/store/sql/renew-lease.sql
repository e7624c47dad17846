-- In: $1 owner key, $2 now
-- Out: -
-- Index: primary key
UPDATE lease SET renewed_utc_usec = $2 WHERE lease_id = 1 AND owner = $1
