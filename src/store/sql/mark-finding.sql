-- In: $1 key, $2 status, $3 the run that no longer found it, 0 = it stands, $4 accepted exposure, $5 verdicts, $6 whether new
-- Out: -
-- Index: primary key
UPDATE finding SET status = $2, gone_run = $3, accepted_cents = $4, n_verdicts = $5, is_new = $6
WHERE finding_key = $1
