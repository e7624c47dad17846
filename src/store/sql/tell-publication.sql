-- In: $1 publication, $2 generated, $3 lines, $4 total
-- Out: -
-- Index: primary key
UPDATE publication SET generated_utc_usec = $2, n_lines = $3, total_cents = $4
WHERE publication_id = $1
