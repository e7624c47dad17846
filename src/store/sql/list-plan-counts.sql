-- In: $1 run
-- Out: id, number, cents
-- Index: plan_count (primary key)
SELECT id, n, cents FROM plan_count WHERE run_id = $1
