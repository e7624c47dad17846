-- In: $1 run, 0 = all, $2 how many
-- Out: attempts, newest first
-- Index: primary key, backwards
SELECT run_id, utc_usec, operation, subject_id, status, error_code, class, attempt, wait_usec,
  strategy, outcome, recovery_usec
FROM attempt WHERE $1 = 0 OR run_id = $1 ORDER BY attempt_id DESC LIMIT $2
