-- In: $1 key
-- Out: -
-- Index: meta (primary key)
DELETE FROM meta WHERE key = $1
