-- In: $1 hash
-- Out: its number
-- Index: published_body_hash
SELECT body_id FROM published_body WHERE line_hash = $1
