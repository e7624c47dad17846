-- In: -
-- Out: the identity's four values, then the file, of all
-- Index: identity_key, workbook (primary key)
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  w.run_id, w.n_lines, w.total_cents, w.size_bytes, w.created_utc_usec, w.fingerprint,
  w.file_name, w.sha256
FROM identity i JOIN workbook w ON w.identity_id = i.identity_id
ORDER BY i.week_ending, i.work_request, i.variant, i.identifier, w.created_utc_usec, w.run_id, w.fingerprint
