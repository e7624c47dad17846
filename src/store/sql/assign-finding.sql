-- In: $1 key, $2 who looks at it, $3 until when
-- Out: -
-- Index: primary key
UPDATE finding SET assignee = $2, due = $3 WHERE finding_key = $1
