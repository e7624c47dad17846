-- In: -
-- Out: sequence and hash of the last entry
-- Index: primary key
SELECT sequence, hash FROM trail ORDER BY sequence DESC LIMIT 1
