-- In: $1 moment
-- Out: of the last audit before it: what it was made with
-- Index: primary key, backwards to the first that fits
SELECT rates_key, policy_key FROM audit WHERE utc_usec < $1 ORDER BY run_id DESC LIMIT 1
