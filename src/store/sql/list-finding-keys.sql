-- In: $1 bits of the statuses, $2 least severity, $3 detector, $4 work request, both '' = any, $5 week, 0 = any,
--   $6 whether on trial, -1 = any, $7 assignee, '' = any, $8 field to sort by, $9 whether words are wanted,
--   $10 detector, $11 cause and $12 unit code, if they are to be of one kind: $10 '' = any kind, $12 '' = any unit
-- Out: key, exposure, whether on trial, severity, score, id, detector, work request, what to sort by as a number and
--   as a text, words; unsorted, which is dearer here than where the rows go
-- Index: none, reads all; lines of those of the kind by the primary key of finding_line
SELECT finding_key, exposure_cents, is_trial, severity, score_micros, id, detector, work_request,
  CASE $8 WHEN 'severity' THEN severity WHEN 'score' THEN score_micros WHEN 'exposure' THEN exposure_cents
    WHEN 'week' THEN week_ending WHEN 'status' THEN status WHEN 'due' THEN due WHEN 'found' THEN first_utc_usec ELSE 0 END,
  CASE $8 WHEN 'request' THEN work_request WHEN 'sentence' THEN sentence WHEN 'assignee' THEN assignee ELSE '' END,
  CASE $9 WHEN 1 THEN sentence || ' ' || work_request || ' ' || assignee || ' ' || id ELSE '' END
FROM finding
WHERE ((1 << status) & $1) <> 0 AND severity >= $2 AND ($3 = '' OR detector = $3) AND ($4 = '' OR work_request = $4)
  AND ($5 = 0 OR week_ending = $5) AND ($6 < 0 OR is_trial = $6) AND ($7 = '' OR assignee = $7)
  AND ($10 = '' OR (detector = $10 AND cause = $11 AND ($12 = '' OR EXISTS (
    SELECT 1 FROM finding_line JOIN line ON line.sheet_id = finding_line.sheet_id AND line.row_id = finding_line.row_id
    WHERE finding_line.finding_key = finding.finding_key AND line.cu = $12))))
