-- In: $1 target
-- Out: attachments that were said to be gone or were taken back
-- Index: none, all that was ever planned
SELECT attachment_id FROM intent WHERE target_sheet = $1 AND state = 5 AND attachment_id <> 0
