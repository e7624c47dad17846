-- In: $1 subject
-- Out: its entries, oldest first
-- Index: trail_subject
SELECT sequence, utc_usec, kind, actor, subject, payload, previous_hash, hash
FROM trail
WHERE subject = $1
ORDER BY sequence
