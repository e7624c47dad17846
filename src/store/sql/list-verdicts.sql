-- In: $1 key of a finding
-- Out: its verdicts, oldest first
-- Index: verdict_finding
SELECT verdict_id, digest, utc_usec, actor, from_status, to_status, reason, note, recovered_cents, source, detector,
  detector_version, exposure_cents, run_id
FROM verdict WHERE finding_key = $1 ORDER BY verdict_id
