-- In: $1 hash, $2 body
-- Out: -
-- Index: published_body_hash
INSERT INTO published_body (line_hash, body) VALUES ($1, $2)
