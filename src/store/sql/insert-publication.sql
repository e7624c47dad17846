-- In: $1 identity, $2 run, $3 target, $4 row, $5 generated, $6 size, $7 lines, $8 total, $9 fingerprint, $10 file name, $11 sha256
-- Out: -
-- Index: -
INSERT INTO publication (
  identity_id, run_id, state, target_sheet, target_row, attachment_id,
  attachment_created_utc_usec, generated_utc_usec, published_utc_usec, size_bytes, n_lines,
  total_cents, fingerprint, file_name, sha256)
VALUES ($1, $2, 3, $3, $4, 0, 0, $5, 0, $6, $7, $8, $9, $10, $11)
