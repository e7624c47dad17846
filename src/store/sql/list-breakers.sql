-- In: -
-- Out: breakers by name
-- Index: primary key
SELECT dependency, state, n_openings, since_utc_usec, until_utc_usec, revision, actor, reason
FROM breaker ORDER BY dependency
