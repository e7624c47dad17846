-- In: $1 bits of the statuses, $2 least severity, $3 detector, $4 work request, both '' = any, $5 week, 0 = any,
--   $6 whether on trial, -1 = any
-- Out: findings with key and accepted exposure
-- Index: primary key
SELECT finding_key, accepted_cents, id, detector, detector_version, category, severity, cause, score_micros, confidence_micros,
  exposure_cents, work_request, week_ending, sentence, facts, judgement, status, is_trial, is_new,
  n_verdicts, first_run, last_run, first_utc_usec, last_utc_usec, gone_run, assignee, due
FROM finding
WHERE ((1 << status) & $1) <> 0 AND severity >= $2 AND ($3 = '' OR detector = $3) AND ($4 = '' OR work_request = $4)
  AND ($5 = 0 OR week_ending = $5) AND ($6 < 0 OR is_trial = $6)
ORDER BY finding_key
