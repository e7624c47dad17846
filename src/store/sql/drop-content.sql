-- In: $1 SHA-256, $2 time
-- Out: -
-- Index: version_sha256
UPDATE version SET dropped_utc_usec = $2
WHERE sha256 = $1 AND until_utc_usec > 0 AND dropped_utc_usec = 0
