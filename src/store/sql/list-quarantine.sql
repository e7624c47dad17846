-- In: -
-- Out: all records
-- Index: primary key
SELECT kind, subject, n_failures, first_run_id, last_run_id, since_utc_usec, until_utc_usec, reason,
  detail
FROM quarantine ORDER BY kind, subject
