-- In: $1 target, $2 identity
-- Out: -
-- Index: publication_current
UPDATE publication SET state = 1
WHERE target_sheet = $1 AND identity_id = $2 AND state = 0
