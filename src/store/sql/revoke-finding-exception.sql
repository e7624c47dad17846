-- In: $1 number, $2 who, $3 when, $4 why
-- Out: -
-- Index: primary key
UPDATE finding_exception SET revoked_by = $2, revoked_utc_usec = $3, revoked_why = $4
WHERE exception_id = $1 AND revoked_utc_usec = 0
