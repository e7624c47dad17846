-- In: -
-- Out: budgets by host
-- Index: primary key
SELECT host, n_tokens, saved_utc_usec FROM retry_budget ORDER BY host
