-- In: -
-- Out: block, place, monotonic µs until which it may be spent, units
-- Index: block_until
SELECT block_id, place, until_usec, n_units FROM block ORDER BY until_usec
