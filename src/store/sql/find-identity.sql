-- In: $1 week ending, $2 work request, $3 variant, $4 identifier
-- Out: its number
-- Index: identity_key
SELECT identity_id FROM identity
WHERE week_ending = $1 AND work_request = $2 AND variant = $3 AND identifier = $4
