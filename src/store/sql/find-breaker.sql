-- In: $1 dependency
-- Out: the breaker
-- Index: primary key
SELECT dependency, state, n_openings, since_utc_usec, until_utc_usec, revision, actor, reason
FROM breaker WHERE dependency = $1
