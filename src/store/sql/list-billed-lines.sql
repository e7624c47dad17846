-- In: $1 target sheet
-- Out: week ending, work request, variant, first published, the current publication that shows it (0 =
--   none), body of each form in which a line was billed; in no order. 3 = prepared: never published
-- Index: published_line (primary key)
SELECT i.week_ending, i.work_request, i.variant, g.published, g.current, b.body
FROM (
  SELECT p.identity_id, l.body_id, min(p.published_utc_usec) AS published, 
    max(CASE p.state WHEN 0 THEN p.publication_id ELSE 0 END) AS current
  FROM publication p JOIN published_line l ON l.publication_id = p.publication_id
  WHERE p.target_sheet = $1 AND p.state <> 3
  GROUP BY p.identity_id, l.body_id
) g JOIN identity i ON i.identity_id = g.identity_id JOIN published_body b ON b.body_id = g.body_id
