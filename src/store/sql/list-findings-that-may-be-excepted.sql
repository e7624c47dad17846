-- In: $1 status, $2 today
-- Out: findings of that status that an exception of today may cover: what a sum of them needs
-- Index: finding_open, alone; the unit of lines is not looked at
SELECT f.id, f.detector, f.work_request, f.severity, f.is_trial, f.exposure_cents, f.due
FROM finding f
WHERE f.status = $1 AND EXISTS (SELECT 1 FROM finding_exception e
  WHERE e.revoked_utc_usec = 0 AND e.until >= $2 AND (e.finding = '' OR e.finding = f.id)
    AND (e.detector = '' OR e.detector = f.detector) AND (e.work_request = '' OR e.work_request = f.work_request))
