-- In: $1 what, $2 since, $3 until, $4 who, $5 why
-- Out: -
-- Index: primary key
INSERT INTO pause (what, since_utc_usec, until_utc_usec, actor, reason) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (what) DO UPDATE SET
  since_utc_usec = excluded.since_utc_usec, until_utc_usec = excluded.until_utc_usec,
  actor = excluded.actor, reason = excluded.reason
