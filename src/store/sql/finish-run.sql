-- In: $1 run, $2 outcome, $3 exit code, $4 finished, $5 summary
-- Out: -
-- Index: primary key
UPDATE run SET state = 1, outcome = $2, exit_code = $3, finished_utc_usec = $4, summary = $5
WHERE run_id = $1 AND state = 0
