-- In: $1 kind, $2 subject
-- Out: -
-- Index: primary key
DELETE FROM quarantine WHERE kind = $1 AND subject = $2
