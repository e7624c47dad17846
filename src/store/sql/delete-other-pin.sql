-- In: $1 target, $2 identity, $3 run that publishes now, $4 fingerprint
-- Out: -
-- Index: pin (primary key)
DELETE FROM pin WHERE target_sheet = $1 AND identity_id = $2 AND NOT (run_id = $3 AND fingerprint = $4)
