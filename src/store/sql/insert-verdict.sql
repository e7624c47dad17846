-- In: $1 … $14 as listed
-- Out: -
-- Index: verdict_digest
INSERT INTO verdict (finding_key, digest, utc_usec, actor, from_status, to_status, reason, note, recovered_cents, source,
  detector, detector_version, exposure_cents, run_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
