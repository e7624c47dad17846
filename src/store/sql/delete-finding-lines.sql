-- In: $1 key of a finding
-- Out: -
-- Index: primary key
DELETE FROM finding_line WHERE finding_key = $1
