-- In: $1 dependency, $2 state, $3 since, $4 until, $5 who, $6 why
-- Out: -
-- Index: primary key
INSERT INTO breaker (
  dependency, state, n_openings, since_utc_usec, until_utc_usec, revision, actor, reason)
VALUES ($1, $2, 0, $3, $4, 1, $5, $6)
ON CONFLICT (dependency) DO UPDATE SET
  state = excluded.state, n_openings = 0, since_utc_usec = excluded.since_utc_usec,
  until_utc_usec = excluded.until_utc_usec, revision = breaker.revision + 1,
  actor = excluded.actor, reason = excluded.reason
