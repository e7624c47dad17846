-- In: $1 identity, $2 run, $3 lines, $4 total, $5 size, $6 created, $7 fingerprint, $8 file name, $9 sha256
-- Out: -
-- Index: workbook (primary key)
INSERT INTO workbook (
  identity_id, run_id, n_lines, total_cents, size_bytes, created_utc_usec, fingerprint,
  file_name, sha256)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (identity_id, fingerprint) DO UPDATE SET
  run_id = excluded.run_id, n_lines = excluded.n_lines, total_cents = excluded.total_cents,
  size_bytes = excluded.size_bytes, created_utc_usec = excluded.created_utc_usec,
  file_name = excluded.file_name, sha256 = excluded.sha256
