-- In: $1 status, $2 today
-- Out: findings of that status by severity and whether on trial: how many, exposure, since when, how many are overdue
-- Index: finding_open, alone
SELECT severity, is_trial, COUNT(*), SUM(exposure_cents), MIN(first_utc_usec),
  SUM(CASE WHEN due > 0 AND due < $2 THEN 1 ELSE 0 END)
FROM finding WHERE status = $1 GROUP BY severity, is_trial
