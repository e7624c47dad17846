-- In: $1 identity, $2 fingerprint
-- Out: when it was first planned
-- Index: fingerprint (primary key)
SELECT generated_utc_usec FROM fingerprint WHERE identity_id = $1 AND fingerprint = $2
