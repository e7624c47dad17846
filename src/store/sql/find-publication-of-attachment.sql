-- In: $1 attachment
-- Out: the identity's four values, then the publication; the newest one
-- Index: publication_attachment
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  p.publication_id, p.run_id, p.state, p.target_sheet, p.target_row, p.attachment_id,
  p.attachment_created_utc_usec, p.generated_utc_usec, p.published_utc_usec, p.size_bytes,
  p.n_lines, p.total_cents, p.fingerprint, p.file_name, p.sha256
FROM publication p JOIN identity i ON i.identity_id = p.identity_id
WHERE p.attachment_id = $1 AND p.state <> 3 ORDER BY p.publication_id DESC LIMIT 1
