-- In: $1 host
-- Out: what is left of its budget
-- Index: primary key
SELECT host, n_tokens, saved_utc_usec FROM retry_budget WHERE host = $1
