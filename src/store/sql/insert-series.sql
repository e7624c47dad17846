-- In: $1 metric, $2 subject, $3 scope
-- Out: -
-- Index: series_key
INSERT INTO series (metric, subject, scope) VALUES ($1, $2, $3)
