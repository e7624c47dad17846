-- In: $1 moment
-- Out: steps of findings since then by what they became and who said so: how many, exposure, recovered
-- Index: verdict_time
SELECT to_status, source, COUNT(*), SUM(exposure_cents), SUM(recovered_cents)
FROM verdict WHERE utc_usec >= $1 GROUP BY to_status, source
