-- In: $1 publication
-- Out: -
-- Index: primary key
UPDATE publication SET state = 2 WHERE publication_id = $1
