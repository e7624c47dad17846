-- In: $1 target, $2 identity, $3 fingerprint that is published now
-- Out: -
-- Index: pin (primary key)
DELETE FROM pin WHERE target_sheet = $1 AND identity_id = $2 AND fingerprint <> $3
