-- In: $1 identity, $2 attachment, $3 target, $4 row, $5 created, $6 state, $7 file name, $8 sha256, $9 path
-- Out: -
-- Index: superseded (primary key)
INSERT INTO superseded (
  identity_id, attachment_id, target_sheet, target_row, created_utc_usec, state, file_name,
  sha256, archived_path)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (target_sheet, attachment_id) DO UPDATE SET
  identity_id = excluded.identity_id, target_row = excluded.target_row, state = excluded.state,
  file_name = excluded.file_name, sha256 = excluded.sha256,
  archived_path = excluded.archived_path
WHERE excluded.state >= superseded.state
