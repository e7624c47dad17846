-- In: $1 beginning of an id, $2 what stands behind all that begin so
-- Out: the findings, two at most
-- Index: finding_id
SELECT finding_key, accepted_cents, id, detector, detector_version, category, severity, cause, score_micros, confidence_micros,
  exposure_cents, work_request, week_ending, sentence, facts, judgement, status, is_trial, is_new,
  n_verdicts, first_run, last_run, first_utc_usec, last_utc_usec, gone_run, assignee, due
FROM finding WHERE id >= $1 AND id < $2 ORDER BY id LIMIT 2
