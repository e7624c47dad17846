-- In: $1 run
-- Out: rows
-- Index: primary key
SELECT n_rows FROM plan WHERE run_id = $1
