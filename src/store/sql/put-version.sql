-- In: $1 target, $2 attachment, $3 identity, $4 end, $5 size, $6 from, $7 until, $8 file name, $9 sha256
-- Out: -
-- Index: version (primary key)
INSERT INTO version (
  target_sheet, attachment_id, identity_id, version_end, size_bytes, from_utc_usec, until_utc_usec,
  dropped_utc_usec, file_name, sha256)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)
ON CONFLICT (target_sheet, attachment_id) DO UPDATE SET
  identity_id = excluded.identity_id, version_end = excluded.version_end,
  size_bytes = excluded.size_bytes, from_utc_usec = excluded.from_utc_usec,
  until_utc_usec = excluded.until_utc_usec, dropped_utc_usec = 0,
  file_name = excluded.file_name,
  sha256 = excluded.sha256
