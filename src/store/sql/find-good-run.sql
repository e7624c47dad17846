-- In: $1 kind
-- Out: the newest run that exited with 0
-- Index: primary key, backwards to the first that fits
SELECT run_id, state, outcome, exit_code, started_utc_usec, finished_utc_usec, kind, summary
FROM run WHERE kind = $1 AND exit_code = 0
ORDER BY run_id DESC LIMIT 1
