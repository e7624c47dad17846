-- In: $1 owner key, $2 now, $3 now by the monotonic clock
-- Out: -
-- Index: primary key
UPDATE lease SET renewed_utc_usec = $2, renewed_monotonic_usec = $3 WHERE lease_id = 1 AND owner = $1
