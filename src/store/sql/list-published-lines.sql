-- In: $1 publication
-- Out: body, row number, modified of each line, in order
-- Index: published_line (primary key)
SELECT b.body, l.row_number, l.modified_utc_usec
FROM published_line l JOIN published_body b ON b.body_id = l.body_id
WHERE l.publication_id = $1 ORDER BY l.position
