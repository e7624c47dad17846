-- In: $1 block, $2 place, $3 monotonic µs until which it may be spent, $4 units
-- Out: -
-- Index: primary key
UPDATE block SET place = $2, until_usec = $3, n_units = $4 WHERE block_id = $1
