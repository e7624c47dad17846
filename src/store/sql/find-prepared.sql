-- In: $1 target, $2 identity, $3 fingerprint, $4 sha256
-- Out: number, lines and total of the publication that is prepared
-- Index: publication_attachment: what is prepared has no attachment yet
SELECT publication_id, n_lines, total_cents FROM publication
WHERE attachment_id = 0 AND state = 3 AND target_sheet = $1 AND identity_id = $2
  AND fingerprint = $3 AND sha256 = $4
