-- In: $1 sequence, $2 time, $3 kind, $4 actor, $5 subject, $6 payload, $7 previous hash, $8 hash
-- Out: -
-- Index: primary key
INSERT INTO trail (sequence, utc_usec, kind, actor, subject, payload, previous_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
