-- In: $1 digest or its beginning, $2 what sorts behind all digests that begin so
-- Out: the proposal
-- Index: proposal_digest
SELECT run_id, state, n_waiting, created_utc_usec, decided_utc_usec, digest, body
FROM proposal
WHERE digest >= $1 AND digest < $2
LIMIT 1
