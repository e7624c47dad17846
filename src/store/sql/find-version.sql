-- In: $1 publication
-- Out: the identity's four values, then the version
-- Index: publication (primary key), version (primary key)
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  p.publication_id, v.version_end, v.target_sheet, p.target_row, v.attachment_id, v.from_utc_usec,
  v.until_utc_usec, p.generated_utc_usec, v.dropped_utc_usec, v.size_bytes, p.n_lines,
  p.total_cents, p.fingerprint, v.file_name, v.sha256,
  EXISTS (SELECT 1 FROM published_line l WHERE l.publication_id = p.publication_id),
  v.until_utc_usec = 0 AND EXISTS (
    SELECT 1 FROM pin n WHERE n.target_sheet = v.target_sheet AND n.identity_id = v.identity_id
      AND n.run_id = p.run_id AND n.fingerprint = p.fingerprint),
  p.run_id
FROM publication p JOIN version v ON v.target_sheet = p.target_sheet AND v.attachment_id = p.attachment_id
JOIN identity i ON i.identity_id = v.identity_id
WHERE p.publication_id = $1
