-- In: $1 now
-- Out: what is paused now
-- Index: primary key
SELECT what, since_utc_usec, until_utc_usec, actor, reason
FROM pause WHERE until_utc_usec = 0 OR until_utc_usec > $1 ORDER BY what
