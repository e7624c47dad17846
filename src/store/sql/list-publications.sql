-- In: $1 target
-- Out: the identity's four values, then the publication, of all current ones
-- Index: publication_current, then a sort of what it finds
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  p.publication_id, p.run_id, p.state, p.target_sheet, p.target_row, p.attachment_id,
  p.attachment_created_utc_usec, p.generated_utc_usec, p.published_utc_usec, p.size_bytes,
  p.n_lines, p.total_cents, p.fingerprint, p.file_name, p.sha256
FROM identity i JOIN publication p ON p.identity_id = i.identity_id AND p.target_sheet = $1 AND p.state = 0
ORDER BY i.week_ending, i.work_request, i.variant, i.identifier
