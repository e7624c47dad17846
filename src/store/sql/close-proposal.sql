-- In: $1 digest, $2 state, $3 time of the decision, $4 whether to keep plan.json
-- Out: -
-- Index: proposal_digest
UPDATE proposal SET state = $2, decided_utc_usec = $3, body = CASE WHEN $4 THEN body ELSE '' END
WHERE digest = $1
