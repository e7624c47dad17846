-- In: $1 run, $2 rows
-- Out: -
-- Index: primary key
INSERT INTO plan (run_id, n_rows) VALUES ($1, $2)
