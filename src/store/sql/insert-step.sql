-- In: $1 run or NULL, $2 time, $3 step, $4 target, $5 row, $6 attachment, $7 size, $8 file name, $9 sha256, $10 note, $11 identity or NULL
-- Out: -
-- Index: primary key
INSERT INTO journal (
  run_id, utc_usec, step, target_sheet, target_row, attachment_id, size_bytes, file_name,
  sha256, note, identity_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
