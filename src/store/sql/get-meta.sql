-- In: $1 key
-- Out: value
-- Index: meta (primary key)
SELECT value FROM meta WHERE key = $1
