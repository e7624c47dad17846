-- In: $1 … $9 the record, in the order of the columns
-- Out: -
-- Index: primary key
INSERT INTO quarantine (
  kind, subject, n_failures, first_run_id, last_run_id, since_utc_usec, until_utc_usec, reason,
  detail)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (kind, subject) DO UPDATE SET
  n_failures = excluded.n_failures, first_run_id = excluded.first_run_id,
  last_run_id = excluded.last_run_id, since_utc_usec = excluded.since_utc_usec,
  until_utc_usec = excluded.until_utc_usec, reason = excluded.reason, detail = excluded.detail
