-- In: $1 run or 0
-- Out: the identity's four values or NULL, number, then the step, oldest first
-- Index: primary key
SELECT i.week_ending, i.work_request, i.variant, i.identifier, j.journal_id,
  j.run_id, j.utc_usec, j.step, j.target_sheet, j.target_row, j.attachment_id, j.size_bytes,
  j.file_name, j.sha256, j.note
FROM journal j LEFT JOIN identity i ON i.identity_id = j.identity_id
WHERE $1 = 0 OR j.run_id = $1 ORDER BY j.journal_id
