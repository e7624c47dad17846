-- In: $1 run, $2 identity, $3 action, $4 hold, $5 fingerprint, $6 generated, $7 lines, $8 total, $9 published
-- Out: -
-- Index: plan_entry (primary key)
INSERT INTO plan_entry (
  run_id, identity_id, action, hold, fingerprint, generated_utc_usec, n_lines, total_cents,
  published_cents)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
