-- In: $1 kind, $2 subject
-- Out: the record
-- Index: primary key
SELECT kind, subject, n_failures, first_run_id, last_run_id, since_utc_usec, until_utc_usec, reason,
  detail
FROM quarantine WHERE kind = $1 AND subject = $2
