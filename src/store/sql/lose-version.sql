-- In: $1 publication whose attachment is gone, $2 until
-- Out: -
-- Index: publication (primary key), version (primary key)
UPDATE version SET until_utc_usec = $2, version_end = 4
WHERE until_utc_usec = 0 AND (target_sheet, attachment_id) = (
  SELECT p.target_sheet, p.attachment_id FROM publication p WHERE p.publication_id = $1)
