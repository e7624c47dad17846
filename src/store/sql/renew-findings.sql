-- In: $1 run, $2 its time, $3 the run that found them
-- Out: -
-- Index: -; all findings
UPDATE finding SET
  is_new = CASE WHEN last_run = $1 THEN is_new ELSE 0 END,
  last_utc_usec = CASE WHEN gone_run = 0 AND last_run = $3 THEN $2 ELSE last_utc_usec END,
  last_run = CASE WHEN gone_run = 0 AND last_run = $3 THEN $1 ELSE last_run END
WHERE is_new <> 0 OR (gone_run = 0 AND last_run = $3)
