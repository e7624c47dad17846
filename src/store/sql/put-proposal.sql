-- In: $1 run, $2 how many wait, $3 time, $4 digest, $5 plan.json
-- Out: -
-- Index: proposal_digest
INSERT INTO proposal (run_id, state, n_waiting, created_utc_usec, decided_utc_usec, digest, body)
VALUES ($1, 0, $2, $3, 0, $4, $5)
ON CONFLICT (digest) DO UPDATE SET run_id = excluded.run_id, state = 0, n_waiting = excluded.n_waiting,
  created_utc_usec = excluded.created_utc_usec, decided_utc_usec = 0, body = excluded.body
