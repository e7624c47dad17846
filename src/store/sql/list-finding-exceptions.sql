-- In: $1 the day on which they must hold, 0 = all, ended and revoked ones too
-- Out: exceptions, oldest first
-- Index: primary key
SELECT exception_id, finding, detector, work_request, cu, until, made_by, made_utc_usec, reason, revoked_by,
  revoked_utc_usec, revoked_why
FROM finding_exception WHERE $1 = 0 OR (revoked_utc_usec = 0 AND until >= $1) ORDER BY exception_id
