-- In: $1 publication, $2 position, $3 body, $4 row number, $5 modified
-- Out: -
-- Index: published_line (primary key)
INSERT INTO published_line (publication_id, position, body_id, row_number, modified_utc_usec)
VALUES ($1, $2, $3, $4, $5)
