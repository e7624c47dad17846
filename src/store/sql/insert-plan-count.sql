-- In: $1 run, $2 id of a reason or issue, $3 number, $4 cents
-- Out: -
-- Index: plan_count (primary key)
INSERT INTO plan_count (run_id, id, n, cents) VALUES ($1, $2, $3, $4)
