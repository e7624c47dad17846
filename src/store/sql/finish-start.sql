-- In: $1 schedule, $2 due, $3 run, $4 finished, $5 exit code
-- Out: -
-- Index: schedule_start (primary key)
UPDATE schedule_start SET finished_utc_usec = $4, exit_code = $5
WHERE name = $1 AND due_utc_usec = $2 AND run_id = $3
