-- In: $1 target, $2 identity, $3 run that replaces it, $4 fingerprint that takes its place, $5 until
-- Out: -
-- Index: version_current, pin (primary key)
UPDATE version SET until_utc_usec = $5, version_end = CASE WHEN EXISTS (
    SELECT 1 FROM pin n
    WHERE n.target_sheet = $1 AND n.identity_id = $2 AND n.run_id = $3 AND n.fingerprint = $4) THEN 2 ELSE 1 END
WHERE target_sheet = $1 AND identity_id = $2 AND until_utc_usec = 0
