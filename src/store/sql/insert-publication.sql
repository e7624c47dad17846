-- In: $1 identity, $2 run, $3 target, $4 row, $5 attachment, $6 its time, $7 generated, $8 published, $9 size, $10 lines, $11 total, $12 fingerprint, $13 file name, $14 sha256
-- Out: -
-- Index: publication_current
INSERT INTO publication (
  identity_id, run_id, state, target_sheet, target_row, attachment_id,
  attachment_created_utc_usec, generated_utc_usec, published_utc_usec, size_bytes, n_lines,
  total_cents, fingerprint, file_name, sha256)
VALUES ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
