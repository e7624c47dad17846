-- In: $1 dependency, $2 state, $3 openings, $4 since, $5 until, $6 the revision it was read with
-- Out: -; nothing changes if a person has decided since
-- Index: primary key
INSERT INTO breaker (
  dependency, state, n_openings, since_utc_usec, until_utc_usec, revision, actor, reason)
VALUES ($1, $2, $3, $4, $5, $6, '', '')
ON CONFLICT (dependency) DO UPDATE SET
  state = excluded.state, n_openings = excluded.n_openings,
  since_utc_usec = excluded.since_utc_usec, until_utc_usec = excluded.until_utc_usec,
  actor = CASE WHEN breaker.state = excluded.state THEN breaker.actor ELSE '' END,
  reason = CASE WHEN breaker.state = excluded.state THEN breaker.reason ELSE '' END
WHERE breaker.revision = excluded.revision
