-- In: $1 place, $2 monotonic µs until which it may be spent, $3 units
-- Out: -
-- Index: primary key
INSERT INTO block (place, until_usec, n_units) VALUES ($1, $2, $3)
