-- In: $1 target, $2 identity
-- Out: -
-- Index: publication_attachment, then the primary key of publication_sheet
DELETE FROM publication_sheet WHERE publication_id IN (
  SELECT publication_id FROM publication
  WHERE attachment_id = 0 AND state = 3 AND target_sheet = $1 AND identity_id = $2)
