-- In: $1 target
-- Out: the identity's four values, then the pin, of restored workbooks that hang there
-- Index: pin (primary key), publication_current
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  n.target_sheet, n.publication_id, n.run_id, n.pinned_utc_usec, n.fingerprint, n.lines_hash
FROM pin n JOIN identity i ON i.identity_id = n.identity_id
JOIN publication p ON p.target_sheet = n.target_sheet AND p.identity_id = n.identity_id
  AND p.state = 0 AND p.run_id = n.run_id AND p.fingerprint = n.fingerprint
WHERE n.target_sheet = $1
ORDER BY n.identity_id
