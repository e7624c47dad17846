-- In: $1 state, $2 another state
-- Out: the proposals in them, oldest first
-- Index: proposal_run
SELECT run_id, state, n_waiting, created_utc_usec, decided_utc_usec, digest, body
FROM proposal
WHERE state IN ($1, $2)
ORDER BY run_id, proposal_id
