-- In: $1 identity, $2 target, $3 publication, $4 time, $5 fingerprint, $6 hash of the lines, $7 run
-- Out: -
-- Index: pin (primary key)
INSERT INTO pin (identity_id, target_sheet, publication_id, pinned_utc_usec, fingerprint, lines_hash,
  run_id)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (target_sheet, identity_id) DO UPDATE SET
  publication_id = excluded.publication_id, pinned_utc_usec = excluded.pinned_utc_usec,
  fingerprint = excluded.fingerprint, lines_hash = excluded.lines_hash,
  run_id = excluded.run_id
