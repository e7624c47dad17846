-- In: $1 key of a finding
-- Out: its lines
-- Index: primary key
SELECT sheet_id, row_id, row_number FROM finding_line WHERE finding_key = $1 ORDER BY position
