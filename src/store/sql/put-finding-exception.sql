-- In: $1 finding, $2 detector, $3 work request, $4 unit code, $5 until, $6 who, $7 when, $8 why
-- Out: -
-- Index: primary key
INSERT INTO finding_exception (finding, detector, work_request, cu, until, made_by, made_utc_usec, reason,
  revoked_by, revoked_utc_usec, revoked_why)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, '')
