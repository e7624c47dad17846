-- In: $1 … $25 as listed, $26 accepted exposure
-- Out: -
-- Index: finding_id
INSERT INTO finding (id, detector, detector_version, category, severity, cause, score_micros, confidence_micros,
  exposure_cents, work_request, week_ending, sentence, facts, judgement, status, is_trial, is_new,
  n_verdicts, first_run, last_run, first_utc_usec, last_utc_usec, gone_run, assignee, due, accepted_cents)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
