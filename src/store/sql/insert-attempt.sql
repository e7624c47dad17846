-- In: $1 … $12 the attempt, in the order of the columns behind its number
-- Out: -
-- Index: -
INSERT INTO attempt (
  run_id, utc_usec, operation, subject_id, status, error_code, class, attempt, wait_usec, strategy,
  outcome, recovery_usec)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
