-- In: $1 how many
-- Out: runs, newest first
-- Index: primary key, backwards
SELECT run_id, state, outcome, exit_code, started_utc_usec, finished_utc_usec, kind, summary
FROM run ORDER BY run_id DESC LIMIT $1
