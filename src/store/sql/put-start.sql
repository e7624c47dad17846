-- In: $1 schedule, $2 due, $3 planned, $4 started or 0, $5 run or 0, $6 how many became it,
--   $7 whether it was made up for, $8 whether it was missed
-- Out: -; of one that was seen already nothing changes, unless it is to be tried again
-- Index: schedule_start (primary key)
INSERT INTO schedule_start (name, due_utc_usec, planned_utc_usec, started_utc_usec, finished_utc_usec,
  exit_code, run_id, n_due, is_caught_up, was_missed)
VALUES ($1, $2, $3, $4, 0, 0, $5, $6, $7, $8)
ON CONFLICT (name, due_utc_usec) DO UPDATE SET
  planned_utc_usec = excluded.planned_utc_usec, started_utc_usec = excluded.started_utc_usec,
  finished_utc_usec = 0, exit_code = 0, run_id = excluded.run_id, n_due = excluded.n_due, is_caught_up = excluded.is_caught_up
WHERE schedule_start.started_utc_usec = 0
  OR (schedule_start.exit_code = 75 AND excluded.started_utc_usec <> 0)
