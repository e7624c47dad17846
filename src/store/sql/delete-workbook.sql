-- In: $1 identity, $2 fingerprint
-- Out: -
-- Index: workbook (primary key)
DELETE FROM workbook WHERE identity_id = $1 AND fingerprint = $2
