-- In: $1 identity, $2 fingerprint, $3 when
-- Out: -
-- Index: fingerprint (primary key)
INSERT INTO fingerprint (identity_id, fingerprint, generated_utc_usec) VALUES ($1, $2, $3)
