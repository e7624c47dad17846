-- In: $1 run, $2 only those that are open, failed or were killed, $3 how many
-- Out: runs before it, newest first
-- Index: primary key, backwards
SELECT run_id, state, outcome, exit_code, started_utc_usec, finished_utc_usec, kind, summary
FROM run
WHERE run_id < $1 AND ($2 = 0 OR state <> 1 OR exit_code NOT IN (0, 4))
ORDER BY run_id DESC LIMIT $3
