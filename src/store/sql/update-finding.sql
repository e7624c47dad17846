-- In: $1 … $25 as listed, $26 key
-- Out: -
-- Index: primary key
UPDATE finding SET
  id = $1, detector = $2, detector_version = $3, category = $4, severity = $5, cause = $6, score_micros = $7,
  confidence_micros = $8, exposure_cents = $9, work_request = $10, week_ending = $11, sentence = $12, facts = $13,
  judgement = $14, status = $15, is_trial = $16, is_new = $17, n_verdicts = $18, first_run = $19, last_run = $20,
  first_utc_usec = $21, last_utc_usec = $22, gone_run = $23, assignee = $24, due = $25
WHERE finding_key = $26
