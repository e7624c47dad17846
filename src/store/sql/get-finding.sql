-- In: $1 key
-- Out: the finding as list-findings.sql says it, its facts and judgement ''
-- Index: primary key
SELECT finding_key, accepted_cents, id, detector, detector_version, category, severity, cause, score_micros, confidence_micros,
  exposure_cents, work_request, week_ending, sentence, '', '', status, is_trial, is_new,
  n_verdicts, first_run, last_run, first_utc_usec, last_utc_usec, gone_run, assignee, due
FROM finding WHERE finding_key = $1
