-- In: $1 sequence
-- Out: the entries from it on
-- Index: primary key
SELECT sequence, utc_usec, kind, actor, subject, payload, previous_hash, hash
FROM trail
WHERE sequence >= $1
ORDER BY sequence
