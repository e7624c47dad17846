-- In: $1 target
-- Out: the identity's four values, then the intent, oldest first
-- Index: intent_open, then a sort of the few
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  n.intent_id, n.run_id, n.state, n.target_sheet, n.target_row, n.attachment_id, n.size_bytes,
  n.planned_utc_usec, n.fingerprint, n.file_name, n.sha256
FROM intent n JOIN identity i ON i.identity_id = n.identity_id
WHERE n.target_sheet = $1 AND n.state < 4 ORDER BY n.intent_id
