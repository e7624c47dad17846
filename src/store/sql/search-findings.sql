-- In: $1 words as the index takes them
-- Out: key, id, work request, week, exposure, when found, assignee, sentence; the newest first
-- Index: finding_word, then the primary key
SELECT finding.finding_key, finding.id, finding.work_request, finding.week_ending, finding.exposure_cents,
  finding.first_utc_usec, finding.assignee, finding.sentence
FROM finding_word JOIN finding ON finding.finding_key = finding_word.rowid
WHERE finding_word MATCH $1
ORDER BY finding_word.rowid DESC
