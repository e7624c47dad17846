-- In: $1 moment
-- Out: findings that were found for the first time since then, but for those on trial: how many, exposure
-- Index: finding_first, alone
SELECT COUNT(*), COALESCE(SUM(exposure_cents), 0) FROM finding WHERE first_utc_usec >= $1 AND is_trial = 0
