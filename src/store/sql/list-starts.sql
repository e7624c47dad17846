-- In: $1 schedule, $2 how many
-- Out: its starts, newest first
-- Index: schedule_start (primary key), backwards
SELECT name, due_utc_usec, planned_utc_usec, started_utc_usec, finished_utc_usec, exit_code, run_id,
  n_due, is_caught_up, was_missed
FROM schedule_start WHERE name = $1 ORDER BY due_utc_usec DESC LIMIT $2
