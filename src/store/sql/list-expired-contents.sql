-- In: $1 time before which each version of a content must have ended
-- Out: SHA-256, size, number of versions
-- Index: version_sha256
SELECT sha256, max(size_bytes), count(*) FROM version
GROUP BY sha256
HAVING min(until_utc_usec) > 0 AND max(until_utc_usec) < $1 AND min(dropped_utc_usec) = 0
ORDER BY sha256
