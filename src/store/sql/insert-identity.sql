-- In: $1 week ending, $2 work request, $3 variant, $4 identifier
-- Out: -
-- Index: identity_key
INSERT INTO identity (week_ending, work_request, variant, identifier) VALUES ($1, $2, $3, $4)
