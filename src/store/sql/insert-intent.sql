-- In: $1 identity, $2 run, $3 target, $4 row, $5 attachment, $6 size, $7 planned, $8 fingerprint, $9 file name, $10 sha256
-- Out: -
-- Index: intent_open
INSERT INTO intent (
  identity_id, run_id, state, target_sheet, target_row, attachment_id, size_bytes,
  planned_utc_usec, fingerprint, file_name, sha256)
VALUES ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9, $10)
