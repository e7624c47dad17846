-- In: $1 run
-- Out: the newest run before it that has a plan
-- Index: primary key
SELECT run_id FROM plan WHERE run_id < $1 ORDER BY run_id DESC LIMIT 1
