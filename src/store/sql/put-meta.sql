-- In: $1 key, $2 value
-- Out: -
-- Index: meta (primary key)
INSERT INTO meta (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
