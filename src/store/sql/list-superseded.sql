-- In: $1 target
-- Out: the identity's four values, then the attachment, of those not deleted
-- Index: superseded (primary key)
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  s.attachment_id, s.target_sheet, s.target_row, s.created_utc_usec, s.state, s.file_name,
  s.sha256, s.archived_path
FROM superseded s JOIN identity i ON i.identity_id = s.identity_id
WHERE s.target_sheet = $1 AND s.state < 2 ORDER BY s.attachment_id
