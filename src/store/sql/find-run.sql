-- In: $1 run
-- Out: the run
-- Index: primary key
SELECT run_id, state, outcome, exit_code, started_utc_usec, finished_utc_usec, kind, summary
FROM run WHERE run_id = $1
