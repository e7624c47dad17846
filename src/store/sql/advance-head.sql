-- In: -
-- Out: -
-- Index: meta (primary key)
INSERT INTO meta (key, value) VALUES ('head-counter', '1')
ON CONFLICT (key) DO UPDATE SET value = CAST (CAST (meta.value AS BIGINT) + 1 AS TEXT)
