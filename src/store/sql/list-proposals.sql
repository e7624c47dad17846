-- In: $1 how many at most
-- Out: the newest proposals without their bodies, newest first
-- Index: proposal_run
SELECT run_id, state, n_waiting, created_utc_usec, decided_utc_usec, digest, ''
FROM proposal
ORDER BY run_id DESC, proposal_id DESC
LIMIT $1
