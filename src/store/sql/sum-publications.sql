-- In: $1 moment
-- Out: workbooks that were published since then and still hang there: how many, their sum, how many replaced another
-- Index: publication_time, version_identity
SELECT COUNT(*), COALESCE(SUM(p.total_cents), 0), COALESCE(SUM(EXISTS (
  SELECT 1 FROM version v WHERE v.identity_id = p.identity_id
    AND v.attachment_id <> p.attachment_id AND +v.target_sheet = p.target_sheet)), 0)
FROM publication p WHERE p.published_utc_usec >= $1 AND p.state = 0
