-- In: $1 identity, $2 fingerprint
-- Out: the identity's four values, then the file
-- Index: workbook (primary key)
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  w.run_id, w.n_lines, w.total_cents, w.size_bytes, w.created_utc_usec, w.fingerprint,
  w.file_name, w.sha256
FROM workbook w JOIN identity i ON i.identity_id = w.identity_id
WHERE w.identity_id = $1 AND w.fingerprint = $2
