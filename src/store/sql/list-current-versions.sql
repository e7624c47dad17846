-- In: $1 target
-- Out: the identity's four values, then the version, of all that hang there
-- Index: version (primary key), then a sort of what it finds
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  p.publication_id, v.version_end, v.target_sheet, p.target_row, v.attachment_id, v.from_utc_usec,
  v.until_utc_usec, p.generated_utc_usec, v.dropped_utc_usec, v.size_bytes, p.n_lines,
  p.total_cents, p.fingerprint, v.file_name, v.sha256,
  EXISTS (SELECT 1 FROM published_line l WHERE l.publication_id = p.publication_id),
  v.until_utc_usec = 0 AND EXISTS (
    SELECT 1 FROM pin n WHERE n.target_sheet = v.target_sheet AND n.identity_id = v.identity_id
      AND n.run_id = p.run_id AND n.fingerprint = p.fingerprint),
  p.run_id
FROM version v JOIN identity i ON i.identity_id = v.identity_id
LEFT JOIN publication p ON p.publication_id = (
  SELECT max(l.publication_id) FROM publication l
  WHERE l.attachment_id = v.attachment_id AND l.target_sheet = v.target_sheet)
WHERE v.target_sheet = $1 AND v.until_utc_usec = 0
ORDER BY i.week_ending, i.work_request, i.variant, i.identifier
