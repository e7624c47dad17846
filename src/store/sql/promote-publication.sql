-- In: $1 publication, $2 row, $3 attachment, $4 its time, $5 published
-- Out: -
-- Index: primary key
UPDATE publication SET state = 0, target_row = $2, attachment_id = $3,
  attachment_created_utc_usec = $4, published_utc_usec = $5
WHERE publication_id = $1
