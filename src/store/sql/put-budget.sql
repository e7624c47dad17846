-- In: $1 host, $2 tokens, $3 now
-- Out: -
-- Index: primary key
INSERT INTO retry_budget (host, n_tokens, saved_utc_usec) VALUES ($1, $2, $3)
ON CONFLICT (host) DO UPDATE SET
  n_tokens = excluded.n_tokens, saved_utc_usec = excluded.saved_utc_usec
